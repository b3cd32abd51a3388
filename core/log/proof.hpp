// C2SP tlog-proof: one text that proves, offline, that an entry is in a log.
//
//   c2sp.org/tlog-proof@v1
//   extra <base64>          optional; we put the entry itself there
//   index <n>
//   <base64 hash>           leaf to root
//   (empty line)
//   signed checkpoint
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/log/checkpoint.hpp"
#include "core/merkle/proof.hpp"

namespace concordat::log {

// Enough for a tree of 2^63 entries, and what the protocols around this format allow.
inline constexpr std::size_t kMaxProofHashes = 63;
// An entry in base64, and room.
inline constexpr std::size_t kMaxExtraSize = std::size_t{1} << 16;

struct ProofFile {
  // Not signed by itself. When it is the entry, the proof vouches for it.
  std::optional<Bytes> extra;
  std::uint64_t index = 0;
  merkle::Proof hashes;
  std::string checkpoint;  // a signed note
  friend bool operator==(const ProofFile&, const ProofFile&) = default;
};

// Accepts exactly what `to_string` prints. Codes: proof.form (place "line N"), proof.too-large. The
// checkpoint is not looked into.
[[nodiscard]] Result<ProofFile> parse_proof(std::string_view text);
[[nodiscard]] std::string to_string(const ProofFile& proof);

// What a proof shows, once every obligation in `signatures` holds.
struct Proven {
  Checkpoint checkpoint;
  CheckpointSignatures signatures;
  std::uint64_t index = 0;
  Bytes entry;
};

// Everything but the signatures: the checkpoint is of the trusted log, and the entry is in its tree
// at the index. Codes of parse_signed_checkpoint, signatures_of and merkle::verify_inclusion.
[[nodiscard]] Result<Proven> check_proof(const ProofFile& proof, const LogTrust& trust,
                                         ByteView entry);
// The same for the entry that the file carries. Code proof.entry-missing when it carries none.
[[nodiscard]] Result<Proven> check_proof(const ProofFile& proof, const LogTrust& trust);

}  // namespace concordat::log
