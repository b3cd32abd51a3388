// The right edge of a growing tree: as much of it as is needed to append and to know the root.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "core/merkle/hash.hpp"

namespace concordat::merkle {

// One value, copied freely: at most 64 hashes. Appending is O(1) on average, the root O(log n).
class Frontier {
 public:
  // The empty tree.
  Frontier() = default;

  // The frontier that `size()` and `peaks()` once described. Code merkle.peak-count when the number
  // of hashes is not the number of one bits in the size.
  [[nodiscard]] static Result<Frontier> restore(std::uint64_t size, std::vector<Hash> peaks);

  void append(const Hash& leaf);
  // The root of a complete tree of 2^level leaves at once; the size must be a multiple of that.
  void append_complete(unsigned level, const Hash& root);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Hash root() const;
  // The roots of the complete subtrees that make up the tree, largest (leftmost) first: one for
  // each one bit of the size.
  [[nodiscard]] std::span<const Hash> peaks() const { return peaks_; }

  friend bool operator==(const Frontier&, const Frontier&) = default;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> peaks_;
};

// The root after appending `leaves`, computed another way than by appending them: top down, by the
// recursive definition over what the frontier holds and the new leaves. For the sequencer, which
// signs a root only when two computations agree.
[[nodiscard]] Hash root_after(const Frontier& before, std::span<const Hash> leaves);

}  // namespace concordat::merkle
