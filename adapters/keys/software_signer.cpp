#include "adapters/keys/software_signer.hpp"

#include <algorithm>
#include <utility>

#include <openssl/err.h>
#include <sodium.h>

#include "adapters/keys/elliptic.hpp"

namespace concordat::keys {
namespace {

bool sodium_ready() {
  static const bool ready = sodium_init() >= 0;
  return ready;
}

std::unexpected<Error> sign_failed() { return fail({.code = "signer.failed"}); }

class Ed25519Signer final : public Signer {
 public:
  Ed25519Signer(crypto::PublicKey key, Secret expanded)
      : key_(std::move(key)), expanded_(std::move(expanded)) {}

  crypto::PublicKey public_key() const override { return key_; }

  Result<Bytes> sign(ByteView message) override {
    Bytes signature(crypto_sign_ed25519_BYTES);
    if (crypto_sign_ed25519_detached(signature.data(), nullptr, message.data(), message.size(),
                                     expanded_.bytes().data()) != 0) {
      return sign_failed();
    }
    return signature;
  }

 private:
  crypto::PublicKey key_;
  Secret expanded_;  // seed || public key, as libsodium keeps it
};

class EllipticSigner final : public Signer {
 public:
  EllipticSigner(crypto::PublicKey key, EvpKey imported)
      : key_(std::move(key)), imported_(std::move(imported)) {}

  crypto::PublicKey public_key() const override { return key_; }

  Result<Bytes> sign(ByteView message) override {
    Bytes signature = sign_elliptic(*imported_, key_.algorithm, message);
    if (signature.empty()) {
      ERR_clear_error();
      return sign_failed();
    }
    return signature;
  }

 private:
  crypto::PublicKey key_;
  EvpKey imported_;
};

}  // namespace

Secret::~Secret() { sodium_memzero(bytes_.data(), bytes_.size()); }

Secret::Secret(Secret&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    sodium_memzero(bytes_.data(), bytes_.size());
    bytes_ = std::exchange(other.bytes_, {});
  }
  return *this;
}

Result<KeyPair> generate(crypto::Algorithm algorithm) {
  if (!sodium_ready()) return fail({.code = "keys.generate"});
  if (algorithm == crypto::Algorithm::kEd25519) {
    Bytes seed(crypto_sign_ed25519_SEEDBYTES);
    randombytes_buf(seed.data(), seed.size());
    const Secret owned(std::move(seed));
    return ed25519_from_seed(owned.bytes());
  }
  EllipticPair pair = generate_elliptic(algorithm);
  if (pair.secret.empty()) return fail({.code = "keys.generate"});
  return KeyPair{std::move(pair.public_key), Secret(std::move(pair.secret))};
}

Result<KeyPair> ed25519_from_seed(ByteView seed) {
  if (!sodium_ready()) return fail({.code = "keys.generate"});
  if (seed.size() != crypto_sign_ed25519_SEEDBYTES) {
    return fail({.code = "keys.secret", .expected = "32 bytes"});
  }
  Bytes point(crypto_sign_ed25519_PUBLICKEYBYTES);
  Bytes expanded(crypto_sign_ed25519_SECRETKEYBYTES);
  crypto_sign_ed25519_seed_keypair(point.data(), expanded.data(), seed.data());
  sodium_memzero(expanded.data(), expanded.size());
  return KeyPair{{crypto::Algorithm::kEd25519, std::move(point)},
                 Secret(Bytes(seed.begin(), seed.end()))};
}

Status check_pair(const KeyPair& pair) {
  const ByteView secret = pair.secret.bytes();
  if (pair.public_key.algorithm == crypto::Algorithm::kEd25519) {
    const auto derived = ed25519_from_seed(secret);
    if (!derived || derived->public_key != pair.public_key) return fail({.code = "keys.mismatch"});
  } else if (!import_secret(pair.public_key, secret)) {
    ERR_clear_error();
    return fail({.code = "keys.mismatch"});
  }
  return {};
}

Result<std::unique_ptr<Signer>> make_signer(KeyPair pair) {
  CONCORDAT_CHECK(check_pair(pair));
  const ByteView secret = pair.secret.bytes();
  if (pair.public_key.algorithm == crypto::Algorithm::kEd25519) {
    Bytes expanded;
    // Reserved at once: a growing vector would leave a copy of the seed behind.
    expanded.reserve(crypto_sign_ed25519_SECRETKEYBYTES);
    expanded.insert(expanded.end(), secret.begin(), secret.end());
    expanded.insert(expanded.end(), pair.public_key.bytes.begin(), pair.public_key.bytes.end());
    Secret owned(std::move(expanded));
    return std::make_unique<Ed25519Signer>(std::move(pair.public_key), std::move(owned));
  }
  EvpKey imported = import_secret(pair.public_key, secret);
  if (!imported) return sign_failed();
  return std::make_unique<EllipticSigner>(std::move(pair.public_key), std::move(imported));
}

}  // namespace concordat::keys
