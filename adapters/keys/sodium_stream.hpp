// The keyed stream port, filled by libsodium: a subkey for each number (BLAKE2b), and the ChaCha20
// stream of that subkey. What libsodium documents of both never changes.
#pragma once

#include "registry/ports/keyed_stream.hpp"

namespace concordat::keys {

class SodiumStream final : public KeyedStream {
 public:
  [[nodiscard]] Result<Bytes> octets(const crypto::Digest& secret, std::uint64_t number,
                                     std::size_t size_bytes) const override;
};

}  // namespace concordat::keys
