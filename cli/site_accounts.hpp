// The accounts of a site: its private file, opened with what its keys are for.
#pragma once

#include <memory>
#include <string>

#include "adapters/keys/openssl_keyed_hash.hpp"
#include "adapters/keys/sodium_passwords.hpp"
#include "adapters/keys/sodium_seal.hpp"
#include "adapters/keys/system_randomness.hpp"
#include "adapters/private/account_file.hpp"
#include "adapters/system/system_clock.hpp"
#include "adapters/text/icu_form.hpp"
#include "cli/site.hpp"
#include "registry/accounts/accounts.hpp"

namespace concordat::cli {

// The file name, in the key folder, of the key on which the seal of seeds and the marks of devices
// hang. Without it second factors cannot be checked, and every account must be reset.
inline constexpr std::string_view kAccountsKeyName = "accounts.seal";

class SiteAccounts {
 public:
  // `issuer`: as authenticator applications show the registry. Codes of private files and of key
  // files; store.not-found where there is no private file and `opening` makes none.
  [[nodiscard]] static Result<std::unique_ptr<SiteAccounts>> open(const SiteOptions& site,
                                                                  std::string issuer,
                                                                  private_file::Opening opening);

  [[nodiscard]] accounts::Accounts& accounts() { return *accounts_; }

 private:
  SiteAccounts() = default;

  SystemClock clock_;
  keys::SystemRandomness randomness_;
  keys::SodiumPasswords passwords_;
  keys::OpensslKeyedHash keyed_hash_;
  text::IcuForm form_;
  std::unique_ptr<private_file::AccountFile> store_;
  std::unique_ptr<keys::SodiumSeal> seal_;
  std::unique_ptr<accounts::Accounts> accounts_;
};

// For a server: none where the site has no private file, and none, said on standard error, where it
// cannot be opened: what is public is answered all the same.
[[nodiscard]] std::unique_ptr<SiteAccounts> accounts_beside(const SiteOptions& site,
                                                            const std::string& issuer,
                                                            const Output& output);

}  // namespace concordat::cli
