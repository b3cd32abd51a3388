// From rows to the statements that they are of: the one place where a row becomes a payload.
#pragma once

#include "core/facts/stated.hpp"
#include "registry/credentials/instruments.hpp"

namespace concordat::registry {

// The statement whose words the row has. Where a correction in part left the row, with the days
// that are left and who corrected it: the corrector's own payload is about other days. Codes of the
// store.
template <class T>
[[nodiscard]] Result<untp::Logged> statement_of(const Registry& registry,
                                                const facts::Relation<T>& rows, const T& row) {
  const facts::Ordinal stated = facts::stated_by(rows, row);
  CONCORDAT_TRY(logged, logged_statement(registry, stated));
  if (stated != row.since) logged.left = {.days = row.certain, .corrected_by = row.since};
  return logged;
}

}  // namespace concordat::registry
