// The hashes of a block: what is taken out is what the tree has there, and of a tile that is not
// the block's nothing is taken out.
#include "registry/hash_tile.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/merkle/source.hpp"

namespace concordat::registry {
namespace {

constexpr std::size_t kEntries = 256;

std::vector<merkle::Hash> leaves_of(const std::string& seed) {
  std::vector<merkle::Hash> leaves;
  for (std::size_t at = 0; at < kEntries; ++at) {
    leaves.push_back(merkle::leaf_hash(bytes_of(seed + std::to_string(at))));
  }
  return leaves;
}

}  // namespace

TEST_CASE("every node below the root of a block comes out of its tile") {
  const auto leaves = leaves_of("a");
  merkle::Tree tree;
  for (const merkle::Hash& leaf : leaves) tree.append(leaf);
  merkle::Hash root;
  const Bytes octets = HashTile::encode(leaves, root);
  CHECK(octets.size() == (256 + 16) * 32);
  CHECK(octets == HashTile::encode(tree));
  CHECK(root == tree.hash({8, 0}).value());
  auto tile = HashTile::open(octets, root);
  REQUIRE(tile);
  for (unsigned level = 0; level < 8; ++level) {
    for (std::size_t index = 0; index < kEntries >> level; ++index) {
      CAPTURE(level);
      CAPTURE(index);
      CHECK(tile->node(level, index).value() == tree.hash({level, index}).value());
    }
  }
}

TEST_CASE("a tile with one bit flipped gives nothing that the bit is in") {
  const auto leaves = leaves_of("a");
  merkle::Hash root;
  const Bytes octets = HashTile::encode(leaves, root);
  for (std::size_t at = 0; at < octets.size(); at += 31) {
    CAPTURE(at);
    Bytes flipped = octets;
    flipped[at] ^= 1;
    auto tile = HashTile::open(flipped, root);
    if (at >= kEntries * 32) {
      REQUIRE_FALSE(tile);
      CHECK(tile.error().code == "registry.tile");
      continue;
    }
    REQUIRE(tile);
    const std::size_t leaf = at / 32;
    REQUIRE_FALSE(tile->node(0, leaf));
    CHECK(tile->node(0, leaf).error().code == "registry.tile");
    CHECK_FALSE(tile->node(3, leaf / 8));
    // The other runs, and what lies above all of them, are right.
    const std::size_t other = (leaf + 16) % kEntries;
    CHECK(tile->node(0, other).value() == leaves[other]);
    CHECK(tile->node(4, leaf / 16));
    CHECK_FALSE(tile->node(0, leaf));
  }
}

TEST_CASE("octets of another length or of another block are refused") {
  merkle::Hash root;
  merkle::Hash other;
  const Bytes octets = HashTile::encode(leaves_of("a"), root);
  static_cast<void>(HashTile::encode(leaves_of("b"), other));
  CHECK_FALSE(HashTile::open(octets, other));
  CHECK_FALSE(HashTile::open({}, root));
  Bytes longer = octets;
  longer.push_back(0);
  CHECK_FALSE(HashTile::open(longer, root));
  Bytes shorter = octets;
  shorter.pop_back();
  CHECK_FALSE(HashTile::open(shorter, root));
}

}  // namespace concordat::registry
