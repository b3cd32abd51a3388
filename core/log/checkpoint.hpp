// C2SP tlog-checkpoint: what a log says of itself, as the text of a signed note.
//
//   origin
//   size, in decimal
//   root, in base64
//   (extension lines, which this registry does not write)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/log/note.hpp"
#include "core/merkle/hash.hpp"

namespace concordat::log {

struct Checkpoint {
  // The log's identity, for life: its address without scheme and trailing slash. Never fetched.
  std::string origin;
  std::uint64_t size = 0;
  merkle::Hash root = {};
  std::vector<std::string> extensions;
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// Codes: checkpoint.form (place "line N"), checkpoint.size, checkpoint.root (also: size 0 with
// another root than the empty tree's).
[[nodiscard]] Result<Checkpoint> parse_checkpoint(std::string_view text);
// The note text, ready to be signed.
[[nodiscard]] std::string to_string(const Checkpoint& checkpoint);

// A checkpoint with the note it came in.
struct SignedCheckpoint {
  Checkpoint checkpoint;
  Note note;
};
// Codes of parse_note and parse_checkpoint.
[[nodiscard]] Result<SignedCheckpoint> parse_signed_checkpoint(std::string_view note);

// Whom a verifier trusts for one log. The log's key name is the origin it speaks for.
struct LogTrust {
  VerifierKey log;
  std::vector<VerifierKey> witnesses;
};

struct CheckpointSignatures {
  std::vector<crypto::Obligation> obligations;  // all of them must hold
  // Once they hold: each witness that cosigned (index into LogTrust::witnesses) and when.
  struct Cosigned {
    std::size_t witness = 0;
    std::uint64_t time_s = 0;
  };
  std::vector<Cosigned> cosigned;
};

// What must hold for the checkpoint to be the log's. Codes: checkpoint.origin (of another log),
// checkpoint.unsigned (no signature by the log's key), note.key-type (the log's key is a
// cosigner's), and those of known_signatures.
[[nodiscard]] Result<CheckpointSignatures> signatures_of(const SignedCheckpoint& signed_checkpoint,
                                                         const LogTrust& trust);

}  // namespace concordat::log
