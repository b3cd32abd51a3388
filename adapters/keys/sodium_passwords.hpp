// Password hashes by Argon2id (RFC 9106), as libsodium writes them: "$argon2id$v=19$m=...".
#pragma once

#include <cstdint>

#include "registry/ports/password_hash.hpp"

namespace concordat::keys {

// What it costs to try one password once. The second choice of RFC 9106, 4 ("memory-constrained
// environments"), on one lane: a tenth of a second here, and a server can bear two at once.
struct PasswordCost {
  std::uint32_t operations = 3;
  std::uint32_t memory_kib = 64 * 1024;
};

class SodiumPasswords final : public PasswordHash {
 public:
  explicit SodiumPasswords(const PasswordCost& cost = {}) : cost_(cost) {}

  [[nodiscard]] Result<std::string> of(std::string_view password) const override;
  [[nodiscard]] bool holds(std::string_view password, const std::string& hash) const override;
  [[nodiscard]] bool is_outdated(const std::string& hash) const override;

 private:
  PasswordCost cost_;
};

}  // namespace concordat::keys
