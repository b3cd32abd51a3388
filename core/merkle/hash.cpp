#include "core/merkle/hash.hpp"

#include <bit>

namespace concordat::merkle {
namespace {

// RFC 6962 section 2.1: the prefixes keep a leaf from being read as a node.
constexpr Byte kLeafPrefix = 0x00;
constexpr Byte kNodePrefix = 0x01;

}  // namespace

Hash empty_root() { return crypto::sha256({}); }

Hash leaf_hash(ByteView entry) { return crypto::sha256_prefixed(kLeafPrefix, entry); }

Hash node_hash(const Hash& left, const Hash& right) {
  return crypto::sha256_prefixed(kNodePrefix, left, right);
}

Hash tree_root(std::span<const Hash> leaves) {
  if (leaves.empty()) return empty_root();
  if (leaves.size() == 1) return leaves.front();
  const std::size_t split = std::bit_floor(leaves.size() - 1);
  return node_hash(tree_root(leaves.first(split)), tree_root(leaves.subspan(split)));
}

}  // namespace concordat::merkle
