// HMAC by OpenSSL.
#pragma once

#include "registry/ports/keyed_hash.hpp"

namespace concordat::keys {

class OpensslKeyedHash final : public KeyedHash {
 public:
  [[nodiscard]] Result<Sha1> hmac_sha1(ByteView key, ByteView text) const override;
  [[nodiscard]] Result<crypto::Digest> hmac_sha256(ByteView key, ByteView text) const override;
};

}  // namespace concordat::keys
