// Hashes, frontier and sources against the recursive definition.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/merkle/frontier.hpp"
#include "core/merkle/hash.hpp"
#include "core/merkle/source.hpp"

namespace concordat::merkle {
namespace {

std::vector<Hash> leaves_of(std::size_t count) {
  std::vector<Hash> leaves;
  for (std::size_t i = 0; i < count; ++i) {
    leaves.push_back(leaf_hash(bytes_of("entry " + std::to_string(i))));
  }
  return leaves;
}

TEST_CASE("roots of the first eight sizes are what the definition gives") {
  // Computed apart from this code, from the recursive definition of RFC 6962 section 2.1.
  const std::vector<Bytes> entries = {{},
                                      {0x00},
                                      {0x10},
                                      {0x20, 0x21},
                                      {0x30, 0x31},
                                      {0x40, 0x41, 0x42, 0x43},
                                      {0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57},
                                      {0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69,
                                       0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f}};
  const std::vector<std::string> roots = {
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "sha256:6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "sha256:fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "sha256:aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "sha256:d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "sha256:4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "sha256:76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "sha256:ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "sha256:5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  Frontier frontier;
  std::vector<Hash> leaves;
  CHECK(crypto::to_string(frontier.root()) == roots[0]);
  CHECK(crypto::to_string(tree_root(leaves)) == roots[0]);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    leaves.push_back(leaf_hash(entries[i]));
    frontier.append(leaves.back());
    CHECK(crypto::to_string(frontier.root()) == roots[i + 1]);
    CHECK(crypto::to_string(tree_root(leaves)) == roots[i + 1]);
  }
}

TEST_CASE("frontier, memory tree and definition agree at every size") {
  const std::vector<Hash> leaves = leaves_of(300);
  Frontier frontier;
  Tree tree;
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    CAPTURE(size);
    const Hash expected = tree_root(std::span(leaves).first(size));
    CHECK(frontier.size() == size);
    CHECK(frontier.root() == expected);
    CHECK(range_root(tree, 0, size) == expected);
    const std::vector<Hash> peaks(frontier.peaks().begin(), frontier.peaks().end());
    CHECK(Frontier::restore(size, peaks) == frontier);
    if (size == leaves.size()) break;
    frontier.append(leaves[size]);
    tree.append(leaves[size]);
  }
  CHECK(tree.size() == leaves.size());
}

TEST_CASE("complete trees appended at once make the frontier that their leaves make") {
  Frontier by_leaves;
  Frontier by_trees;
  for (std::uint64_t block = 0; block < 21; ++block) {
    std::vector<Hash> leaves(8);
    for (std::size_t at = 0; at < leaves.size(); ++at) {
      leaves[at] = leaf_hash(Bytes{static_cast<Byte>(block), static_cast<Byte>(at)});
      by_leaves.append(leaves[at]);
    }
    by_trees.append_complete(3, tree_root(leaves));
    REQUIRE(by_trees == by_leaves);
  }
  by_leaves.append(leaf_hash(Bytes{1}));
  by_trees.append(leaf_hash(Bytes{1}));
  CHECK(by_trees.root() == by_leaves.root());
}

TEST_CASE("a frontier is restored only with one hash for each one bit") {
  CHECK(Frontier::restore(0, {}).has_value());
  CHECK(Frontier::restore(6, {Hash{}}).error().code == "merkle.peak-count");
  CHECK(Frontier::restore(6, {Hash{}, Hash{}, Hash{}}).error().code == "merkle.peak-count");
  CHECK(Frontier::restore(~std::uint64_t{0}, std::vector<Hash>(64)).has_value());
}

TEST_CASE("the second way to a root agrees with the first for every cut") {
  const std::vector<Hash> leaves = leaves_of(70);
  for (std::size_t old_size = 0; old_size <= leaves.size(); ++old_size) {
    Frontier before;
    for (std::size_t i = 0; i < old_size; ++i) before.append(leaves[i]);
    Frontier after = before;
    for (std::size_t size = old_size; size <= leaves.size(); ++size) {
      CAPTURE(old_size);
      CAPTURE(size);
      if (size > old_size) after.append(leaves[size - 1]);
      const auto fresh = std::span(leaves).subspan(old_size, size - old_size);
      CHECK(root_after(before, fresh) == after.root());
      if (fresh.empty()) continue;
      std::vector<Hash> damaged(fresh.begin(), fresh.end());
      damaged.back()[31] ^= 1;
      CHECK(root_after(before, damaged) != after.root());
    }
  }
}

TEST_CASE("a range that is no subtree has no root") {
  Tree tree;
  for (const Hash& leaf : leaves_of(16)) tree.append(leaf);
  CHECK(range_root(tree, 4, 8).has_value());
  CHECK(range_root(tree, 4, 7).has_value());
  CHECK(range_root(tree, 8, 13).has_value());
  CHECK(range_root(tree, 4, 9).error().code == "merkle.range");
  CHECK(range_root(tree, 2, 5).error().code == "merkle.range");
  CHECK(range_root(tree, 8, 8).error().code == "merkle.range");
  CHECK(range_root(tree, 8, 4).error().code == "merkle.range");
  CHECK(range_root(tree, 0, 17).error().code == "merkle.node-missing");
}

}  // namespace
}  // namespace concordat::merkle
