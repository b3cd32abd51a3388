// The deflater port: octets of our own, long runs of zeros in them, made smaller.
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/credential/host.hpp"

namespace concordat {

class Deflater {
 public:
  virtual ~Deflater() = default;
  // Any thread. The same octets give the same stream: no time, no name of a file and no machine
  // stands in it. Code deflate.failed.
  [[nodiscard]] virtual Result<Bytes> deflate(credential::Compression form,
                                              ByteView octets) const = 0;
};

}  // namespace concordat
