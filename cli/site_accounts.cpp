#include "cli/site_accounts.hpp"

#include <algorithm>
#include <thread>

#include "cli/print.hpp"

namespace concordat::cli {
namespace {

// Half the cores at most compute password hashes; the others answer.
unsigned hashes_at_once() { return std::max(std::thread::hardware_concurrency() / 2, 1U); }

}  // namespace

Result<std::unique_ptr<SiteAccounts>> SiteAccounts::open(const SiteOptions& site,
                                                         std::string issuer,
                                                         private_file::Opening opening) {
  CONCORDAT_TRY(paths, paths_of(site));
  const auto path = private_file::beside(paths.database);
  std::unique_ptr<SiteAccounts> made(new SiteAccounts());
  CONCORDAT_TRY(store, private_file::AccountFile::open(path, opening));
  made->store_ = std::move(store);
  CONCORDAT_TRY(folder, open_keys(site));
  CONCORDAT_TRY(held, folder->signer(kAccountsKeyName));
  Signer* signer = held;
  if (signer == nullptr) {
    CONCORDAT_TRY(created, folder->create(kAccountsKeyName));
    signer = created;
  }
  CONCORDAT_TRY(seal_secret, keys::secret_of(*signer, "seal of account secrets"));
  CONCORDAT_TRY(device_secret, keys::secret_of(*signer, "marks of known devices"));
  made->seal_ = std::make_unique<keys::SodiumSeal>(seal_secret);
  CONCORDAT_TRY(accounts, accounts::Accounts::of({.store = *made->store_,
                                                  .clock = made->clock_,
                                                  .randomness = made->randomness_,
                                                  .password_hash = made->passwords_,
                                                  .keyed_hash = made->keyed_hash_,
                                                  .seal = *made->seal_,
                                                  .form = made->form_,
                                                  .device_secret = device_secret,
                                                  .issuer = std::move(issuer),
                                                  .hashes_at_once = hashes_at_once()}));
  made->accounts_ = std::move(accounts);
  return made;
}

std::unique_ptr<SiteAccounts> accounts_beside(const SiteOptions& site, const std::string& issuer,
                                              const Output& output) {
  const auto paths = paths_of(site);
  std::error_code ignored;
  if (!paths || !std::filesystem::exists(private_file::beside(paths->database), ignored)) {
    return nullptr;
  }
  auto opened = SiteAccounts::open(site, issuer, private_file::Opening::kExisting);
  if (opened) return std::move(*opened);
  print_error(opened.error(), output, kUnanswered);
  return nullptr;
}

}  // namespace concordat::cli
