// The signer port: one private key that can be used and never seen. Software keys and hardware
// modules stand behind it; `adapters/keys` fills it.
#pragma once

#include "core/base/result.hpp"
#include "core/crypto/signature.hpp"

namespace concordat {

class Signer {
 public:
  virtual ~Signer() = default;
  [[nodiscard]] virtual crypto::PublicKey public_key() const = 0;
  // The signature as JWS writes it: 64 bytes for Ed25519 and P-256, 96 for P-384 (r || s). The
  // message is hashed by the algorithm, not by the caller. Code signer.failed. One thread at a
  // time.
  [[nodiscard]] virtual Result<Bytes> sign(ByteView message) = 0;
};

}  // namespace concordat
