// The hashes of one complete block of entries, as the store keeps them: 256 leaf hashes and the
// roots of every 16 of them. A proof takes two runs of 16 out of it and hashes thirty nodes; from
// the entries it would read and hash 256 of them.
//
// Derived from the entries, and not believed: what is taken out leads to the root that the caller
// knows, or is refused.
#pragma once

#include <array>
#include <span>

#include "core/base/result.hpp"
#include "core/merkle/source.hpp"

namespace concordat::registry {

class HashTile {
 public:
  // Of the 256 leaf hashes of a block. `root` becomes the block's.
  [[nodiscard]] static Bytes encode(std::span<const merkle::Hash> leaves, merkle::Hash& root);
  // The same of a block whose hashes are all there.
  [[nodiscard]] static Bytes encode(const merkle::Tree& block);
  // Code registry.tile: other octets than those of a block with that root.
  [[nodiscard]] static Result<HashTile> open(Bytes octets, const merkle::Hash& root);

  // The complete subtree of 2^level leaves (level 0 to 7) at that index, counted within the block.
  // Code registry.tile.
  [[nodiscard]] Result<merkle::Hash> node(unsigned level, std::size_t index);

 private:
  static constexpr std::size_t kRun = 16;
  // The tree over a run: its 16 hashes, then 8, 4, 2 and 1 above them.
  using Tree = std::array<merkle::Hash, 2 * kRun - 1>;

  explicit HashTile(Bytes octets) : octets_(std::move(octets)) {}
  [[nodiscard]] static const merkle::Hash& at(const Tree& tree, unsigned level, std::size_t index);
  [[nodiscard]] Tree tree_over(std::size_t first_hash) const;

  Bytes octets_;
  Tree upper_;            // over the roots of the runs
  Tree lower_;            // over the leaves of the run looked at last
  std::size_t run_ = 16;  // which one that is; 16: none
};

}  // namespace concordat::registry
