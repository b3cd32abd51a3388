#include "registry/tile_keeping.hpp"

#include <limits>

#include "registry/hash_tile.hpp"

namespace concordat::registry {
namespace {

constexpr std::uint64_t kBeyondAll = std::numeric_limits<std::uint64_t>::max();

}  // namespace

TileKeeping::TileKeeping(Store* store)
    : store_(store), first_missing_(store == nullptr ? kBeyondAll : store->tiles().value_or(0)) {}

void TileKeeping::make_up_to(std::uint64_t end) {
  while (store_ != nullptr && first_missing_ < end) {
    const std::uint64_t number = first_missing_;
    const auto entries = store_->read(number * kTileEntries, (number + 1) * kTileEntries);
    if (!entries || entries->size() != kTileEntries) return;
    std::vector<merkle::Hash> leaves;
    leaves.reserve(entries->size());
    for (const Bytes& entry : *entries) leaves.push_back(merkle::leaf_hash(entry));
    merkle::Hash root;
    put({.first = number, .tiles = {HashTile::encode(leaves, root)}});
    if (first_missing_ == number) return;
  }
}

void TileKeeping::put(LogView::Completed completed) {
  auto& [first, tiles] = completed;
  const std::uint64_t end = first + tiles.size();
  if (store_ == nullptr || end <= first_missing_ || first > first_missing_) return;
  tiles.erase(tiles.begin(), tiles.begin() + static_cast<std::ptrdiff_t>(first_missing_ - first));
  if (store_->put_tiles(first_missing_, tiles)) first_missing_ = end;
}

}  // namespace concordat::registry
