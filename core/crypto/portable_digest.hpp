// SHA-256, SHA-384 and SHA-512 (FIPS 180-4) in plain C++: what the portable build uses, and the
// second opinion that the native build is tested against. Slower than the library; never used where
// the library is there.
#pragma once

#include "core/crypto/digest.hpp"

namespace concordat::crypto {

[[nodiscard]] Digest sha256_portable(ByteView data);
// SHA-256 of prefix || a || b.
[[nodiscard]] Digest sha256_portable_prefixed(Byte prefix, ByteView a, ByteView b = {});

[[nodiscard]] Digest384 sha384_portable(ByteView data);
[[nodiscard]] Digest512 sha512_portable(ByteView data);

}  // namespace concordat::crypto
