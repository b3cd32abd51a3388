// C2SP signed-note: a text and the signatures under it, one line each.
//
//   text, its last line ended by LF
//   (empty line)
//   — <key name> <base64 of 4-octet key id and signature>
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/signature.hpp"

namespace concordat::log {

// A checkpoint is some hundred bytes; a proof's `extra` is not part of the note.
inline constexpr std::size_t kMaxNoteSize = std::size_t{1} << 20;
// The specification asks for at least 16; a registry with many witnesses stays far below this.
inline constexpr std::size_t kMaxNoteSignatures = 100;

using KeyId = std::array<Byte, 4>;

// What a key signs, by the type octet of the specification. ECDSA (0x02), RFC 6962 tree heads
// (0x05) and ML-DSA (0x06) have octets of their own; their signatures are carried along as unknown
// ones.
enum class NoteKeyType : Byte {
  kEd25519 = 0x01,             // over the text
  kEd25519Cosignature = 0x04,  // C2SP tlog-cosignature v1: over a time and the text
};

// A key that the caller trusts, under the name by which notes call it.
struct VerifierKey {
  std::string name;
  NoteKeyType type = NoteKeyType::kEd25519;
  crypto::PublicKey key;  // Ed25519
  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

// The first four octets of SHA-256(name || LF || type || key).
[[nodiscard]] KeyId key_id(const VerifierKey& key);

// A key name: UTF-8, not empty, no Unicode white space, no control character, no "+".
[[nodiscard]] bool is_key_name(std::string_view name);

// The vkey text `name+id+base64`, and its inverse. Codes: note.vkey (not of that form, or an id
// that is not the key's), note.key-type, key.encoding, key.small-order.
[[nodiscard]] std::string to_vkey(const VerifierKey& key);
[[nodiscard]] Result<VerifierKey> parse_vkey(std::string_view text);

struct NoteSignature {
  std::string name;
  KeyId id = {};
  Bytes signature;  // for a cosignature: 8 octets of time, then the signature
  friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

struct Note {
  std::string text;  // ends with LF; the octets that type 0x01 signs
  std::vector<NoteSignature> signatures;
  friend bool operator==(const Note&, const Note&) = default;
};

// Codes: note.too-large, note.form (place "line N"), note.too-many-signatures.
[[nodiscard]] Result<Note> parse_note(std::string_view text);
[[nodiscard]] std::string to_string(const Note& note);

// What a key of type 0x01 signs is the text itself; this is the line for that signature.
[[nodiscard]] NoteSignature note_signature(const VerifierKey& key, ByteView signature);

// Cosignatures of witnesses and mirrors. Time in seconds since 1970, at least 1, at most 2^63-1.
[[nodiscard]] std::string cosignature_message(std::uint64_t time_s, std::string_view text);
[[nodiscard]] NoteSignature note_cosignature(const VerifierKey& key, std::uint64_t time_s,
                                             ByteView signature);
// The time of a cosignature. Code note.cosignature when it is none.
[[nodiscard]] Result<std::uint64_t> cosignature_time_s(const NoteSignature& signature);

// One signature of a known key: who, and what must hold.
struct KnownSignature {
  std::size_t key = 0;       // index into the known keys
  std::uint64_t time_s = 0;  // of a cosignature; 0 for a plain signature
  crypto::Obligation obligation;
};

// Every signature by a known (name, id) pair, in the order of the note. All of them must hold: one
// that fails makes the note invalid, whoever else signed. Unknown pairs are passed over. Codes:
// note.no-known-signature, note.signature-length, note.cosignature.
[[nodiscard]] Result<std::vector<KnownSignature>> known_signatures(
    const Note& note, std::span<const VerifierKey> known);

}  // namespace concordat::log
