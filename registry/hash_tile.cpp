#include "registry/hash_tile.hpp"

#include <algorithm>
#include <utility>

#include "registry/ports/store.hpp"

namespace concordat::registry {
namespace {

constexpr std::size_t kHash_bytes = sizeof(merkle::Hash);
// Height of the tree over a run of 16.
constexpr unsigned kRunHeight = 4;

std::unexpected<Error> damaged() {
  return fail({.code = "registry.tile", .expected = "hashes that lead to the root of the block"});
}

Bytes joined(std::span<const merkle::Hash> leaves, std::span<const merkle::Hash> runs) {
  Bytes octets;
  octets.reserve((leaves.size() + runs.size()) * kHash_bytes);
  for (const merkle::Hash& leaf : leaves) octets.insert(octets.end(), leaf.begin(), leaf.end());
  for (const merkle::Hash& run : runs) octets.insert(octets.end(), run.begin(), run.end());
  return octets;
}

}  // namespace

Bytes HashTile::encode(std::span<const merkle::Hash> leaves, merkle::Hash& root) {
  std::array<merkle::Hash, kRun> runs;
  for (std::size_t run = 0; run < kRun; ++run) {
    runs[run] = merkle::tree_root(leaves.subspan(run * kRun, kRun));
  }
  root = merkle::tree_root(runs);
  return joined(leaves, runs);
}

Bytes HashTile::encode(const merkle::Tree& block) {
  return joined(block.row(0), block.row(kRunHeight));
}

Result<HashTile> HashTile::open(Bytes octets, const merkle::Hash& root) {
  if (octets.size() != (kTileEntries + kRun) * kHash_bytes) return damaged();
  HashTile tile(std::move(octets));
  tile.upper_ = tile.tree_over(kTileEntries);
  if (tile.upper_.back() != root) return damaged();
  return tile;
}

Result<merkle::Hash> HashTile::node(unsigned level, std::size_t index) {
  if (level >= kRunHeight) return at(upper_, level - kRunHeight, index);
  const std::size_t run = (index << level) / kRun;
  if (run != run_) {
    run_ = kRun;
    lower_ = tree_over(run * kRun);
    if (lower_.back() != at(upper_, 0, run)) return damaged();
    run_ = run;
  }
  return at(lower_, level, index - ((run * kRun) >> level));
}

const merkle::Hash& HashTile::at(const Tree& tree, unsigned level, std::size_t index) {
  return tree[2 * kRun - ((2 * kRun) >> level) + index];
}

HashTile::Tree HashTile::tree_over(std::size_t first_hash) const {
  Tree tree;
  for (std::size_t at = 0; at < kRun; ++at) {
    std::copy_n(octets_.begin() + static_cast<std::ptrdiff_t>((first_hash + at) * kHash_bytes),
                kHash_bytes, tree[at].begin());
  }
  // Each level lies behind the one below it, so that pairs are joined in one pass.
  for (std::size_t pair = 0; pair + kRun < tree.size(); ++pair) {
    tree[kRun + pair] = merkle::node_hash(tree[2 * pair], tree[2 * pair + 1]);
  }
  return tree;
}

}  // namespace concordat::registry
