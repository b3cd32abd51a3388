// The seal port for small secrets that must be read again, as the seeds of one-time codes: opened
// only with the key of this installation, and only for whom they were sealed.
#pragma once

#include <string_view>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace concordat {

class SmallSeal {
 public:
  virtual ~SmallSeal() = default;
  // Any thread. `context` is bound, not kept. Code signer.failed.
  [[nodiscard]] virtual Result<Bytes> seal(ByteView secret, std::string_view context) const = 0;
  // Code account.sealed-otherwise: by another key, in another context, or altered.
  [[nodiscard]] virtual Result<Bytes> open(ByteView sealed, std::string_view context) const = 0;
};

}  // namespace concordat
