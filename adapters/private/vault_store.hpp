// The vault store port in the private file. A record arrives in commits of its own, so that other
// modules of the file wait for no upload; what never finished is swept.
#pragma once

#include <filesystem>
#include <memory>
#include <utility>

#include "adapters/private/private_file.hpp"
#include "registry/ports/vault_store.hpp"

namespace concordat::private_file {

class PrivateVaultStore final : public VaultStore {
 public:
  // The codes of private_file::open.
  [[nodiscard]] static Result<std::unique_ptr<PrivateVaultStore>> open(
      const std::filesystem::path& path, Opening opening);
  // Over a connection with the tables of the vault.
  explicit PrivateVaultStore(sqlite::Connection connection) : connection_(std::move(connection)) {}

  [[nodiscard]] Result<std::vector<MasterKey>> master_keys() override;
  [[nodiscard]] Status add_master_key(const MasterKey& key) override;
  [[nodiscard]] Status drop_master_key(const SealingKeyId& id) override;

  [[nodiscard]] Status begin(std::string_view id, Instant at) override;
  [[nodiscard]] Status append(std::string_view id, std::uint64_t first,
                              const std::vector<Bytes>& chunks) override;
  [[nodiscard]] Result<std::uint64_t> finish(const VaultRecord& record) override;
  [[nodiscard]] Status discard(std::string_view id) override;
  [[nodiscard]] Result<std::uint64_t> sweep(Instant before) override;

  [[nodiscard]] Result<std::optional<VaultRecord>> find(std::string_view id) override;
  [[nodiscard]] Result<std::optional<VaultRecord>> find(std::uint64_t sequence) override;
  [[nodiscard]] Result<Bytes> chunk(std::string_view id, std::uint64_t number) override;
  [[nodiscard]] Result<std::vector<VaultRecord>> list(const VaultListing& listing) override;

  [[nodiscard]] Status erase(std::string_view id, const VaultErasure& erasure) override;
  [[nodiscard]] Result<std::vector<VaultRecord>> due(Date today, std::uint32_t limit) override;
  [[nodiscard]] Status note(const RetentionRun& run) override;
  [[nodiscard]] Result<std::vector<RetentionRun>> runs() override;

  [[nodiscard]] Result<std::vector<VaultRecord>> wrapped_by(const SealingKeyId& master,
                                                            std::uint32_t limit) override;
  [[nodiscard]] Status rewrap(const std::vector<VaultRecord>& records) override;

  [[nodiscard]] Result<std::uint64_t> commitments() override;
  [[nodiscard]] Result<std::vector<crypto::Digest>> commitments(std::uint64_t first,
                                                                std::uint64_t count) override;
  [[nodiscard]] Result<std::optional<KeptBatch>> last_batch() override;
  [[nodiscard]] Result<std::optional<KeptBatch>> batch_of(std::uint64_t sequence) override;
  [[nodiscard]] Status prepare(const KeptBatch& batch) override;
  [[nodiscard]] Status set_logged(std::uint64_t number, std::uint64_t index) override;

 private:
  sqlite::Connection connection_;
};

}  // namespace concordat::private_file
