// Whether a registry knows who signed.
#pragma once

#include "core/credential/host.hpp"

namespace concordat::registry {

class Registry;

// The key is on file at that time (its day, UTC) as that of an organisation on file; a conformity
// assessment body or laboratory must have been accredited or designated then.
//   passed, with the arguments `organisation` and `statement` (the log index of the key)
//   failed: trust.key-ended (no longer, or not yet, in force), trust.key-revoked,
//     trust.not-competent (a body, neither accredited nor designated then)
//   could not be checked: trust.unknown-key (nobody on file has it: that makes it no worse than
//     unknown), trust.competence-open (the registry does not know the day to the day)
[[nodiscard]] credential::Finding trust_in(const Registry& registry,
                                           const credential::TrustQuestion& question);

// Whether anybody on file has, or ever had, this key.
[[nodiscard]] bool is_on_file(const Registry& registry, const crypto::PublicKey& key);

}  // namespace concordat::registry
