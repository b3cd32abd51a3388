#include "core/log/fsck.hpp"

#include <algorithm>

#include "core/log/entry.hpp"
#include "core/merkle/frontier.hpp"

namespace concordat::log {
namespace {

using merkle::kTileWidth;
using merkle::Tile;
using merkle::TileKind;

// The number of entries under one hash of a tile of this level.
std::uint64_t entries_per_hash(unsigned level) { return std::uint64_t{1} << (8 * level); }

class Check {
 public:
  Check(EntrySource& entries, const FsckPlan& plan) : entries_(entries), plan_(plan) {
    for (const Checkpoint& one : plan.older) {
      if (admit(one)) checkpoints_.push_back(&one);
    }
    checkpoints_.push_back(&plan.checkpoint);
    std::ranges::sort(checkpoints_, {}, &Checkpoint::size);
  }

  FsckReport run() {
    compare_roots();
    for (std::uint64_t index = 0; index < plan_.checkpoint.size && !stopped_; ++index) {
      auto bytes = entries_.entry(index);
      if (bytes) {
        take(index, std::move(*bytes));
      } else {
        report("fsck.entry-unreadable", index, bytes.error().code);
        hole_ = true;
      }
    }
    if (plan_.tiles && !stopped_ && !hole_) finish_tiles();
    result_.root = frontier_.root();
    return std::move(result_);
  }

 private:
  bool admit(const Checkpoint& older) {
    if (older.origin != plan_.checkpoint.origin) {
      report("fsck.origin", older.size, {});
      return false;
    }
    if (older.size > plan_.checkpoint.size) {
      report("fsck.size", older.size, {});
      return false;
    }
    return true;
  }

  void take(std::uint64_t index, Bytes bytes) {
    ++result_.entries_read;
    check_form(index, bytes);
    // Beyond an entry without a hash there is no tree that could be compared; forms still can.
    if (hole_) return;
    const merkle::Hash leaf = merkle::leaf_hash(bytes);
    frontier_.append(leaf);
    if (plan_.tiles) {
      bundle_.push_back(std::move(bytes));
      if (bundle_.size() == kTileWidth) compare_bundle();
      for (const merkle::TileBuilder::Built& built : builder_.append(leaf)) compare_tile(built);
    }
    compare_roots();
  }

  void check_form(std::uint64_t index, ByteView bytes) {
    const auto entry = decode_entry(bytes);
    if (!entry) {
      report("fsck.entry-form", index, entry.error().code, entry.error().place);
      return;
    }
    if (entry->recorded < latest_) report("fsck.recorded", index, {});
    latest_ = std::max(latest_, entry->recorded);
  }

  // Every checkpoint of the size reached now.
  void compare_roots() {
    while (next_checkpoint_ < checkpoints_.size() &&
           checkpoints_[next_checkpoint_]->size == frontier_.size()) {
      if (checkpoints_[next_checkpoint_]->root != frontier_.root()) {
        report("fsck.root", frontier_.size(), {});
      }
      ++next_checkpoint_;
    }
  }

  void finish_tiles() {
    for (const merkle::TileBuilder::Built& built : builder_.partial()) compare_tile(built);
    if (!bundle_.empty()) compare_bundle();
  }

  void compare_tile(const merkle::TileBuilder::Built& built) {
    const std::uint64_t first = built.tile.index * kTileWidth * entries_per_hash(built.tile.level);
    const std::string path = merkle::tile_path(built.tile);
    const auto bytes = plan_.tiles->read(built.tile);
    ++result_.tiles_read;
    if (!bytes) return report("fsck.tile", first, bytes.error().code, path);
    const auto hashes = merkle::tile_hashes(*bytes, built.tile.width);
    if (!hashes) return report("fsck.tile", first, hashes.error().code, path);
    for (std::size_t i = 0; i < hashes->size(); ++i) {
      if ((*hashes)[i] == built.hashes[i]) continue;
      const std::uint64_t index = first + i * entries_per_hash(built.tile.level);
      report(built.tile.level == 0 ? "fsck.leaf" : "fsck.tile", index, {}, path);
    }
  }

  void compare_bundle() {
    const std::uint64_t first = frontier_.size() - bundle_.size();
    const Tile tile{TileKind::kEntries, 0, first / kTileWidth,
                    static_cast<unsigned>(bundle_.size())};
    const std::vector<Bytes> expected = std::exchange(bundle_, {});
    const std::string path = merkle::tile_path(tile);
    const auto bytes = plan_.tiles->read(tile);
    ++result_.tiles_read;
    if (!bytes) return report("fsck.bundle", first, bytes.error().code, path);
    const auto entries = decode_bundle(*bytes, expected.size());
    if (!entries) return report("fsck.bundle", first, entries.error().code, path);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if ((*entries)[i] != expected[i]) report("fsck.bundle", first + i, {}, path);
    }
  }

  void report(std::string code, std::uint64_t index, std::string cause, std::string place = {}) {
    if (result_.findings.size() == plan_.max_findings) {
      result_.truncated = true;
      stopped_ = true;
      return;
    }
    Error error{.code = std::move(code), .place = std::move(place)};
    error.arguments.emplace_back("index", std::to_string(index));
    if (!cause.empty()) error.arguments.emplace_back("cause", std::move(cause));
    result_.findings.push_back({std::move(error), index});
  }

  EntrySource& entries_;
  const FsckPlan& plan_;
  std::vector<const Checkpoint*> checkpoints_;  // by size
  std::size_t next_checkpoint_ = 0;
  merkle::Frontier frontier_;
  merkle::TileBuilder builder_;
  std::vector<Bytes> bundle_;
  Instant latest_{};
  bool hole_ = false;
  bool stopped_ = false;
  FsckReport result_;
};

}  // namespace

FsckReport fsck(EntrySource& entries, const FsckPlan& plan) { return Check(entries, plan).run(); }

}  // namespace concordat::log
