// Whether a key was revoked. A revocation counts from its day on, a compromise from its instant on,
// even where the revocation itself takes effect later.
#pragma once

#include "core/facts/probe.hpp"

namespace concordat::facts {

// At the probe's size and date. `has_come` is asked of the instant of a compromise whether it has.
template <class HasCome>
[[nodiscard]] bool is_revoked(const Probe& probe, Id thumbprint, HasCome&& has_come) {
  bool revoked = false;
  probe.tables.key_revocations.visit(thumbprint, probe.size, [&](const KeyRevocation& row) {
    revoked = (row.compromised_since && has_come(*row.compromised_since)) ||
              row.certain.from <= probe.date;
    return !revoked;
  });
  return revoked;
}

}  // namespace concordat::facts
