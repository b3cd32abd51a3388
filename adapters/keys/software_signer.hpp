// Private keys in this process's memory: made, held, used to sign.
#pragma once

#include <memory>

#include "core/base/result.hpp"
#include "core/crypto/signature.hpp"
#include "registry/ports/signer.hpp"

namespace concordat::keys {

// Octets that are wiped before their memory is given back. Moved, never copied.
class Secret {
 public:
  Secret() = default;
  explicit Secret(Bytes bytes) : bytes_(std::move(bytes)) {}
  ~Secret();
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

  [[nodiscard]] ByteView bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

struct KeyPair {
  crypto::PublicKey public_key;
  // Ed25519: the 32-byte seed of RFC 8032. P-256, P-384: the scalar, as long as a coordinate.
  Secret secret;
};

// A fresh key from the system's randomness. Code keys.generate.
[[nodiscard]] Result<KeyPair> generate(crypto::Algorithm algorithm);

// The key pair of a secret that is on hand. Codes: keys.secret (not a secret of this algorithm).
[[nodiscard]] Result<KeyPair> ed25519_from_seed(ByteView seed);

// Whether secret and public key belong together. Code keys.mismatch.
[[nodiscard]] Status check_pair(const KeyPair& pair);

// A signer over a key pair. Code keys.mismatch when secret and public key do not belong together.
[[nodiscard]] Result<std::unique_ptr<Signer>> make_signer(KeyPair pair);

}  // namespace concordat::keys
