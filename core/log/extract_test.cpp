#include "core/log/extract.hpp"

#include <string>

#include <doctest/doctest.h>

#include "core/merkle/proof.hpp"

namespace concordat::log {
namespace {

Bytes entry_of(std::uint64_t index) {
  const std::string text = "entry " + std::to_string(index);
  const ByteView octets = bytes_of(text);
  return {octets.begin(), octets.end()};
}

merkle::Tree tree_of(std::uint64_t size) {
  merkle::Tree tree;
  for (std::uint64_t at = 0; at < size; ++at) tree.append(merkle::leaf_hash(entry_of(at)));
  return tree;
}

// The extract with the entries whose bit is set, read from the left.
Extract extract_of(merkle::Tree& tree, std::uint64_t kept) {
  Extract read;
  std::uint64_t at = 0;
  while (at < tree.size()) {
    if ((kept >> at & 1) != 0) {
      read.entry(entry_of(at++));
      continue;
    }
    std::uint64_t end = at;
    while (end < tree.size() && (kept >> end & 1) == 0) ++end;
    for (const merkle::Node node : subtrees_of(at, end)) {
      REQUIRE(read.leave_out(node.level, *tree.hash(node)));
    }
    at = end;
  }
  return read;
}

TEST_CASE("every choice of entries of every small log leads to its root") {
  for (std::uint64_t size = 1; size <= 11; ++size) {
    merkle::Tree tree = tree_of(size);
    const merkle::Hash root = *merkle::range_root(tree, 0, size);
    for (std::uint64_t kept = 0; kept < std::uint64_t{1} << size; ++kept) {
      const Extract read = extract_of(tree, kept);
      CAPTURE(size);
      CAPTURE(kept);
      REQUIRE(read.size() == size);
      REQUIRE(read.root() == root);
    }
  }
}

TEST_CASE("an entry that is not the log's, or not at its place, leads elsewhere") {
  merkle::Tree tree = tree_of(6);
  const merkle::Hash root = *merkle::range_root(tree, 0, 6);
  Extract other;
  REQUIRE(other.leave_out(1, *tree.hash({.level = 1, .index = 0})));
  other.entry(entry_of(3));
  other.entry(entry_of(2));
  REQUIRE(other.leave_out(1, *tree.hash({.level = 1, .index = 2})));
  CHECK(other.size() == 6);
  CHECK(other.root() != root);
}

TEST_CASE("a run is told by the fewest subtrees, wherever it stands") {
  CHECK(subtrees_of(5, 5).empty());
  CHECK(subtrees_of(0, 8) == std::vector<merkle::Node>{{.level = 3, .index = 0}});
  CHECK(subtrees_of(3, 9) == std::vector<merkle::Node>{{.level = 0, .index = 3},
                                                       {.level = 2, .index = 1},
                                                       {.level = 0, .index = 8}});
}

TEST_CASE("a subtree stands only where one of its size begins") {
  Extract read;
  read.entry(entry_of(0));
  CHECK(read.leave_out(1, {}).error().code == "extract.place");
  CHECK(read.leave_out(1, {}).error().place == "entry 1");
  CHECK(read.leave_out(64, {}).error().code == "extract.place");
  CHECK(Extract().leave_out(63, {}).error().code == "extract.place");
  Extract huge;
  REQUIRE(huge.leave_out(62, {}));
  REQUIRE(huge.leave_out(62, {}));
  REQUIRE_FALSE(huge.leave_out(62, {}));
  CHECK(read.size() == 1);
}

}  // namespace
}  // namespace concordat::log
