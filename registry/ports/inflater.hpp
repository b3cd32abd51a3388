// The inflater port: compressed octets of strangers, unfolded up to a limit.
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/credential/host.hpp"

namespace concordat {

class Inflater {
 public:
  virtual ~Inflater() = default;
  // Any thread. `limit_bytes` octets at most come back, and no more than twice that is ever
  // allocated. Codes: inflate.form (no whole stream of that form, or something behind it),
  // inflate.too-large.
  [[nodiscard]] virtual Result<Bytes> inflate(credential::Compression form, ByteView stream,
                                              std::size_t limit_bytes) const = 0;
};

}  // namespace concordat
