// The tree of RFC 6962 section 2.1 (RFC 9162 section 2.1.1 has the same): a binary tree over a list
// of entries, split at the largest power of two below its size. No padding, no repeated last leaf.
#pragma once

#include <span>

#include "core/crypto/digest.hpp"

namespace concordat::merkle {

using Hash = crypto::Digest;

// The root of the tree without entries: SHA-256 of nothing.
[[nodiscard]] Hash empty_root();
// SHA-256(0x00 || entry).
[[nodiscard]] Hash leaf_hash(ByteView entry);
// SHA-256(0x01 || left || right).
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);

// The root over all leaf hashes, straight from the recursive definition. Linear; what everything
// faster is tested against.
[[nodiscard]] Hash tree_root(std::span<const Hash> leaves);

}  // namespace concordat::merkle
