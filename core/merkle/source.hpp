// Where the hashes of a tree come from when a proof is made: memory, tiles, or a remote log.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "core/merkle/hash.hpp"

namespace concordat::merkle {

// A complete subtree: the 2^level leaves from index * 2^level on. Level 0 is a leaf.
struct Node {
  unsigned level = 0;
  std::uint64_t index = 0;
  friend bool operator==(const Node&, const Node&) = default;
};

class HashSource {
 public:
  virtual ~HashSource() = default;
  // The hash of a complete subtree. Fails as the source fails; code merkle.node-missing when the
  // source does not hold the node. Not const: a source may keep what it has read.
  [[nodiscard]] virtual Result<Hash> hash(Node node) = 0;
};

// Every complete subtree in memory, 64 bytes a leaf: for small logs and for tests.
class Tree final : public HashSource {
 public:
  void append(const Hash& leaf);
  [[nodiscard]] std::uint64_t size() const { return levels_.empty() ? 0 : levels_.front().size(); }
  [[nodiscard]] Result<Hash> hash(Node node) override;
  // All complete subtrees of a level, from the left.
  [[nodiscard]] std::span<const Hash> row(unsigned level) const;

 private:
  std::vector<std::vector<Hash>> levels_;
};

// The root over leaves [begin, end): the whole tree when begin is 0, otherwise a subtree whose
// begin is a multiple of the smallest power of two not below its length. Code merkle.range for any
// other.
[[nodiscard]] Result<Hash> range_root(HashSource& source, std::uint64_t begin, std::uint64_t end);

}  // namespace concordat::merkle
