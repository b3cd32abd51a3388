#include "registry/log_view.hpp"

#include <algorithm>
#include <mutex>
#include <optional>

#include "core/log/entry.hpp"
#include "core/merkle/proof.hpp"
#include "core/merkle/tile.hpp"
#include "registry/hash_tile.hpp"

namespace concordat::registry {
namespace {

using merkle::kTileHeight;
using merkle::kTileWidth;

Error no_such_tile(const LogView::Tile& tile) {
  return {.code = "log.no-such-tile",
          .arguments = {{"level", std::to_string(tile.level)},
                        {"index", std::to_string(tile.index)},
                        {"width", std::to_string(tile.width)}}};
}

// A tile is served at full width, or at a width that some tree size up to this one implied.
bool implied(const LogView::Tile& tile, std::uint64_t size) {
  return tile.level <= merkle::kMaxTileLevel && tile.index <= merkle::kMaxTileIndex &&
         tile.width >= 1 && tile.width <= merkle::tile_width(tile.level, tile.index, size);
}

}  // namespace

// Hashes of complete subtrees, low ones from the store, high ones from memory. One for each
// request: it keeps the last block, which a proof asks for again and again.
class LogView::Source final : public merkle::HashSource {
 public:
  explicit Source(const LogView& view) : view_(view) {}

  Result<merkle::Hash> hash(merkle::Node node) override {
    if (node.level >= kTileHeight) return high(node);
    const std::uint64_t first = node.index << node.level;
    const std::uint64_t within = first % kTileWidth;
    if (const auto kept = in_edge(first / kTileWidth, node.level, within >> node.level)) {
      return *kept;
    }
    CONCORDAT_CHECK(load(first / kTileWidth));
    if (tile_) {
      const auto kept = tile_->node(node.level, within >> node.level);
      if (kept) return kept;
      CONCORDAT_CHECK(load_entries(first / kTileWidth));
    }
    const std::uint64_t count = std::uint64_t{1} << node.level;
    if (within + count > leaves_.size()) return fail({.code = "merkle.node-missing"});
    return merkle::tree_root(std::span(leaves_).subspan(within, count));
  }

  // The leaf hashes of a block, as many as there are.
  Result<std::vector<merkle::Hash>> leaves(std::uint64_t block) {
    CONCORDAT_CHECK(load(block));
    if (!tile_) return leaves_;
    std::vector<merkle::Hash> all;
    for (std::size_t at = 0; at < kTileWidth; ++at) {
      const auto leaf = tile_->node(0, at);
      if (!leaf) {
        CONCORDAT_CHECK(load_entries(block));
        return leaves_;
      }
      all.push_back(*leaf);
    }
    return all;
  }

 private:
  Result<merkle::Hash> high(merkle::Node node) const {
    const std::shared_lock lock(view_.mutex_);
    const std::size_t level = node.level - kTileHeight;
    if (level >= view_.levels_.size() || node.index >= view_.levels_[level].size()) {
      return fail({.code = "merkle.node-missing"});
    }
    return view_.levels_[level][node.index];
  }

  // Of the block that is not complete yet, when it is that one.
  std::optional<merkle::Hash> in_edge(std::uint64_t block, unsigned level,
                                      std::uint64_t index) const {
    const std::shared_lock lock(view_.mutex_);
    if (block != view_.size_ / kTileWidth) return std::nullopt;
    const auto row = view_.edge_.row(level);
    if (index >= row.size()) return std::nullopt;
    return row[static_cast<std::size_t>(index)];
  }

  Status load(std::uint64_t block) {
    if (loaded_ && block == block_) return {};
    loaded_ = false;
    tile_.reset();
    {
      const std::shared_lock lock(view_.mutex_);
      if (block == view_.size_ / kTileWidth) {
        const auto row = view_.edge_.row(0);
        leaves_.assign(row.begin(), row.end());
        block_ = block;
        loaded_ = true;
        return {};
      }
    }
    // Without a tile, or with a damaged one, the entries say the same at a hundred times the cost.
    auto octets = view_.store_.tile(block);
    const auto root = high({.level = kTileHeight, .index = block});
    if (!octets || !*octets || !root) return load_entries(block);
    auto tile = HashTile::open(*std::move(*octets), *root);
    if (!tile) return load_entries(block);
    tile_ = std::move(*tile);
    block_ = block;
    loaded_ = true;
    return {};
  }

  Status load_entries(std::uint64_t block) {
    loaded_ = false;
    tile_.reset();
    CONCORDAT_TRY(entries, view_.store_.read(block * kTileWidth, (block + 1) * kTileWidth));
    leaves_.clear();
    for (const Bytes& entry : entries) leaves_.push_back(merkle::leaf_hash(entry));
    block_ = block;
    loaded_ = true;
    return {};
  }

