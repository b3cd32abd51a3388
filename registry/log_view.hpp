// The log as readers see it: tiles, entry bundles, proofs, derived on demand from the store.
//
// Kept in memory: one hash for every 256 entries, the few above them, and those of the block that
// is not complete, which most proofs lead through. What else lies below is read from the store,
// from its hash tile of the block or else from the entries, and leads to the hash in memory.
// Threads: `append` by the sequencer alone, everything else by any thread at the same time.
#pragma once

#include <cstdint>
#include <shared_mutex>
#include <string>
#include <vector>

#include "core/base/octets.hpp"
#include "core/merkle/frontier.hpp"
#include "core/merkle/source.hpp"
#include "registry/ports/store.hpp"

namespace concordat::registry {

class LogView {
 public:
  explicit LogView(const Store& store) : store_(store) {}

  // Leaf hashes of durable entries, in order. Returns the hash tiles that are complete now, for the
  // store. Sequencer only.
  struct Completed {
    std::uint64_t first = 0;
    std::vector<Bytes> tiles;
  };
  Completed append(std::span<const merkle::Hash> leaves);
  // The root of 256 leaves at once, on a size that is a multiple of 256.
  void append_tile(const merkle::Hash& root);
  // What is kept in memory, while nobody appends; into a view that knows no leaf.
  void save(OctetWriter& out) const;
  void load(OctetReader& in);
  // How many leaves it knows.
  [[nodiscard]] std::uint64_t size() const;

  // The bytes of a hash tile: `width` hashes of the tile `index` at tile level `level`. Code
  // log.no-such-tile when the tree of `size` does not imply it.
  struct Tile {
    unsigned level = 0;
    std::uint64_t index = 0;
    unsigned width = 256;
  };
  [[nodiscard]] Result<Bytes> tile(const Tile& tile, std::uint64_t size) const;
  // The bytes of an entry bundle.
  [[nodiscard]] Result<Bytes> bundle(std::uint64_t index, unsigned width, std::uint64_t size) const;

  // Leaf to root in the tree of `size`. Code log.no-such-entry.
  [[nodiscard]] Result<std::vector<merkle::Hash>> inclusion(std::uint64_t index,
                                                            std::uint64_t size) const;
  [[nodiscard]] Result<std::vector<merkle::Hash>> consistency(std::uint64_t from,
                                                              std::uint64_t to) const;
  [[nodiscard]] Result<merkle::Hash> root(std::uint64_t size) const;
  // The roots of complete subtrees, in the order asked for. Code merkle.node-missing.
  [[nodiscard]] Result<std::vector<merkle::Hash>> roots_of(
      const std::vector<merkle::Node>& subtrees) const;
  // The right edge of the tree of `size`.
  [[nodiscard]] Result<merkle::Frontier> frontier(std::uint64_t size) const;

 private:
  void carry(merkle::Hash carried);

  class Source;
  const Store& store_;
  mutable std::shared_mutex mutex_;
  std::vector<std::vector<merkle::Hash>>
      levels_;         // levels_[k]: complete subtrees of 256 * 2^k leaves
  merkle::Tree edge_;  // over the leaves beyond the last multiple of 256
  std::uint64_t size_ = 0;
};

}  // namespace concordat::registry
