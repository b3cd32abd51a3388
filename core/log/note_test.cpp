// Form and rules; that signatures hold is tested where they are made, in adapters/keys.
#include "core/log/note.hpp"

#include <doctest/doctest.h>

#include "core/base/base64.hpp"
#include "core/base/hex.hpp"
#include "core/base/utf8.hpp"

namespace concordat::log {
namespace {

// The key of RFC 8037 appendix A under a log's name; spec/formats/keys.md shows the same text.
constexpr std::string_view kVkey =
    "example.org/log+1c66b9ea+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";

VerifierKey log_key() { return *parse_vkey(kVkey); }

VerifierKey witness_key() {
  VerifierKey key = log_key();
  key.name = "witness.example";
  key.type = NoteKeyType::kEd25519Cosignature;
  return key;
}

std::string line(const NoteSignature& signature) {
  const std::string whole = to_string(Note{"", {signature}});
  return whole.substr(1);
}

std::string code(std::string_view text) {
  const auto note = parse_note(text);
  return note ? "" : note.error().code;
}

TEST_CASE("a vkey is read, printed, and carries the id of its key") {
  const VerifierKey key = log_key();
  CHECK(key.name == "example.org/log");
  CHECK(key.type == NoteKeyType::kEd25519);
  CHECK(encode_hex(key_id(key)) == "1c66b9ea");
  CHECK(to_vkey(key) == kVkey);
  CHECK(parse_vkey(to_vkey(witness_key())) == witness_key());
  CHECK(key_id(witness_key()) != key_id(key));
}

TEST_CASE("a vkey that is not exactly one is refused") {
  const std::string good(kVkey);
  const auto refusal = [](std::string_view text) {
    const auto key = parse_vkey(text);
    return key ? "" : key.error().code;
  };
  CHECK(refusal("") == "note.vkey");
  CHECK(refusal("name") == "note.vkey");
  CHECK(refusal("name+1c66b9ea") == "note.vkey");
  CHECK(refusal("x" + good) == "note.vkey");  // id of another name
  CHECK(refusal("+" + good) == "note.vkey");  // empty name
  CHECK(refusal("exa mple+1c66b9ea+AdeA") == "note.vkey");
  CHECK(refusal(good + "=") == "note.vkey");
  CHECK(refusal(good + "\n") == "note.vkey");
  CHECK(refusal("example.org/log+1C66B9EA+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea") ==
        "note.vkey");
  CHECK(refusal("example.org/log+1c66b9eb+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea") ==
        "note.vkey");
  CHECK(refusal("example.org/log+66b9ea+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea") ==
        "note.vkey");
  CHECK(refusal("example.org/log+1c66b9ea+" + encode_base64(Bytes{1, 2, 3})) == "key.encoding");
  CHECK(refusal("example.org/log+1c66b9ea+" + encode_base64(Bytes{6, 2, 3})) == "note.key-type");
  Bytes small(33, 0);
  small[0] = 1;
  CHECK(refusal("example.org/log+1c66b9ea+" + encode_base64(small)) == "key.small-order");
}

TEST_CASE("key names have no space of any script, no plus and no control character") {
  CHECK(is_key_name("example.org/log"));
  CHECK(is_key_name("\xe6\x97\xa5\xe5\xbf\x97"));
  for (const std::string_view name :
       {"", "a b", "a+b", "a\tb", "a\nb",
        "a\xc2\xa0"
        "b",
        "a\xe3\x80\x80"
        "b",
        "a\xe2\x80\xa8", "\xe2\x80\x82", "a\xc2\x85", "\xff", "a\xc2"}) {
    CHECK_FALSE(is_key_name(name));
  }
  CHECK_FALSE(is_key_name(std::string_view("a\0b", 3)));
}

TEST_CASE("key names: each character that Unicode counts as white space, and no other") {
  const auto is_space = [](std::uint32_t scalar) {
    return (scalar >= 0x09 && scalar <= 0x0d) || scalar == 0x20 || scalar == 0x85 ||
           scalar == 0xa0 || scalar == 0x1680 || (scalar >= 0x2000 && scalar <= 0x200a) ||
           scalar == 0x2028 || scalar == 0x2029 || scalar == 0x202f || scalar == 0x205f ||
           scalar == 0x3000;
  };
  for (std::uint32_t scalar = 0x20; scalar < 0x11'000; ++scalar) {
    if (scalar >= 0xd800 && scalar <= 0xdfff) continue;
    std::string name = "a";
    append_utf8(name, scalar);
    name += "b";
    if (is_key_name(name) == (is_space(scalar) || scalar == '+')) {
      CAPTURE(scalar);
      CHECK_FALSE("white space or not");
    }
  }
}

TEST_CASE("a note comes apart at its last empty line and is printed as it was") {
  const NoteSignature first = note_signature(log_key(), Bytes(64, 1));
  const NoteSignature second = note_cosignature(witness_key(), 1'700'000'000, Bytes(64, 2));
  const std::string text = "a\n\nb\n";
  const std::string whole = text + "\n" + line(first) + line(second);
  const auto note = parse_note(whole);
  REQUIRE(note);
  CHECK(note->text == text);
  CHECK(note->signatures == std::vector{first, second});
  CHECK(to_string(*note) == whole);
  CHECK(whole.find("\n\n\xe2\x80\x94 example.org/log HGa56gEB") != whole.npos);
}

TEST_CASE("what is no signed note is refused") {
  const std::string signature = line(note_signature(log_key(), Bytes(64, 1)));
  CHECK(code("text\n\n" + signature) == "");
  CHECK(code("") == "note.form");
  CHECK(code("text\n") == "note.form");
  CHECK(code("text\n\n") == "note.form");
  CHECK(code("text\n" + signature) == "note.form");
  CHECK(code("text\n\n" + signature + "\n") == "note.form");
  CHECK(code("text\n\n" + signature.substr(0, signature.size() - 1)) == "note.form");
  CHECK(code("text\n\n" + signature + "x") == "note.form");
  CHECK(code("te\rxt\n\n" + signature) == "note.form");
  CHECK(code("te\txt\n\n" + signature) == "note.form");
  CHECK(code("te\xff"
             "xt\n\n" +
             signature) == "note.form");
  CHECK(code("text\n\n- name AAAAAAA=\n") == "note.form");
  CHECK(code("text\n\n\xe2\x80\x94 name\n") == "note.form");
  CHECK(code("text\n\n\xe2\x80\x94  AAAAAAA=\n") == "note.form");
  CHECK(code("text\n\n\xe2\x80\x94 na+me AAAAAAA=\n") == "note.form");
  CHECK(code("text\n\n\xe2\x80\x94 name AAAAAAA=\n") == "");
  CHECK(code("text\n\n\xe2\x80\x94 name AAAAAAB=\n") == "note.form");  // unused bits set
  CHECK(code("text\n\n\xe2\x80\x94 name AAAAAAA\n") == "note.form");
  CHECK(code("text\n\n\xe2\x80\x94 name AAAAAAA= \n") == "note.form");
  CHECK(code("text\n\n\xe2\x80\x94 name AAAAAA==\n") == "note.form");  // a key id and nothing more
  CHECK(code(std::string(kMaxNoteSize, 'x') + "\n\n" + signature) == "note.too-large");
}

TEST_CASE("sixteen signatures are read and a hundred and one are too many") {
  const std::string signature = line(note_signature(log_key(), Bytes(64, 1)));
  std::string text = "text\n\n";
  for (std::size_t i = 0; i < kMaxNoteSignatures; ++i) text += signature;
  CHECK(parse_note(text)->signatures.size() == kMaxNoteSignatures);
  CHECK(code(text + signature) == "note.too-many-signatures");
}

TEST_CASE("known keys oblige, unknown ones are passed over") {
  VerifierKey stranger = log_key();
  stranger.name = "stranger.example";
  const std::vector<VerifierKey> known = {log_key(), witness_key()};
  const Bytes first(64, 1);
  const Bytes second(64, 2);
  const Note note{"text\n",
                  {note_signature(stranger, Bytes(9, 9)), note_signature(log_key(), first),
                   note_cosignature(witness_key(), 77, second)}};
  const auto found = known_signatures(note, known);
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  CHECK((*found)[0].key == 0);
  CHECK((*found)[0].time_s == 0);
  CHECK(text_of((*found)[0].obligation.message) == "text\n");
  CHECK((*found)[0].obligation.signature == first);
  CHECK((*found)[1].key == 1);
  CHECK((*found)[1].time_s == 77);
  CHECK(text_of((*found)[1].obligation.message) == "cosignature/v1\ntime 77\ntext\n");
  CHECK((*found)[1].obligation.signature == second);

  CHECK(known_signatures(note, std::vector{stranger}).error().code == "note.signature-length");
  CHECK(known_signatures(note, {}).error().code == "note.no-known-signature");
  // The same name with another id, and the same id under another name, are both strangers.
  Note other = note;
  other.signatures = {note_signature(log_key(), first)};
  other.signatures[0].id[0] ^= 1;
  CHECK(known_signatures(other, known).error().code == "note.no-known-signature");
  other.signatures = {note_signature(log_key(), first)};
  other.signatures[0].name = "other";
  CHECK(known_signatures(other, known).error().code == "note.no-known-signature");
}

TEST_CASE("a second signature by the same key obliges too") {
  Note note{"text\n",
            {note_signature(log_key(), Bytes(64, 1)), note_signature(log_key(), Bytes(64, 2))}};
  CHECK(known_signatures(note, std::vector{log_key()})->size() == 2);
}

TEST_CASE("signatures of kinds and sizes that nobody here knows do not stand in the way") {
  // As long as one of ML-DSA-44, and as short as can be.
  for (const std::size_t size : {1U, 2428U}) {
    const NoteSignature foreign{"example.org/log", {1, 2, 3, 4}, Bytes(size, 6)};
    const std::string text =
        to_string(Note{"text\n", {foreign, note_signature(log_key(), Bytes(64, 1)), foreign}});
    const auto note = parse_note(text);
    REQUIRE(note);
    CHECK(known_signatures(*note, std::vector{log_key()})->size() == 1);
  }
}

TEST_CASE("a cosignature has a time, and the time has bounds") {
  const auto time_of = [](std::uint64_t time_s) {
    return cosignature_time_s(note_cosignature(witness_key(), time_s, Bytes(64, 2)));
  };
  CHECK(time_of(1) == 1u);
  CHECK(time_of(0x7fffffffffffffff) == 0x7fffffffffffffffu);
  CHECK(time_of(0).error().code == "note.cosignature");
  CHECK(time_of(0x8000000000000000).error().code == "note.cosignature");
  CHECK(cosignature_time_s(note_cosignature(witness_key(), 5, Bytes(63))).error().code ==
        "note.cosignature");
  CHECK(cosignature_time_s(note_signature(log_key(), Bytes(64))).error().code ==
        "note.cosignature");
}

}  // namespace
}  // namespace concordat::log