  const LogView& view_;
  std::optional<HashTile> tile_;      // the block's, or else
  std::vector<merkle::Hash> leaves_;  // its leaves
  std::uint64_t block_ = 0;
  bool loaded_ = false;
};

LogView::Completed LogView::append(std::span<const merkle::Hash> leaves) {
  const std::unique_lock lock(mutex_);
  Completed completed{.first = size_ / kTileWidth, .tiles = {}};
  for (const merkle::Hash& leaf : leaves) {
    edge_.append(leaf);
    ++size_;
    if (edge_.size() < kTileWidth) continue;
    completed.tiles.push_back(HashTile::encode(edge_));
    carry(edge_.row(kTileHeight).front());
    edge_ = {};
  }
  return completed;
}

void LogView::append_tile(const merkle::Hash& root) {
  const std::unique_lock lock(mutex_);
  size_ += kTileWidth;
  carry(root);
}

// Complete subtrees join as they complete, like carries in binary addition.
void LogView::carry(merkle::Hash carried) {
  for (std::size_t level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    levels_[level].push_back(carried);
    const std::size_t count = levels_[level].size();
    if (count % 2 != 0) break;
    carried = merkle::node_hash(levels_[level][count - 2], levels_[level][count - 1]);
  }
}

void LogView::save(OctetWriter& out) const {
  const std::shared_lock lock(mutex_);
  out.value(size_);
  out.values(edge_.row(0));
  for (const auto& level : levels_) out.values(std::span<const merkle::Hash>(level));
}

// How many hashes there are of each kind follows from the size.
void LogView::load(OctetReader& in) {
  const std::unique_lock lock(mutex_);
  size_ = in.value<std::uint64_t>();
  const auto take = [&](std::vector<merkle::Hash>& hashes, std::uint64_t count) {
    constexpr std::uint64_t kPiece = 4096;  // a count that cannot be costs no memory
    while (hashes.size() < count && !in.failed()) {
      const std::size_t before = hashes.size();
      hashes.resize(before + static_cast<std::size_t>(std::min(count - before, kPiece)));
      in.values(std::span(hashes).subspan(before));
    }
  };
  std::vector<merkle::Hash> leaves;
  take(leaves, size_ % kTileWidth);
  for (const merkle::Hash& leaf : leaves) edge_.append(leaf);
  for (std::uint64_t count = size_ / kTileWidth; count > 0 && !in.failed(); count /= 2) {
    take(levels_.emplace_back(), count);
  }
}

std::uint64_t LogView::size() const {
  const std::shared_lock lock(mutex_);
  return size_;
}

Result<Bytes> LogView::tile(const Tile& tile, std::uint64_t size) const {
  if (!implied(tile, size)) return fail(no_such_tile(tile));
  Source source(*this);
  Bytes bytes;
  bytes.reserve(tile.width * sizeof(merkle::Hash));
  const auto add = [&](const merkle::Hash& hash) {
    bytes.insert(bytes.end(), hash.begin(), hash.end());
  };
  if (tile.level == 0) {
    CONCORDAT_TRY(leaves, source.leaves(tile.index));
    if (leaves.size() < tile.width) return fail(no_such_tile(tile));
    for (unsigned at = 0; at < tile.width; ++at) add(leaves[at]);
    return bytes;
  }
  for (unsigned at = 0; at < tile.width; ++at) {
    CONCORDAT_TRY(hash, source.hash({.level = tile.level * kTileHeight,
                                     .index = tile.index * kTileWidth + at}));
    add(hash);
  }
  return bytes;
}

Result<Bytes> LogView::bundle(std::uint64_t index, unsigned width, std::uint64_t size) const {
  const Tile tile{.level = 0, .index = index, .width = width};
  if (!implied(tile, size)) return fail(no_such_tile(tile));
  CONCORDAT_TRY(entries, store_.read(index * kTileWidth, index * kTileWidth + width));
  if (entries.size() != width) return fail(no_such_tile(tile));
  return log::encode_bundle(entries);
}

Result<std::vector<merkle::Hash>> LogView::inclusion(std::uint64_t index,
                                                     std::uint64_t size) const {
  if (index >= size) {
    return fail({.code = "log.no-such-entry", .arguments = {{"index", std::to_string(index)}}});
  }
  Source source(*this);
  return merkle::prove_inclusion(source, index, size);
}

Result<std::vector<merkle::Hash>> LogView::consistency(std::uint64_t from, std::uint64_t to) const {
  Source source(*this);
  return merkle::prove_consistency(source, from, to);
}

Result<merkle::Hash> LogView::root(std::uint64_t size) const {
  if (size == 0) return merkle::empty_root();
  Source source(*this);
  return merkle::range_root(source, 0, size);
}

Result<std::vector<merkle::Hash>> LogView::roots_of(
    const std::vector<merkle::Node>& subtrees) const {
  Source source(*this);
  std::vector<merkle::Hash> roots;
  for (const merkle::Node& subtree : subtrees) {
    CONCORDAT_TRY(root, source.hash(subtree));
    roots.push_back(root);
  }
  return roots;
}

Result<merkle::Frontier> LogView::frontier(std::uint64_t size) const {
  Source source(*this);
  std::vector<merkle::Hash> peaks;
  std::uint64_t covered = 0;
  for (unsigned level = 64; level-- > 0;) {
    const std::uint64_t count = std::uint64_t{1} << level;
    if ((size & count) == 0) continue;
    CONCORDAT_TRY(peak, source.hash({.level = level, .index = covered >> level}));
    peaks.push_back(peak);
    covered += count;
  }
  return merkle::Frontier::restore(size, std::move(peaks));
}

}  // namespace concordat::registry
