// The vault store port: sealed records, their commitments in order, and the batches of them.
//
// It sees no secret: bodies, rows and keys come sealed. What it keeps in the clear is what
// retention and lists need, and each of those members is authenticated with the key of its record.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/disclosure/batch.hpp"
#include "core/time/date.hpp"
#include "core/time/instant.hpp"
#include "registry/ports/sealing.hpp"

namespace concordat {

// Of Argon2id; the octets of the salt are no secret.
struct PassphraseCost {
  std::uint32_t operations = 0;
  std::uint32_t memory_kib = 0;
  std::array<Byte, 16> salt = {};
};

// A master key that wraps keys of records here, or did.
struct MasterKey {
  SealingKeyId id = {};
  std::optional<PassphraseCost> passphrase;  // none: it comes from a file
  Instant made;
};

// What is known of a record without its key.
struct VaultDescription {
  std::string id;  // of chance: tells nothing
  std::string kind;
  std::string confidentiality;
  std::string basis;
  std::string owner;  // organisation on file
  std::string about;  // pseudonym of a person; empty when it is about none
  std::string media_type;
  Date keep_until;       // the last day it is kept
  Instant kept;          // when it came
  std::string replaces;  // id of the version before; empty for the first
  friend bool operator==(const VaultDescription&, const VaultDescription&) = default;
};

struct VaultSecrets {  // all sealed
  SealingKeyId master = {};
  Bytes wrapped_key;  // of the record, by the master key
  Bytes header;       // of the body's stream
  Bytes parts;        // disclosures and salts
};

struct VaultErasure {
  Instant at;
  std::string by;   // pseudonym, or "retention"
  std::string why;  // of a closed list
};

struct VaultRecord {
  VaultDescription description;
  std::uint64_t size_bytes = 0;
  std::uint64_t chunks = 0;
  crypto::Digest commitment = {};
  std::uint64_t sequence = 0;  // from 1 on, without a gap
  VaultSecrets secrets;        // empty once erased
  std::optional<VaultErasure> erasure;
  std::string replaced_by;  // id of the version after; empty when it is the newest
};

struct KeptBatch {
  disclosure::Batch batch;
  std::string statement;                // as signed, so that it can be submitted again
  std::optional<std::uint64_t> logged;  // log index, once acknowledged
};

struct RetentionRun {
  Instant at;
  std::uint64_t erased = 0;
  std::uint64_t swept = 0;  // records that never arrived whole
};

struct VaultListing {
  std::string owner;  // empty: any
  std::string about;
  std::string kind;
  std::uint64_t after = 0;  // sequence number
  std::uint32_t limit = 50;
};

// One thread at a time. Every Status that returns well is on disk. Beyond the codes named, those of
// the store: store.full, store.io, store.busy, store.corrupt.
class VaultStore {
 public:
  virtual ~VaultStore() = default;

  [[nodiscard]] virtual Result<std::vector<MasterKey>> master_keys() = 0;
  [[nodiscard]] virtual Status add_master_key(const MasterKey& key) = 0;
  // Does nothing while a record is wrapped by it. Afterwards no key wrapped by it is left in the
  // file. store.busy as with `erase`.
  [[nodiscard]] virtual Status drop_master_key(const SealingKeyId& id) = 0;

  // A record arrives: begun, its chunks in order, finished. Nobody sees it before it is finished.
  [[nodiscard]] virtual Status begin(std::string_view id, Instant at) = 0;
  // Chunks from number `first` on, in one commit.
  [[nodiscard]] virtual Status append(std::string_view id, std::uint64_t first,
                                      const std::vector<Bytes>& chunks) = 0;
  // Gives it the next sequence number, which is returned. Code vault.replaced when the version that
  // it replaces has been replaced or is gone.
  [[nodiscard]] virtual Result<std::uint64_t> finish(const VaultRecord& record) = 0;
  [[nodiscard]] virtual Status discard(std::string_view id) = 0;
  // Takes away what began before the instant and never finished; says how many.
  [[nodiscard]] virtual Result<std::uint64_t> sweep(Instant before) = 0;

  [[nodiscard]] virtual Result<std::optional<VaultRecord>> find(std::string_view id) = 0;
  [[nodiscard]] virtual Result<std::optional<VaultRecord>> find(std::uint64_t sequence) = 0;
  // Code vault.altered when the chunk is not there.
  [[nodiscard]] virtual Result<Bytes> chunk(std::string_view id, std::uint64_t number) = 0;
  // By ascending sequence number, without secrets.
  [[nodiscard]] virtual Result<std::vector<VaultRecord>> list(const VaultListing& listing) = 0;

  // Destroys key, rows, salts and body; leaves commitment, kind, owner, and who, why, when. A
  // second time changes nothing. Afterwards no earlier trace is left in the file: store.busy when a
  // reader kept it from being cut, the record being erased all the same.
  [[nodiscard]] virtual Status erase(std::string_view id, const VaultErasure& erasure) = 0;
  // Not erased, and to be kept until a day before this one at the latest.
  [[nodiscard]] virtual Result<std::vector<VaultRecord>> due(Date today, std::uint32_t limit) = 0;
  [[nodiscard]] virtual Status note(const RetentionRun& run) = 0;
  [[nodiscard]] virtual Result<std::vector<RetentionRun>> runs() = 0;

  [[nodiscard]] virtual Result<std::vector<VaultRecord>> wrapped_by(const SealingKeyId& master,
                                                                    std::uint32_t limit) = 0;
  // All of them, in one commit; those that have been erased meanwhile stay so.
  [[nodiscard]] virtual Status rewrap(const std::vector<VaultRecord>& records) = 0;

  // How many commitments there are: the sequence number of the last.
  [[nodiscard]] virtual Result<std::uint64_t> commitments() = 0;
  [[nodiscard]] virtual Result<std::vector<crypto::Digest>> commitments(std::uint64_t first,
                                                                        std::uint64_t count) = 0;
  [[nodiscard]] virtual Result<std::optional<KeptBatch>> last_batch() = 0;
  [[nodiscard]] virtual Result<std::optional<KeptBatch>> batch_of(std::uint64_t sequence) = 0;
  // Code store.conflict when somebody else has written down that number or a later one.
  [[nodiscard]] virtual Status prepare(const KeptBatch& batch) = 0;
  [[nodiscard]] virtual Status set_logged(std::uint64_t number, std::uint64_t index) = 0;
};

}  // namespace concordat
