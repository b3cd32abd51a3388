// P-256 and P-384 through OpenSSL. Private to this folder.
#pragma once

#include <memory>

#include <openssl/evp.h>

#include "core/crypto/signature.hpp"

namespace concordat::keys {

struct FreeEvpKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using EvpKey = std::unique_ptr<EVP_PKEY, FreeEvpKey>;

// Null when the point is not on the curve.
[[nodiscard]] EvpKey import_public(const crypto::PublicKey& key);
// Null when the secret is no scalar of the curve, or not the one of the point.
[[nodiscard]] EvpKey import_secret(const crypto::PublicKey& key, ByteView secret);

struct EllipticPair {
  crypto::PublicKey public_key;
  Bytes secret;  // the scalar, big-endian, as long as a coordinate
};
// Empty `secret` when the library failed.
[[nodiscard]] EllipticPair generate_elliptic(crypto::Algorithm algorithm);

// r || s, each as long as a coordinate; empty when the library failed.
[[nodiscard]] Bytes sign_elliptic(EVP_PKEY& key, crypto::Algorithm algorithm, ByteView message);
[[nodiscard]] bool verify_elliptic(EVP_PKEY& key, const crypto::Obligation& obligation);

}  // namespace concordat::keys
