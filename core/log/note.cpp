#include "core/log/note.hpp"

#include <algorithm>
#include <limits>

#include "core/base/base64.hpp"
#include "core/base/hex.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/digest.hpp"

namespace concordat::log {
namespace {

constexpr std::string_view kDash = "\xe2\x80\x94 ";  // U+2014 and a space
constexpr std::size_t kTimeSize = 8;
constexpr std::size_t kEd25519SignatureSize = 64;

// White space beyond ASCII, as UTF-8: the White_Space property of Unicode.
constexpr std::array<std::string_view, 19> kWideSpaces = {
    "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81",
    "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86",
    "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8",
    "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80"};

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }

std::unexpected<Error> bad_line(std::size_t line, std::string expected) {
  return fail({.code = "note.form",
               .place = "line " + std::to_string(line),
               .expected = std::move(expected)});
}

std::unexpected<Error> bad_vkey(std::string expected) {
  return fail({.code = "note.vkey", .expected = std::move(expected)});
}

Bytes typed_key(const VerifierKey& key) {
  Bytes bytes = {static_cast<Byte>(key.type)};
  bytes.insert(bytes.end(), key.key.bytes.begin(), key.key.bytes.end());
  return bytes;
}

Result<NoteSignature> parse_signature(std::string_view line, std::size_t number) {
  if (!line.starts_with(kDash)) return bad_line(number, "a signature line");
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == line.npos) return bad_line(number, "a key name and a signature");
  const std::string_view name = line.substr(0, space);
  if (!is_key_name(name)) return bad_line(number, "a key name");
  const auto bytes = decode_base64(line.substr(space + 1));
  NoteSignature signature;
  signature.name = name;
  if (!bytes || bytes->size() <= signature.id.size()) {
    return bad_line(number, "canonical base64 of a key id and a signature");
  }
  std::copy_n(bytes->begin(), signature.id.size(), signature.id.begin());
  signature.signature.assign(bytes->begin() + static_cast<std::ptrdiff_t>(signature.id.size()),
                             bytes->end());
  return signature;
}

Result<KnownSignature> known_signature(const Note& note, const NoteSignature& signature,
                                       const VerifierKey& key) {
  KnownSignature known;
  std::string message = note.text;
  ByteView bytes = signature.signature;
  if (key.type == NoteKeyType::kEd25519Cosignature) {
    CONCORDAT_TRY(time_s, cosignature_time_s(signature));
    known.time_s = time_s;
    message = cosignature_message(time_s, note.text);
    bytes = bytes.subspan(kTimeSize);
  } else if (bytes.size() != kEd25519SignatureSize) {
    return fail({.code = "note.signature-length", .expected = "64 bytes"});
  }
  known.obligation = {key.key, Bytes(message.begin(), message.end()),
                      Bytes(bytes.begin(), bytes.end())};
  return known;
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || !is_utf8(name)) return false;
  if (std::ranges::any_of(name, [](char c) { return is_control(c) || c == ' ' || c == '+'; })) {
    return false;
  }
  return std::ranges::none_of(kWideSpaces,
                              [&](std::string_view space) { return name.contains(space); });
}

KeyId key_id(const VerifierKey& key) {
  const std::string named = key.name + "\n" + std::string(text_of(typed_key(key)));
  const crypto::Digest digest = crypto::sha256(bytes_of(named));
  KeyId id;
  std::copy_n(digest.begin(), id.size(), id.begin());
  return id;
}

std::string to_vkey(const VerifierKey& key) {
  return key.name + "+" + encode_hex(key_id(key)) + "+" + encode_base64(typed_key(key));
}

Result<VerifierKey> parse_vkey(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == text.npos ? first : text.find('+', first + 1);
  if (second == text.npos) return bad_vkey("name+id+key");
  if (!is_key_name(text.substr(0, first))) return bad_vkey("a key name");
  const auto id = decode_hex(text.substr(first + 1, second - first - 1));
  if (!id || id->size() != KeyId{}.size()) return bad_vkey("eight lower-case hex digits");
  // The base64 alphabet contains "+", so the key is all that follows.
  const auto bytes = decode_base64(text.substr(second + 1));
  if (!bytes || bytes->empty()) return bad_vkey("canonical base64 of a type and a key");
  const auto type = static_cast<NoteKeyType>(bytes->front());
  if (type != NoteKeyType::kEd25519 && type != NoteKeyType::kEd25519Cosignature) {
    return fail({.code = "note.key-type", .expected = "type 0x01 or 0x04"});
  }
  CONCORDAT_TRY(key, crypto::public_key(crypto::Algorithm::kEd25519, ByteView(*bytes).subspan(1)));
  VerifierKey verifier{std::string(text.substr(0, first)), type, std::move(key)};
  if (!std::ranges::equal(key_id(verifier), *id)) return bad_vkey("the id of this key");
  return verifier;
}

