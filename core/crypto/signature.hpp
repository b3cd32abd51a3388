// Which signatures must hold. The core never signs and never verifies: it parses keys, refuses bad
// encodings, and returns *obligations*, which the host discharges (libsodium and OpenSSL natively,
// WebCrypto in a browser).
#pragma once

#include <string>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/json/value.hpp"

namespace concordat::crypto {

enum class Algorithm { kEd25519, kP256, kP384 };

struct PublicKey {
  Algorithm algorithm = Algorithm::kEd25519;
  // Ed25519: the 32 bytes of RFC 8032, canonical and not of small order.
  // P-256, P-384: the point, 0x04 || x || y as JWKs have it, or 0x02 or 0x03 || x as Multikey has
  // it (SEC 1, 2.3.3); on the curve as far as the length tells. Who uses the key finds out the
  // rest.
  Bytes bytes;
  friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

// A key from its bytes, in the form of PublicKey::bytes. Codes: key.encoding, key.small-order.
[[nodiscard]] Result<PublicKey> public_key(Algorithm algorithm, ByteView bytes);

// A public JWK (RFC 7517, 8037): kty OKP/crv Ed25519, kty EC/crv P-256 or P-384. A private member
// ("d") is refused. Codes: key.unsupported, key.encoding, key.small-order, key.private-part.
[[nodiscard]] Result<PublicKey> parse_jwk(const json::Value& jwk);
// An uncompressed point: a compressed one has no y to write.
[[nodiscard]] json::Value to_jwk(const PublicKey& key);
// The same key with its point compressed: one form in which keys from everywhere compare.
[[nodiscard]] PublicKey compressed(const PublicKey& key);
// RFC 7638 thumbprint, base64url: our key identifiers. An uncompressed point.
[[nodiscard]] std::string thumbprint(const PublicKey& key);

// The JWS algorithm that this key, and only this key, decides: "EdDSA", "ES256", "ES384".
[[nodiscard]] std::string_view jws_algorithm(const PublicKey& key);

// Octets of a signature: 64, or 96 for P-384.
[[nodiscard]] std::size_t signature_size(Algorithm algorithm);

// One signature that must hold for a document to count as signed.
struct Obligation {
  PublicKey key;
  Bytes message;
  Bytes signature;  // 64 bytes; 96 for P-384 (r || s)
};

}  // namespace concordat::crypto
