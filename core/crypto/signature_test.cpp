#include "core/crypto/signature.hpp"

#include <string>

#include <doctest/doctest.h>

#include "core/base/base64url.hpp"
#include "core/base/hex.hpp"
#include "core/json/read.hpp"

namespace concordat::crypto {
namespace {

Result<PublicKey> jwk(std::string_view text) { return parse_jwk(*json::read(text)); }

std::string okp(std::string_view hex) {
  return R"({"kty":"OKP","crv":"Ed25519","x":")" + encode_base64url(*decode_hex(hex)) + R"("})";
}

// RFC 8037 appendix A.2 and A.3.
constexpr std::string_view kEd25519 =
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
// RFC 7515 appendix A.3.
constexpr std::string_view kP256 =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";

TEST_CASE("an Ed25519 key is read, printed and named as RFC 8037 shows") {
  const auto key = jwk(kEd25519);
  REQUIRE(key);
  CHECK(key->algorithm == Algorithm::kEd25519);
  CHECK(encode_hex(key->bytes) ==
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  CHECK(thumbprint(*key) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  CHECK(jws_algorithm(*key) == "EdDSA");
  CHECK(signature_size(key->algorithm) == 64);
  CHECK(to_jwk(*key) == *json::read(kEd25519));
}

TEST_CASE("a P-256 key is read and printed") {
  const auto key = jwk(kP256);
  REQUIRE(key);
  CHECK(key->algorithm == Algorithm::kP256);
  CHECK(key->bytes.size() == 65);
  CHECK(key->bytes[0] == 0x04);
  CHECK(jws_algorithm(*key) == "ES256");
  CHECK(to_jwk(*key) == *json::read(kP256));
  // RFC 7638 section 3.3: the thumbprint hashes the required members in order, whatever else is
  // there.
  const auto decorated = jwk(
      R"({"use":"sig","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","kid":"1","crv":"P-256",)"
      R"("x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","kty":"EC","alg":"ES256"})");
  REQUIRE(decorated);
  CHECK(thumbprint(*decorated) == thumbprint(*key));
  CHECK(thumbprint(*key) == "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
}

TEST_CASE("a P-384 key has coordinates of 48 octets and signatures of 96") {
  const std::string coordinate = encode_base64url(Bytes(48, 0x11));
  const auto key =
      jwk(R"({"kty":"EC","crv":"P-384","x":")" + coordinate + R"(","y":")" + coordinate + R"("})");
  REQUIRE(key);
  CHECK(key->bytes.size() == 97);
  CHECK(jws_algorithm(*key) == "ES384");
  CHECK(signature_size(key->algorithm) == 96);
}

TEST_CASE("private, foreign and malformed keys are refused, each by its code") {
  CHECK(jwk(R"({"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",)"
            R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})")
            .error()
            .code == "key.private-part");
  for (const std::string_view unsupported :
       {R"({"kty":"RSA","n":"AQAB","e":"AQAB"})", R"({"kty":"oct","k":"AAAA"})",
        R"({"kty":"OKP","crv":"X25519","x":"AAAA"})", R"({"kty":"EC","crv":"secp256k1"})",
        R"({"kty":"EC","crv":"Ed25519","x":"AAAA"})", R"({})", R"({"kty":1,"crv":2})"}) {
    CAPTURE(unsupported);
    CHECK(jwk(unsupported).error().code == "key.unsupported");
  }
  CHECK(jwk(R"({"kty":"OKP","crv":"Ed25519","alg":"ES256",)"
            R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})")
            .error()
            .code == "key.unsupported");
  for (const std::string_view malformed :
       {R"([])", R"({"kty":"OKP","crv":"Ed25519"})", R"({"kty":"OKP","crv":"Ed25519","x":7})",
        R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo="})",
        R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUR"})",
        R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"})",
        R"({"kty":"EC","crv":"P-256","x":"AAAA",)"
        R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})"}) {
    CAPTURE(malformed);
    CHECK(jwk(malformed).error().code == "key.encoding");
  }
}

TEST_CASE("every encoding of a small-order or non-canonical Ed25519 point is refused") {
  const std::string_view small_order[] = {
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};
  for (const std::string_view hex : small_order) {
    Bytes bytes = *decode_hex(hex);
    CHECK(public_key(Algorithm::kEd25519, bytes).error().code == "key.small-order");
    CHECK(jwk(okp(hex)).error().code == "key.small-order");
    bytes.back() |= 0x80;
    CHECK(public_key(Algorithm::kEd25519, bytes).error().code == "key.small-order");
  }
  // y = p to 2^255 - 1: the nineteen encodings of a number that is not reduced, with either sign.
  for (unsigned low = 0xed; low <= 0xff; ++low) {
    for (const Byte high : {Byte{0x7f}, Byte{0xff}}) {
      Bytes bytes(32, 0xff);
      bytes.front() = static_cast<Byte>(low);
      bytes.back() = high;
      CHECK(public_key(Algorithm::kEd25519, bytes).error().code == "key.encoding");
    }
  }
  // y = p - 2 is reduced and of no small order.
  Bytes neighbour(32, 0xff);
  neighbour.front() = 0xeb;
  neighbour.back() = 0x7f;
  CHECK(public_key(Algorithm::kEd25519, neighbour).has_value());
}

TEST_CASE("keys from bytes are points, compressed or not") {
  CHECK(public_key(Algorithm::kEd25519, Bytes(31, 9)).error().code == "key.encoding");
  CHECK(public_key(Algorithm::kEd25519, Bytes(33, 9)).error().code == "key.encoding");
  CHECK(public_key(Algorithm::kP256, Bytes(65, 4)).has_value());
  Bytes point(33, 9);
  point[0] = 0x02;
  CHECK(public_key(Algorithm::kP256, point).has_value());
  CHECK(public_key(Algorithm::kP384, point).error().code == "key.encoding");
  point[0] = 0x03;
  CHECK(public_key(Algorithm::kP256, point).has_value());
  point[0] = 0x04;
  CHECK(public_key(Algorithm::kP256, point).error().code == "key.encoding");
  CHECK(public_key(Algorithm::kP256, Bytes(1, 0)).error().code == "key.encoding");
  CHECK(public_key(Algorithm::kP256, Bytes(65, 5)).error().code == "key.encoding");
  CHECK(public_key(Algorithm::kP384, Bytes(65, 4)).error().code == "key.encoding");
  CHECK(public_key(Algorithm::kP384, {}).error().code == "key.encoding");
}

TEST_CASE("a point compresses to one form by the parity of its y") {
  Bytes whole(65, 7);
  whole[0] = 0x04;
  PublicKey key = *public_key(Algorithm::kP256, whole);
  CHECK(compressed(key).bytes == [] {
    Bytes odd(33, 7);
    odd[0] = 0x03;
    return odd;
  }());
  key.bytes.back() = 8;
  CHECK(compressed(key).bytes[0] == 0x02);
  CHECK(compressed(compressed(key)) == compressed(key));
  const PublicKey ed25519{Algorithm::kEd25519, Bytes(32, 9)};
  CHECK(compressed(ed25519) == ed25519);
}

}  // namespace
}  // namespace concordat::crypto
