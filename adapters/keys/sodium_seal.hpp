// Small secrets sealed by XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) under a key of this
// installation: version octet, nonce, ciphertext with its tag.
#pragma once

#include "adapters/keys/software_signer.hpp"
#include "core/crypto/digest.hpp"
#include "registry/ports/small_seal.hpp"

namespace concordat::keys {

class SodiumSeal final : public SmallSeal {
 public:
  explicit SodiumSeal(const crypto::Digest& key) : key_(Bytes(key.begin(), key.end())) {}

  [[nodiscard]] Result<Bytes> seal(ByteView secret, std::string_view context) const override;
  [[nodiscard]] Result<Bytes> open(ByteView sealed, std::string_view context) const override;

 private:
  Secret key_;
};

// What nobody knows without this signer's key, and what the key gives again for the same purpose:
// the hash of an Ed25519 signature, which is always the same (RFC 8032, 5.1.6), over a text that no
// token, statement or checkpoint could be. Codes: signer.failed; issuing.key-varies (this signer
// makes another signature each time, so nothing that lasts can hang on it).
[[nodiscard]] Result<crypto::Digest> secret_of(Signer& signer, std::string_view purpose);

}  // namespace concordat::keys
