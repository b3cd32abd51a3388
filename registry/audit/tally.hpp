// How many people looked at what is not public: by organisation and purpose, for publication.
#pragma once

#include <string>
#include <vector>

#include "core/insight/withholding.hpp"
#include "registry/ports/audit_store.hpp"

namespace concordat::registry::audit {

// People, not accesses: what one person did a hundred times still tells of one. Whoever looked for
// two purposes is counted for each, and so twice in the totals.
struct Tally {
  std::vector<std::string> organisations;  // rows, in the order of their identifiers
  std::vector<std::string> purposes;       // columns, "none" where none was given
  insight::Counts people;
};
// Of accesses that were granted, from that instant on and before the other. Codes of the store and
// audit.form.
struct Period {
  Instant from;
  Instant until;
};
[[nodiscard]] Result<Tally> tally(const AuditStore& store, const Period& period);

}  // namespace concordat::registry::audit
