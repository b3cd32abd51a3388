// Discharging obligations: Ed25519 by libsodium, P-256 and P-384 by OpenSSL.
#pragma once

#include <span>
#include <vector>

#include "core/crypto/signature.hpp"

namespace concordat::keys {

// Does this signature hold? The core's key rules are applied first, so that keys which libraries
// judge differently are refused here whatever the library thinks. Safe from any thread.
[[nodiscard]] bool verify(const crypto::Obligation& obligation);

// One verdict for each obligation, in order.
[[nodiscard]] std::vector<bool> verify_batch(std::span<const crypto::Obligation> obligations);

// Do all hold? Stops at the first that does not. True for none: the core decides how many there
// must be.
[[nodiscard]] bool verify_all(std::span<const crypto::Obligation> obligations);

}  // namespace concordat::keys
