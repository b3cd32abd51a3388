// The keyed hash port: HMAC (RFC 2104, FIPS 198-1).
#pragma once

#include <array>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/digest.hpp"

namespace concordat {

class KeyedHash {
 public:
  using Sha1 = std::array<Byte, 20>;

  virtual ~KeyedHash() = default;
  // Any thread. Code signer.failed. SHA-1 because one-time codes are made with it everywhere
  // (RFC 6238, 1.2); as HMAC it is not known to be weak.
  [[nodiscard]] virtual Result<Sha1> hmac_sha1(ByteView key, ByteView text) const = 0;
  [[nodiscard]] virtual Result<crypto::Digest> hmac_sha256(ByteView key, ByteView text) const = 0;
};

}  // namespace concordat
