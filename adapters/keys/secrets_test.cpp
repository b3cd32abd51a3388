// The small doors to libsodium and OpenSSL that accounts go through.
#include <string>

#include <doctest/doctest.h>

#include "adapters/keys/openssl_keyed_hash.hpp"
#include "adapters/keys/sodium_passwords.hpp"
#include "adapters/keys/sodium_seal.hpp"
#include "core/base/hex.hpp"

namespace concordat::keys {
namespace {

// The least that libsodium takes: the tests ask what holds, not what it costs.
constexpr PasswordCost kCheap{.operations = 1, .memory_kib = 8};
constexpr PasswordCost kDearer{.operations = 2, .memory_kib = 16};

TEST_CASE("a password hash holds its password alone and says what it cost") {
  const SodiumPasswords passwords(kCheap);
  const auto hash = passwords.of("correct horse battery staple");
  REQUIRE(hash.has_value());
  CHECK(hash->starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
  CHECK(passwords.holds("correct horse battery staple", *hash));
  CHECK_FALSE(passwords.holds("correct horse battery stapl", *hash));
  CHECK_FALSE(passwords.holds("", *hash));
  CHECK_FALSE(passwords.holds("correct horse battery staple", ""));
  CHECK_FALSE(passwords.holds("correct horse battery staple", "$argon2id$nonsense"));
  CHECK(passwords.of("correct horse battery staple") != hash);
}

TEST_CASE("a hash of another cost is outdated and holds all the same") {
  const SodiumPasswords before(kCheap);
  const SodiumPasswords now(kDearer);
  const auto hash = before.of("correct horse battery staple");
  REQUIRE(hash.has_value());
  CHECK_FALSE(before.is_outdated(*hash));
  CHECK(now.is_outdated(*hash));
  CHECK(now.holds("correct horse battery staple", *hash));
}

TEST_CASE("HMAC gives the values of RFC 2202 and RFC 4231") {
  const OpensslKeyedHash hash;
  const Bytes key(20, 0x0b);
  const auto sha1 = hash.hmac_sha1(key, bytes_of("Hi There"));
  REQUIRE(sha1.has_value());
  CHECK(encode_hex(*sha1) == "b617318655057264e28bc0b6fb378c8ef146be00");
  const auto sha256 = hash.hmac_sha256(key, bytes_of("Hi There"));
  REQUIRE(sha256.has_value());
  CHECK(encode_hex(*sha256) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

TEST_CASE("what is sealed opens with its key, in its context, unaltered") {
  const SodiumSeal seal(crypto::sha256(bytes_of("one installation")));
  const auto sealed = seal.seal(bytes_of("a seed of twenty oct"), "p-1");
  REQUIRE(sealed.has_value());
  CHECK(text_of(*sealed).find("seed") == std::string_view::npos);
  const auto opened = seal.open(*sealed, "p-1");
  REQUIRE(opened.has_value());
  CHECK(text_of(*opened) == "a seed of twenty oct");
  CHECK(seal.open(*sealed, "p-2").error().code == "account.sealed-otherwise");
  const SodiumSeal other(crypto::sha256(bytes_of("another installation")));
  CHECK_FALSE(other.open(*sealed, "p-1").has_value());
  for (std::size_t at = 0; at < sealed->size(); ++at) {
    Bytes altered = *sealed;
    altered[at] ^= 1;
    CHECK_FALSE(seal.open(altered, "p-1").has_value());
    CHECK_FALSE(seal.open(ByteView(*sealed).first(at), "p-1").has_value());
  }
}

TEST_CASE("a secret hangs on the key and on what it is for") {
  auto pair = generate(crypto::Algorithm::kEd25519);
  REQUIRE(pair.has_value());
  const auto signer = make_signer(std::move(*pair));
  REQUIRE(signer.has_value());
  const auto secret = secret_of(**signer, "accounts");
  REQUIRE(secret.has_value());
  CHECK(secret_of(**signer, "accounts") == secret);
  CHECK(secret_of(**signer, "vault") != secret);
}

}  // namespace
}  // namespace concordat::keys
