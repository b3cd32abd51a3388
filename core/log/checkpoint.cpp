#include "core/log/checkpoint.hpp"

#include <algorithm>

#include "core/base/base64.hpp"
#include "core/log/decimal.hpp"

namespace concordat::log {
namespace {

std::unexpected<Error> bad_line(std::string code, std::size_t line, std::string expected) {
  return fail({.code = std::move(code),
               .place = "line " + std::to_string(line),
               .expected = std::move(expected)});
}

}  // namespace

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == text.npos) {
      return bad_line("checkpoint.form", lines.size() + 1, "a line ended by LF");
    }
    if (end == 0) return bad_line("checkpoint.form", lines.size() + 1, "a line that is not empty");
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  if (lines.size() < 3) {
    return bad_line("checkpoint.form", lines.size() + 1, "origin, size and root");
  }
  Checkpoint checkpoint;
  checkpoint.origin = lines[0];
  const auto size = parse_decimal(lines[1]);
  if (!size) return bad_line("checkpoint.size", 2, "decimal digits without leading zero");
  checkpoint.size = *size;
  const auto root = decode_base64(lines[2]);
  if (!root || root->size() != checkpoint.root.size()) {
    return bad_line("checkpoint.root", 3, "canonical base64 of 32 bytes");
  }
  std::ranges::copy(*root, checkpoint.root.begin());
  if (checkpoint.size == 0 && checkpoint.root != merkle::empty_root()) {
    return bad_line("checkpoint.root", 3, "the root of the empty tree");
  }
  checkpoint.extensions.assign(lines.begin() + 3, lines.end());
  return checkpoint;
}

std::string to_string(const Checkpoint& checkpoint) {
  std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
                     encode_base64(checkpoint.root) + "\n";
  for (const std::string& line : checkpoint.extensions) text += line + "\n";
  return text;
}

Result<SignedCheckpoint> parse_signed_checkpoint(std::string_view text) {
  CONCORDAT_TRY(note, parse_note(text));
  CONCORDAT_TRY(checkpoint, parse_checkpoint(note.text));
  return SignedCheckpoint{std::move(checkpoint), std::move(note)};
}

Result<CheckpointSignatures> signatures_of(const SignedCheckpoint& signed_checkpoint,
                                           const LogTrust& trust) {
  if (signed_checkpoint.checkpoint.origin != trust.log.name) {
    return fail({.code = "checkpoint.origin", .expected = trust.log.name});
  }
  if (trust.log.type != NoteKeyType::kEd25519) {
    return fail({.code = "note.key-type", .expected = "a log key, type 0x01"});
  }
  // The log first, so that a witness is known by its place behind it.
  std::vector<VerifierKey> known = {trust.log};
  known.insert(known.end(), trust.witnesses.begin(), trust.witnesses.end());
  CONCORDAT_TRY(found, known_signatures(signed_checkpoint.note, known));
  CheckpointSignatures signatures;
  bool by_log = false;
  for (KnownSignature& signature : found) {
    signatures.obligations.push_back(std::move(signature.obligation));
    if (signature.key == 0) {
      by_log = true;
    } else if (signature.time_s != 0) {
      signatures.cosigned.push_back({signature.key - 1, signature.time_s});
    }
  }
  if (!by_log) return fail({.code = "checkpoint.unsigned", .expected = trust.log.name});
  return signatures;
}

}  // namespace concordat::log