Result<Note> parse_note(std::string_view text) {
  if (text.size() > kMaxNoteSize) {
    return fail({.code = "note.too-large",
                 .expected = "at most " + std::to_string(kMaxNoteSize) + " bytes"});
  }
  const std::size_t gap = text.rfind("\n\n");
  if (gap == text.npos) return bad_line(1, "an empty line before the signatures");
  Note note;
  note.text = text.substr(0, gap + 1);
  if (!is_utf8(note.text)) return bad_line(1, "UTF-8");
  std::size_t line = 1;
  for (const char c : note.text) {
    if (c == '\n') {
      ++line;
    } else if (is_control(c)) {
      return bad_line(line, "no control character but LF");
    }
  }
  std::string_view rest = text.substr(gap + 2);
  if (rest.empty()) return bad_line(line + 1, "at least one signature");
  while (!rest.empty()) {
    ++line;
    const std::size_t end = rest.find('\n');
    if (end == rest.npos) return bad_line(line, "a line ended by LF");
    if (note.signatures.size() == kMaxNoteSignatures) {
      return fail({.code = "note.too-many-signatures",
                   .expected = "at most " + std::to_string(kMaxNoteSignatures)});
    }
    CONCORDAT_TRY(signature, parse_signature(rest.substr(0, end), line));
    note.signatures.push_back(std::move(signature));
    rest.remove_prefix(end + 1);
  }
  return note;
}

std::string to_string(const Note& note) {
  std::string text = note.text + "\n";
  for (const NoteSignature& signature : note.signatures) {
    Bytes bytes(signature.id.begin(), signature.id.end());
    bytes.insert(bytes.end(), signature.signature.begin(), signature.signature.end());
    text += kDash;
    text += signature.name + " " + encode_base64(bytes) + "\n";
  }
  return text;
}

NoteSignature note_signature(const VerifierKey& key, ByteView signature) {
  return {key.name, key_id(key), Bytes(signature.begin(), signature.end())};
}

std::string cosignature_message(std::uint64_t time_s, std::string_view text) {
  return "cosignature/v1\ntime " + std::to_string(time_s) + "\n" + std::string(text);
}

NoteSignature note_cosignature(const VerifierKey& key, std::uint64_t time_s, ByteView signature) {
  Bytes bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<Byte>(time_s >> shift));
  bytes.insert(bytes.end(), signature.begin(), signature.end());
  return {key.name, key_id(key), std::move(bytes)};
}

Result<std::uint64_t> cosignature_time_s(const NoteSignature& signature) {
  if (signature.signature.size() != kTimeSize + kEd25519SignatureSize) {
    return fail({.code = "note.cosignature", .expected = "8 bytes of time and 64 of signature"});
  }
  std::uint64_t time_s = 0;
  for (std::size_t i = 0; i < kTimeSize; ++i) time_s = time_s << 8 | signature.signature[i];
  constexpr auto kLatest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (time_s == 0 || time_s > kLatest) {
    return fail({.code = "note.cosignature", .expected = "a time from 1 to 2^63-1"});
  }
  return time_s;
}

Result<std::vector<KnownSignature>> known_signatures(const Note& note,
                                                     std::span<const VerifierKey> known) {
  std::vector<KeyId> ids;
  for (const VerifierKey& key : known) ids.push_back(key_id(key));
  std::vector<KnownSignature> found;
  for (const NoteSignature& signature : note.signatures) {
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (signature.id != ids[i] || signature.name != known[i].name) continue;
      CONCORDAT_TRY(must_hold, known_signature(note, signature, known[i]));
      must_hold.key = i;
      found.push_back(std::move(must_hold));
    }
  }
  if (found.empty()) return fail({.code = "note.no-known-signature"});
  return found;
}

}  // namespace concordat::log
