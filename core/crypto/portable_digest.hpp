// SHA-256, SHA-384 and SHA-512 (FIPS 180-4) in plain C++: what the portable build uses, and the
// second opinion that the native build is tested against. Slower than the library: where that is
// there, it is used alone for digests that are made piece by piece.
#pragma once

#include <cstddef>

#include "core/crypto/digest.hpp"

namespace concordat::crypto {

// Also for what grows over many calls: the library's context belongs to a thread and holds one
// digest at a time.
class PortableSha256 {
 public:
  void add(ByteView data);
  // Of everything added. Nothing is added or finished again.
  [[nodiscard]] Digest finish();

 private:
  static constexpr std::size_t kBlockSize = 64;

  void compress();

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<Byte, kBlockSize> block_{};
  std::size_t filled_ = 0;
  std::uint64_t length_ = 0;
};

[[nodiscard]] Digest sha256_portable(ByteView data);
// SHA-256 of prefix || a || b.
[[nodiscard]] Digest sha256_portable_prefixed(Byte prefix, ByteView a, ByteView b = {});

[[nodiscard]] Digest384 sha384_portable(ByteView data);
[[nodiscard]] Digest512 sha512_portable(ByteView data);

}  // namespace concordat::crypto
