// Passwords: which may be chosen, and how one is compared without telling more than yes or no.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "registry/accounts/turnstile.hpp"
#include "registry/ports/password_hash.hpp"
#include "registry/ports/text_form.hpp"

namespace concordat::accounts {

// NIST SP 800-63B-4, 3.1.1.2: length and nothing of composition; what can be expected of this owner
// and this service is refused. `password` is in NFC. Codes: account.password-short,
// account.password-long, account.password-expected (with few different characters, a row of
// neighbours, or little beside `names`).
[[nodiscard]] Status check_password(std::string_view password,
                                    const std::vector<std::string_view>& names,
                                    const TextForm& form);

class Passwords {
 public:
  // At most `at_once` hashes are computed, and as many callers again times four wait. The ports
  // outlive this. Code account.no-memory.
  [[nodiscard]] static Result<std::unique_ptr<Passwords>> of(const PasswordHash& hash,
                                                             const TextForm& form,
                                                             unsigned at_once);

  // Whether the hash is of this password. Without a hash one of nobody's password is computed, so
  // that it takes the same steps. Code account.busy.
  [[nodiscard]] Result<bool> holds(std::string_view password, const std::string& hash);
  // The hash of a new one, checked. Codes: those of `check_password`, account.busy,
  // account.no-memory.
  [[nodiscard]] Result<std::string> chosen(std::string_view password,
                                           const std::vector<std::string_view>& names);
  // A hash at the cost of today where this one is of another; otherwise nothing.
  [[nodiscard]] std::string renewed(std::string_view password, const std::string& hash);

 private:
  Passwords(const PasswordHash& hash, const TextForm& form, unsigned at_once)
      : hash_(hash), form_(form), turnstile_(at_once, 4 * at_once) {}

  const PasswordHash& hash_;
  const TextForm& form_;
  Turnstile turnstile_;
  std::string of_nobody_;
};

}  // namespace concordat::accounts
