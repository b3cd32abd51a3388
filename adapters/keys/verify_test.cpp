#include "adapters/keys/verify.hpp"

#include <string>

#include <doctest/doctest.h>

#include "adapters/keys/software_signer.hpp"
#include "core/base/base64url.hpp"
#include "core/base/hex.hpp"
#include "core/credential/jws.hpp"
#include "core/json/read.hpp"

namespace concordat::keys {
namespace {

crypto::PublicKey key_of(std::string_view jwk) { return *crypto::parse_jwk(*json::read(jwk)); }

// RFC 8037 appendix A: key and signed example.
constexpr std::string_view kEd25519 =
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
constexpr std::string_view kEdDsaJws =
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
// RFC 7515 appendix A.3.
constexpr std::string_view kP256 =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";
constexpr std::string_view kEs256Jws =
    "eyJhbGciOiJFUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ."
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

crypto::Obligation obligation_of(std::string_view jws, std::string_view jwk) {
  return *credential::obligation(*credential::parse_jws(jws), key_of(jwk));
}

// The obligation holds; with any one bit changed anywhere it does not.
void holds_only_exactly(const crypto::Obligation& good) {
  CHECK(verify(good));
  for (std::size_t i = 0; i < good.signature.size(); ++i) {
    crypto::Obligation other = good;
    other.signature[i] ^= static_cast<Byte>(1u << (i % 8));
    CHECK_FALSE(verify(other));
  }
  for (std::size_t i = 0; i < good.message.size(); ++i) {
    crypto::Obligation other = good;
    other.message[i] ^= static_cast<Byte>(1u << (i % 8));
    CHECK_FALSE(verify(other));
  }
  crypto::Obligation shorter = good;
  shorter.signature.pop_back();
  CHECK_FALSE(verify(shorter));
  crypto::Obligation longer = good;
  longer.signature.push_back(0);
  CHECK_FALSE(verify(longer));
  crypto::Obligation empty = good;
  empty.signature.clear();
  CHECK_FALSE(verify(empty));
}

TEST_CASE("the signed examples of RFC 8037 and RFC 7515 hold, and nothing near them does") {
  holds_only_exactly(obligation_of(kEdDsaJws, kEd25519));
  holds_only_exactly(obligation_of(kEs256Jws, kP256));
}

TEST_CASE("the vectors of RFC 8032 section 7.1 hold") {
  struct Vector {
    std::string_view key, message, signature;
  };
  constexpr Vector kVectors[] = {
      {"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
       "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
      {"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
       "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"}};
  for (const Vector& v : kVectors) {
    CHECK(verify({{crypto::Algorithm::kEd25519, *decode_hex(v.key)},
                  *decode_hex(v.message),
                  *decode_hex(v.signature)}));
  }
}

TEST_CASE("a key of small order verifies nothing, though some libraries accept its signatures") {
  // With the neutral element as key, R = identity and S = 0 satisfy the group equation for every
  // message.
  Bytes neutral(32, 0);
  neutral[0] = 1;
  Bytes signature(64, 0);
  signature[0] = 1;
  CHECK_FALSE(verify({{crypto::Algorithm::kEd25519, neutral}, {1, 2, 3}, signature}));
  CHECK_FALSE(verify({{crypto::Algorithm::kEd25519, Bytes(32, 0)}, {}, signature}));
}

TEST_CASE("S beyond the group order is refused") {
  // S + L satisfies the equation too; RFC 8032 section 5.1.7 demands S < L.
  crypto::Obligation other = obligation_of(kEdDsaJws, kEd25519);
  const Bytes order =
      *decode_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  unsigned carry = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    carry += other.signature[32 + i] + order[i];
    other.signature[32 + i] = static_cast<Byte>(carry);
    carry >>= 8;
  }
  CHECK_FALSE(verify(other));
}

TEST_CASE("a point that is not on the curve, and r or s that are no scalars, are refused") {
  crypto::Obligation good = obligation_of(kEs256Jws, kP256);
  crypto::Obligation off_curve = good;
  off_curve.key.bytes.back() ^= 1;
  CHECK_FALSE(verify(off_curve));
  crypto::Obligation zero = good;
  zero.signature.assign(64, 0);
  CHECK_FALSE(verify(zero));
  crypto::Obligation large = good;
  large.signature.assign(64, 0xff);
  CHECK_FALSE(verify(large));
  CHECK(verify(good));
}

TEST_CASE("what a generated key signs holds under it and under no other") {
  for (const auto algorithm :
       {crypto::Algorithm::kEd25519, crypto::Algorithm::kP256, crypto::Algorithm::kP384}) {
    auto pair = generate(algorithm);
    auto other_pair = generate(algorithm);
    REQUIRE(pair);
    REQUIRE(other_pair);
    const crypto::PublicKey other = other_pair->public_key;
    auto signer = make_signer(std::move(*pair));
    REQUIRE(signer);
    const crypto::PublicKey key = (*signer)->public_key();
    CHECK(key.algorithm == algorithm);
    CHECK(crypto::public_key(algorithm, key.bytes).has_value());
    CHECK(key != other);
    for (const std::string_view message : {"", "a", "a longer message, signed"}) {
      const Bytes octets(message.begin(), message.end());
      const auto signature = (*signer)->sign(octets);
      REQUIRE(signature);
      CHECK(signature->size() == crypto::signature_size(algorithm));
      CHECK(verify({key, octets, *signature}));
      CHECK_FALSE(verify({other, octets, *signature}));
    }
  }
}

TEST_CASE("more issuers than the cache of points holds") {
  std::vector<crypto::Obligation> obligations;
  for (int i = 0; i < 20; ++i) {
    auto signer = make_signer(*generate(crypto::Algorithm::kP256));
    const Bytes message = {static_cast<Byte>(i)};
    obligations.push_back({(*signer)->public_key(), message, *(*signer)->sign(message)});
  }
  CHECK(verify_batch(obligations) == std::vector<bool>(20, true));
  CHECK(verify_batch(obligations) == std::vector<bool>(20, true));
  CHECK(verify_all(obligations));
  obligations[7].message = {99};
  std::vector<bool> expected(20, true);
  expected[7] = false;
  CHECK(verify_batch(obligations) == expected);
  CHECK_FALSE(verify_all(obligations));
  CHECK(verify_all({}));
}

TEST_CASE("a secret signs only for its own public key") {
  auto first = generate(crypto::Algorithm::kEd25519);
  auto second = generate(crypto::Algorithm::kEd25519);
  first->public_key = second->public_key;
  CHECK(make_signer(std::move(*first)).error().code == "keys.mismatch");
  auto third = generate(crypto::Algorithm::kP256);
  auto fourth = generate(crypto::Algorithm::kP256);
  third->public_key = fourth->public_key;
  CHECK(make_signer(std::move(*third)).error().code == "keys.mismatch");
  CHECK(ed25519_from_seed(Bytes(31)).error().code == "keys.secret");
}

TEST_CASE("the seed of RFC 8037 gives its key and its signature") {
  auto pair = ed25519_from_seed(*decode_base64url("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"));
  REQUIRE(pair);
  CHECK(pair->public_key == key_of(kEd25519));
  auto signer = make_signer(std::move(*pair));
  const std::string_view input = kEdDsaJws.substr(0, kEdDsaJws.rfind('.'));
  CHECK(credential::assemble(input, *(*signer)->sign(bytes_of(input))) == kEdDsaJws);
}

}  // namespace
}  // namespace concordat::keys
