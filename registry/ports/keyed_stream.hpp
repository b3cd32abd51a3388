// The keyed stream port: octets that nobody tells from random ones without the secret, and that the
// same secret and number give again, on every machine and for ever.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/digest.hpp"

namespace concordat {

class KeyedStream {
 public:
  virtual ~KeyedStream() = default;
  // Any thread. More octets of a stream begin with the fewer. Code signer.failed.
  [[nodiscard]] virtual Result<Bytes> octets(const crypto::Digest& secret, std::uint64_t number,
                                             std::size_t size_bytes) const = 0;
};

}  // namespace concordat
