// The vault: records that are secret, kept so that only who has the master key can open them, and
// so that nobody can alter, cut or swap any of it unnoticed.
//
// Every record has a key of its own, of chance, which the master key wraps together with what is
// known of the record in the clear; so a description that was altered no longer opens. Bodies are
// streamed: a piece at a time stands in memory.
//
// Not for several threads at once; several vaults over one store may work beside each other.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/disclosure/record.hpp"
#include "registry/ports/clock.hpp"
#include "registry/ports/randomness.hpp"
#include "registry/ports/sealing.hpp"
#include "registry/ports/vault_store.hpp"
#include "registry/vault/vocabulary.hpp"

namespace concordat::registry::vault {

// Sealed piece by piece. Large enough that sealing, not the store, takes the time.
inline constexpr std::size_t kChunkBytes = std::size_t{256} << 10;
// Pieces in one commit: what is in memory of a body at most, and how long others wait.
inline constexpr std::size_t kChunksInCommit = 16;

// Where a body comes from.
class BodySource {
 public:
  virtual ~BodySource() = default;
  // Fills as much of the span as there is; fewer octets than it holds only at the end.
  [[nodiscard]] virtual Result<std::size_t> read(std::span<Byte> into) = 0;
};

// Where a body goes. What has been written counts only once reading has ended well.
class BodySink {
 public:
  virtual ~BodySink() = default;
  [[nodiscard]] virtual Status write(ByteView octets) = 0;
};

// What a vault works with; all of it outlives the vault.
struct Means {
  VaultStore& store;
  const Sealing& sealing;
  Randomness& randomness;
  const Clock& clock;
};

class Vault {
 public:
  // With master keys, the newest first: new records are wrapped by the first that the store knows,
  // and each record opens by the one that wraps it. Codes: vault.not-made (the store knows no
  // master key), vault.key-wrong (it knows none of these).
  [[nodiscard]] static Result<Vault> open(Means means, std::vector<SealingKey> keys);
  // A store without master keys is given its first. Code vault.made when it has one.
  [[nodiscard]] static Status make(Means means, const SealingKey& key,
                                   const std::optional<PassphraseCost>& passphrase);

  // Durable when it returns. Codes of check_draft and check_content; vault.too-large;
  // vault.not-found (what it replaces); vault.replaced (and has been already); the source's.
  [[nodiscard]] Result<VaultRecord> keep(const Draft& draft, BodySource& body);

  // What is known of it without opening it. Code vault.not-found.
  [[nodiscard]] Result<VaultRecord> find(std::string_view id);
  // The body, piece by piece. Codes: vault.not-found, vault.erased, vault.key-wrong, vault.altered
  // (anything is not as it was kept), the sink's.
  [[nodiscard]] Status read_body(std::string_view id, BodySink& sink);
  // Header and rows, held against the commitment. The same codes.
  [[nodiscard]] Result<disclosure::Record> read_parts(std::string_view id);
  // Everything of it: key, description, rows, commitment, every octet of the body. Only that
  // nothing hangs there of those erased.
  [[nodiscard]] Status check(const VaultRecord& record);

  // Key, rows, salts and body are destroyed. Codes: vault.not-found, vault.member (why).
  [[nodiscard]] Status erase(std::string_view id, std::string_view by, std::string_view why);

  // Wraps the keys of up to `limit` records with another master key; gives how many. None are left
  // when it gives fewer. Bodies stay as they are. Code vault.key-wrong: the store does not know the
  // new key.
  [[nodiscard]] Result<std::uint64_t> rewrap(const SealingKey& from, const SealingKey& to,
                                             std::uint32_t limit);

 private:
  struct Key {
    SealingKeyId id;
    SealingKey key;
  };
  Vault(Means means, std::vector<Key> keys) : means_(means), keys_(std::move(keys)) {}

  struct Arrived;
  [[nodiscard]] Result<Arrived> take_in(const VaultDescription& description, BodySource& body,
                                        const SealingKey& key);
  [[nodiscard]] Status complete(const Draft& draft, const Arrived& arrived, const SealingKey& key,
                                VaultRecord& record);
  [[nodiscard]] Result<VaultRecord> current(std::string_view id);
  [[nodiscard]] Result<SealingKey> unwrap(const VaultRecord& record) const;
  [[nodiscard]] Result<disclosure::Record> parts_of(const VaultRecord& record,
                                                    const SealingKey& key) const;
  [[nodiscard]] Status stream(const VaultRecord& record, const SealingKey& key, BodySink& sink);

  Means means_;
  std::vector<Key> keys_;
};

}  // namespace concordat::registry::vault
