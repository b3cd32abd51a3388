// Heads of the records of access in the log: what makes the records binding on the operator.
#pragma once

#include <optional>
#include <string>

#include "registry/audit/record.hpp"
#include "registry/ports/clock.hpp"
#include "registry/ports/signer.hpp"
#include "registry/registry.hpp"

namespace concordat::registry::audit {

// Logs the newest record's number and hash as a statement of the operator, when the log does not
// have it already; nothing then. The operator's key signs.
//   audit.cut-off  the log has a head beyond the newest record: records were lost
//   and codes of the store, of the signer, of submitting (admission.audit-head where another
//   process was quicker).
struct Committing {
  Registry& registry;
  Signer& signer;
  std::string operator_id;
  const AuditStore& store;
  const Clock& clock;
};
[[nodiscard]] Result<std::optional<Receipt>> commit_head(const Committing& committing);

}  // namespace concordat::registry::audit
