#include "adapters/keys/sodium_passwords.hpp"

#include <array>

#include <sodium.h>

namespace concordat::keys {
namespace {

bool is_ready() {
  static const bool ready = sodium_init() >= 0;
  return ready;
}

}  // namespace

Result<std::string> SodiumPasswords::of(std::string_view password) const {
  std::array<char, crypto_pwhash_argon2id_STRBYTES> text{};
  if (!is_ready() ||
      crypto_pwhash_argon2id_str(text.data(), password.data(), password.size(), cost_.operations,
                                 std::size_t{cost_.memory_kib} * 1024) != 0) {
    return fail({.code = "account.no-memory"});
  }
  return std::string(text.data());
}

bool SodiumPasswords::holds(std::string_view password, const std::string& hash) const {
  return is_ready() &&
         crypto_pwhash_argon2id_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool SodiumPasswords::is_outdated(const std::string& hash) const {
  return !is_ready() ||
         crypto_pwhash_argon2id_str_needs_rehash(hash.c_str(), cost_.operations,
                                                 std::size_t{cost_.memory_kib} * 1024) != 0;
}

}  // namespace concordat::keys
