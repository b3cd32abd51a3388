// GZIP (RFC 1952) and ZLIB (RFC 1950) by zlib.
#pragma once

#include "registry/ports/deflater.hpp"

namespace concordat::inflate {

class ZlibDeflater final : public Deflater {
 public:
  [[nodiscard]] Result<Bytes> deflate(credential::Compression form, ByteView octets) const override;
};

}  // namespace concordat::inflate
