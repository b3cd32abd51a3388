#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/base/base58.hpp"
#include "core/base/base64.hpp"
#include "core/base/base64url.hpp"
#include "core/base/hex.hpp"

namespace concordat {
namespace {

using Decoder = Result<Bytes> (*)(std::string_view);

struct Refusal {
  std::string text;
  std::size_t offset;
};

void check_refused(Decoder decode, std::string_view code, const std::vector<Refusal>& refusals) {
  for (const auto& [text, offset] : refusals) {
    CAPTURE(text);
    const auto bytes = decode(text);
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().code == code);
    CHECK(bytes.error().place == "byte " + std::to_string(offset));
    CHECK_FALSE(bytes.error().expected.empty());
  }
}

std::string decoded(Decoder decode, std::string_view text) {
  const auto bytes = decode(text);
  return bytes ? std::string(text_of(*bytes)) : bytes.error().code;
}

// RFC 4648, section 10.
struct Rfc4648Vector {
  std::string_view octets;
  std::string_view base64;
  std::string_view base16;
};

constexpr Rfc4648Vector kRfc4648Vectors[] = {
    {"", "", ""},
    {"f", "Zg==", "66"},
    {"fo", "Zm8=", "666f"},
    {"foo", "Zm9v", "666f6f"},
    {"foob", "Zm9vYg==", "666f6f62"},
    {"fooba", "Zm9vYmE=", "666f6f6261"},
    {"foobar", "Zm9vYmFy", "666f6f626172"},
};

TEST_CASE("the vectors of RFC 4648") {
  for (const auto& [octets, base64, base16] : kRfc4648Vectors) {
    CAPTURE(octets);
    CHECK(encode_base64(bytes_of(octets)) == base64);
    CHECK(decoded(decode_base64, base64) == octets);
    const std::string_view unpadded = base64.substr(0, base64.find('='));
    CHECK(encode_base64url(bytes_of(octets)) == unpadded);
    CHECK(decoded(decode_base64url, unpadded) == octets);
    CHECK(encode_hex(bytes_of(octets)) == base16);
    CHECK(decoded(decode_hex, base16) == octets);
  }
}

TEST_CASE("the two alphabets differ in two letters") {
  const Bytes bytes = {0xFB, 0xEF, 0xFF};
  CHECK(encode_base64(bytes) == "++//");
  CHECK(encode_base64url(bytes) == "--__");
  CHECK(decode_base64("++//") == bytes);
  CHECK(decode_base64url("--__") == bytes);
}

TEST_CASE("the example of RFC 7515, appendix C") {
  const Bytes bytes = {3, 236, 255, 224, 193};
  CHECK(encode_base64url(bytes) == "A-z_4ME");
  CHECK(decode_base64url("A-z_4ME") == bytes);
}

TEST_CASE("base64 is not lax") {
  check_refused(decode_base64, "encoding.base64",
                {{"Zg", 2},
                 {"Zg=", 3},
                 {"Zm8", 3},
                 {"Zm9vY", 5},
                 {"Z", 1},
                 {"Z===", 1},
                 {"=", 1},
                 {"====", 0},
                 {"Zh==", 1},
                 {"Zm9=", 2},
                 {"Zm9v=", 5},
                 {"Zm9v====", 4},
                 {"Zg==Zg==", 2},
                 {"Zm9v\n", 4},
                 {" Zm9v", 0},
                 {"Zm 9v", 2},
                 {"Zm9_", 3},
                 {"Zm-v", 2},
                 {"Zm9\x80", 3}});
}

TEST_CASE("base64url is not lax") {
  check_refused(decode_base64url, "encoding.base64url",
                {{"Zg==", 2},
                 {"Zm8=", 3},
                 {"Z", 1},
                 {"Zm9vY", 5},
                 {"Zh", 1},
                 {"Zm9", 2},
                 {"Zm9v\n", 4},
                 {"Zm9/", 3},
                 {"Zm+v", 2},
                 {std::string("Zm\0v", 4), 2}});
}

TEST_CASE("hexadecimal digits are even in number and in lower case") {
  CHECK(decode_hex("00ff") == Bytes{0x00, 0xFF});
  check_refused(decode_hex, "encoding.hex",
                {{"0", 1}, {"abc", 3}, {"AB", 0}, {"aB", 1}, {"0g", 1}, {"0x00", 1}, {"00 00", 2}});
}

TEST_CASE("the vectors of the base58 draft, and leading zeros") {
  const std::vector<std::pair<Bytes, std::string>> vectors = {
      {{}, ""},
      {{0x00}, "1"},
      {{0x00, 0x00, 0x00}, "111"},
      {{0x61}, "2g"},
      {{0x39}, "z"},
      {{0x3A}, "21"},
      {{0x00, 0x00, 0x28, 0x7F, 0xB4, 0xCD}, "11233QC4"},
      {{0x51, 0x6B, 0x6F, 0xCD, 0x0F}, "ABnLTmg"},
      {{0xFF, 0xFF, 0xFF, 0xFF}, "7YXq9G"},
      {Bytes(bytes_of("Hello World!").begin(), bytes_of("Hello World!").end()),
       "2NEpo7TZRRrLZSi2U"},
  };
  for (const auto& [bytes, text] : vectors) {
    CAPTURE(text);
    CHECK(encode_base58(bytes) == text);
    CHECK(decode_base58(text) == bytes);
    CHECK(encode_multibase(bytes) == "z" + text);
    CHECK(decode_multibase("z" + text) == bytes);
  }
  const std::string_view fox = "The quick brown fox jumps over the lazy dog.";
  CHECK(encode_base58(bytes_of(fox)) ==
        "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z");
}

TEST_CASE("an Ed25519 public key as a multikey") {
  // The key of the first test vector of RFC 8032, 7.1, behind the multicodec prefix ed01.
  const std::string octets = "ed01d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  const std::string text = encode_multibase(*decode_hex(octets));
  CHECK(text.starts_with("z6Mk"));
  CHECK(text.size() == 48);
  CHECK(encode_hex(*decode_multibase(text)) == octets);
}

TEST_CASE("base58 refuses letters outside its alphabet") {
  check_refused(decode_base58, "encoding.base58",
                {{"0", 0}, {"2O", 1}, {"2gI", 2}, {"l", 0}, {"2g ", 2}, {"2\xC3\xA9", 1}});
  check_refused(decode_multibase, "encoding.base58", {{"z0", 1}, {"z2g+", 3}});
  check_refused(decode_multibase, "encoding.multibase", {{"", 0}, {"u2g", 0}, {"Z2g", 0}});
}

TEST_CASE("base58 reads a bounded number of letters") {
  CHECK(decode_base58(std::string(kLongestBase58, 'z')));
  CHECK(decode_multibase("z" + std::string(kLongestBase58, 'z')));
  const std::string longer(kLongestBase58 + 1, 'z');
  check_refused(decode_base58, "encoding.base58", {{longer, kLongestBase58}});
  check_refused(decode_multibase, "encoding.base58", {{"z" + longer, kLongestBase58 + 1}});
}

TEST_CASE("decoding undoes encoding") {
  CHECK(rc::check([](const Bytes& bytes) {
    RC_ASSERT(decode_hex(encode_hex(bytes)).value() == bytes);
    RC_ASSERT(decode_base64(encode_base64(bytes)).value() == bytes);
    RC_ASSERT(decode_base64url(encode_base64url(bytes)).value() == bytes);
    RC_ASSERT(decode_base58(encode_base58(bytes)).value() == bytes);
  }));
}

TEST_CASE("what decodes is what encoding prints") {
  const auto check_alphabet = [](std::string_view letters, Decoder decode,
                                 std::string (*encode)(ByteView)) {
    return rc::check([&] {
      const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string(letters)));
      const auto bytes = decode(text);
      RC_CLASSIFY(bytes.has_value());
      if (bytes) RC_ASSERT(encode(*bytes) == text);
    });
  };
  CHECK(check_alphabet("AQgw+/=", decode_base64, encode_base64));
  CHECK(check_alphabet("AQgw-_", decode_base64url, encode_base64url));
  CHECK(check_alphabet("12zZ", decode_base58, encode_base58));
  CHECK(check_alphabet("09af", decode_hex, encode_hex));
}

}  // namespace
}  // namespace concordat
