// The password hash port: what is kept instead of a password (NIST SP 800-63B-4, 3.1.1.2: salted,
// with a cost that makes guessing dear).
//
// Threads: any. Each call holds the memory and the time that the cost says, so whoever calls bounds
// how many run at once.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace concordat {

class PasswordHash {
 public:
  virtual ~PasswordHash() = default;
  // With a fresh salt and the cost of today. Code account.no-memory.
  [[nodiscard]] virtual Result<std::string> of(std::string_view password) const = 0;
  // Whether the password is the one the hash was made of. It takes as long either way.
  [[nodiscard]] virtual bool holds(std::string_view password, const std::string& hash) const = 0;
  // Whether the hash was made at another cost than that of today.
  [[nodiscard]] virtual bool is_outdated(const std::string& hash) const = 0;
};

}  // namespace concordat
