#include "adapters/keys/verify.hpp"

#include <array>
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

// The vectors of "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko, 2020): key, message and
// signature, each at an edge that verifiers draw differently.
constexpr std::array<std::array<std::string_view, 3>, 10> kEdges = {{
    {"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
     "8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6",
     "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
     "0000000000000000000000000000000000000000000000000000000000000000"},
    {"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
     "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
     "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43"
     "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04"},
    {"f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
     "aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab",
     "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
     "8c4bd45aecaca5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e"},
    {"cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
     "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
     "9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f"
     "87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009"},
    {"cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
     "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
     "160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed512"
     "5ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09"},
    {"cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
     "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
     "21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7"
     "e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405"},
    {"442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623",
     "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40",
     "e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e"
     "547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514"},
    {"442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623",
     "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40",
     "8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa1942"
     "7e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22"},
    {"f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
     "fdaebc429f4a735932a160da1301080c13280eea8bc280d1b392c6b9e6ba3a5a",
     "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
     "454d370c8d9fc323a41450f8d513eafeb5b0697390c1e505a0d4ddc71f566607"},
    {"f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
     "84b698d39be126ff55fe45079e6c8bf64a0d7db6994560b4e96b7021eb39c1a1",
     "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
     "084d5b99c2a9463d9c8bd5026916996984eeec87ddf1d3be329006ace1b37b09"},
}};

TEST_CASE("of the published edge cases of Ed25519 the one without a weak point is accepted") {
  // Number 3 has points of mixed order that satisfy both equations; key and R are of large order.
  for (std::size_t number = 0; number < kEdges.size(); ++number) {
    CAPTURE(number);
    const auto& [key, message, signature] = kEdges[number];
    CHECK(verify({{crypto::Algorithm::kEd25519, *decode_hex(key)},
                  *decode_hex(message),
                  *decode_hex(signature)}) == (number == 3));
  }
}

TEST_CASE("the prefix of a compressed point says which of two points it is") {
  for (const auto algorithm : {crypto::Algorithm::kP256, crypto::Algorithm::kP384}) {
    auto signer = make_signer(*generate(algorithm));
    const Bytes message{1, 2, 3};
    crypto::Obligation good{crypto::compressed((*signer)->public_key()), message,
                            *(*signer)->sign(message)};
    CHECK(verify(good));
    good.key.bytes[0] ^= 1;
    CHECK_FALSE(verify(good));
  }
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
