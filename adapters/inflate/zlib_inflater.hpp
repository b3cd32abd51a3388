// GZIP (RFC 1952) and ZLIB (RFC 1950) by zlib.
#pragma once

#include "registry/ports/inflater.hpp"

namespace concordat::inflate {

class ZlibInflater final : public Inflater {
 public:
  [[nodiscard]] Result<Bytes> inflate(credential::Compression form, ByteView stream,
                                      std::size_t limit_bytes) const override;
};

}  // namespace concordat::inflate
