// SHA-2, the one seam through which `core` meets a library: native builds satisfy it with
// OpenSSL, the portable build with its own code; both are tested against each other.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "core/base/bytes.hpp"

namespace concordat::crypto {

using Digest = std::array<Byte, 32>;
using Digest384 = std::array<Byte, 48>;
using Digest512 = std::array<Byte, 64>;

[[nodiscard]] Digest sha256(ByteView data);
// SHA-256 of prefix || a || b without joining them; the Merkle tree lives on this.
[[nodiscard]] Digest sha256_prefixed(Byte prefix, ByteView a, ByteView b = {});

// For formats of others that fix them: proofs with P-384, SD-JWTs that name them.
[[nodiscard]] Digest384 sha384(ByteView data);
[[nodiscard]] Digest512 sha512(ByteView data);

// "sha256:" and 64 lower-case hex digits: how digests are written in statements and questions.
[[nodiscard]] std::string to_string(const Digest& digest);

}  // namespace concordat::crypto
