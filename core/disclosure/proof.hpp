// The proof of a record, or of parts of it, that a third party checks offline with the key of the
// log alone (spec/formats/vault-proof.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/disclosure/batch.hpp"
#include "core/disclosure/record.hpp"
#include "core/log/proof.hpp"
#include "core/time/instant.hpp"

namespace concordat::disclosure {

// Rows of a large report, each with its path; small enough to be read whole.
inline constexpr std::size_t kMaxProofSize = std::size_t{4} << 20;
inline constexpr std::int64_t kProofVersion = 1;

struct Opened {
  std::uint64_t index = 0;
  std::string disclosure;
  merkle::Proof path;
  friend bool operator==(const Opened&, const Opened&) = default;
};

struct Proof {
  RecordSalt salt = {};
  std::uint64_t parts = 0;
  merkle::Hash root = {};
  std::vector<Opened> opened;  // by ascending index
  std::uint64_t sequence = 0;
  merkle::Proof batch_path;
  std::string log;  // proof file of the batch's statement, with the entry
  friend bool operator==(const Proof&, const Proof&) = default;
};

// Accepts exactly what `to_string` prints. Codes: vault-proof.too-large, vault-proof.form,
// vault-proof.version.
[[nodiscard]] Result<Proof> parse_proof(std::string_view text);
[[nodiscard]] std::string to_string(const Proof& proof);

// These parts of the record, given that its commitment has the sequence number `sequence` and
// leads to the batch by `batch_path`. Code merkle.index.
[[nodiscard]] Result<Proof> open_parts(Record& record, std::span<const std::uint64_t> indices);

// What a proof shows, once every obligation in `log.signatures` holds.
struct Shown {
  struct ShownPart {
    std::uint64_t index = 0;
    Part part;
  };
  crypto::Digest commitment = {};
  std::uint64_t sequence = 0;
  std::uint64_t parts = 0;
  std::vector<ShownPart> opened;
  Batch batch;
  std::string author;  // of the batch's statement
  Instant recorded;    // when the log recorded it
  log::Proven log;
};

// Everything but the signatures. Codes of the parsers above and of log::check_proof, then:
//   vault-proof.statement   the entry proved is no batch of a vault
//   vault-proof.sequence    the sequence number is not one of the batch
//   vault-proof.disclosure  an opened part is none (place "/opened/N")
//   merkle.proof-length, merkle.root-mismatch  with the place "/batchPath" or "/opened/N/path"
[[nodiscard]] Result<Shown> check_proof(const Proof& proof, const log::LogTrust& trust);

// Whether the body in hand is the record's. Code vault-proof.body: its digest is another's, or the
// proof does not open the digest.
[[nodiscard]] Status check_body(const Shown& shown, const crypto::Digest& body);

}  // namespace concordat::disclosure
