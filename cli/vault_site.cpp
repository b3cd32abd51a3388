#include "cli/vault_site.hpp"

#include <filesystem>
#include <system_error>

#include "adapters/seal/master_key.hpp"
#include "cli/files.hpp"
#include "cli/print.hpp"
#include "core/base/base64url.hpp"

namespace concordat::cli {
namespace {

namespace fs = std::filesystem;

Result<std::string> first_line(const std::string& file) {
  CONCORDAT_TRY(text, read_file(file));
  return text.substr(0, text.find_first_of("\r\n"));
}

}  // namespace

Result<std::unique_ptr<VaultSite>> VaultSite::open(const VaultOptions& options,
                                                   private_file::Opening opening) {
  CONCORDAT_TRY(paths, paths_of(options.site));
  std::error_code ignored;
  // A vault belongs to a store; a path mistyped must not make one.
  if (!fs::exists(paths.database, ignored)) {
    return fail({.code = "store.not-found", .place = paths.database.string()});
  }
  CONCORDAT_TRY(
      store, private_file::PrivateVaultStore::open(private_file::beside(paths.database), opening));
  return std::unique_ptr<VaultSite>(new VaultSite(std::move(store)));
}

// Master keys in use are one, or two while one takes over from the other.
Result<SealingKey> VaultSite::derived(const std::string& file) {
  CONCORDAT_TRY(passphrase, first_line(file));
  CONCORDAT_TRY(known, store_->master_keys());
  for (const MasterKey& master : known) {
    if (!master.passphrase) continue;
    CONCORDAT_TRY(key, seal::master_key_of(passphrase, *master.passphrase));
    if (sealing_.id_of(key) == master.id) return key;
  }
  return fail({.code = known.empty() ? "vault.not-made" : "vault.key-wrong", .place = file});
}

Result<std::vector<SealingKey>> VaultSite::keys(const VaultOptions& options) {
  std::vector<SealingKey> keys;
  for (const std::string& file : options.master_keys) {
    CONCORDAT_TRY(key, seal::read_master_key(file));
    keys.push_back(key);
  }
  for (const std::string& file : options.master_passphrases) {
    CONCORDAT_TRY(key, derived(file));
    keys.push_back(key);
  }
  if (!keys.empty()) return keys;
  return fail({.code = "cli.vault-key", .expected = "--master-key or --master-passphrase"});
}

Result<registry::vault::Vault> VaultSite::vault(const VaultOptions& options) {
  CONCORDAT_TRY(given, keys(options));
  return registry::vault::Vault::open(means(), std::move(given));
}

Result<GivenKey> VaultSite::new_key(const VaultOptions& options) {
  if (!options.new_passphrase.empty()) {
    CONCORDAT_TRY(passphrase, first_line(options.new_passphrase));
    const PassphraseCost cost = seal::with_fresh_salt(seal::kUsualCost);
    CONCORDAT_TRY(key, seal::master_key_of(passphrase, cost));
    return GivenKey{.key = key, .passphrase = cost};
  }
  if (options.new_key.empty()) {
    return fail({.code = "cli.vault-key", .expected = "a file for the key, or a passphrase"});
  }
  std::error_code ignored;
  if (!fs::exists(options.new_key, ignored)) {
    CONCORDAT_CHECK(seal::write_master_key(options.new_key, sealing_.fresh_key()));
  }
  CONCORDAT_TRY(key, seal::read_master_key(options.new_key));
  return GivenKey{.key = key, .passphrase = {}};
}

json::Object printed(const VaultRecord& record) {
  const VaultDescription& is = record.description;
  json::Object object{{"id", is.id},
                      {"kind", is.kind},
                      {"confidentiality", is.confidentiality},
                      {"basis", is.basis},
                      {"owner", is.owner},
                      {"mediaType", is.media_type},
                      {"sizeBytes", record.size_bytes},
                      {"kept", to_string(is.kept)},
                      {"keepUntil", to_string(is.keep_until)},
                      {"sequence", record.sequence},
                      {"commitment", encode_base64url(record.commitment)}};
  if (!is.about.empty()) object.set("about", is.about);
  if (!is.replaces.empty()) object.set("replaces", is.replaces);
  if (!record.replaced_by.empty()) object.set("replacedBy", record.replaced_by);
  if (record.erasure) {
    object.set("erased", json::Object{{"at", to_string(record.erasure->at)},
                                      {"by", record.erasure->by},
                                      {"why", record.erasure->why}});
  }
  return object;
}

int refuse_vault(const Error& error, const Output& output) {
  const bool of_file = error.code.starts_with("store.") || error.code.starts_with("cli.") ||
                       error.code.starts_with("fetch.") || error.code == "vault.key-file";
  return print_error(error, output, of_file ? kUnanswered : kRefused);
}

}  // namespace concordat::cli
