// Opening the vault beside a store, with the master keys that the command line names.
#pragma once

#include <memory>

#include "adapters/keys/system_randomness.hpp"
#include "adapters/private/vault_store.hpp"
#include "adapters/seal/sodium_sealing.hpp"
#include "adapters/system/system_clock.hpp"
#include "cli/vault_commands.hpp"
#include "registry/vault/vault.hpp"

namespace concordat::cli {

// A key, and what deriving it costs when it comes from a passphrase.
struct GivenKey {
  SealingKey key;
  std::optional<PassphraseCost> passphrase;
};

class VaultSite {
 public:
  // Codes: cli.store, those of private_file::open.
  [[nodiscard]] static Result<std::unique_ptr<VaultSite>> open(const VaultOptions& options,
                                                               private_file::Opening opening);

  [[nodiscard]] registry::vault::Means means() {
    return {.store = *store_, .sealing = sealing_, .randomness = randomness_, .clock = clock_};
  }
  [[nodiscard]] VaultStore& store() { return *store_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }

  // The keys that the options name. Codes: vault.key-file, vault.passphrase, vault.key-wrong (no
  // passphrase of this vault), cli.vault-key (none named).
  [[nodiscard]] Result<std::vector<SealingKey>> keys(const VaultOptions& options);
  [[nodiscard]] Result<registry::vault::Vault> vault(const VaultOptions& options);
  // The one that is named as new: read, written where there is none yet, or derived at the usual
  // cost.
  [[nodiscard]] Result<GivenKey> new_key(const VaultOptions& options);

 private:
  explicit VaultSite(std::unique_ptr<private_file::PrivateVaultStore> store)
      : store_(std::move(store)) {}
  [[nodiscard]] Result<SealingKey> derived(const std::string& file);

  std::unique_ptr<private_file::PrivateVaultStore> store_;
  seal::SodiumSealing sealing_;
  keys::SystemRandomness randomness_;
  SystemClock clock_;
};

// A record as people and programs read it; nothing of it needs a key.
[[nodiscard]] json::Object printed(const VaultRecord& record);

// Prints the error and gives the exit status: what was asked for is refused, or could not be done.
int refuse_vault(const Error& error, const Output& output);

}  // namespace concordat::cli
