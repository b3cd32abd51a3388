// Re-derives a log from its entries and says what is wrong and where.
//
// Nothing that was computed before is believed: every entry is decoded, every leaf hashed again,
// every tile built again. One pass, in order, with some 16 kB a tile level of memory.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.hpp"
#include "core/log/checkpoint.hpp"
#include "core/merkle/tile.hpp"

namespace concordat::log {

// The entries of a log, asked for in order, each once.
class EntrySource {
 public:
  virtual ~EntrySource() = default;
  [[nodiscard]] virtual Result<Bytes> entry(std::uint64_t index) = 0;
};

// What to check besides the entries themselves.
struct FsckPlan {
  // The newest checkpoint: how far to read, and the root to arrive at.
  Checkpoint checkpoint;
  // Older ones, in any order. Each one's root must be that of its prefix; they also narrow down
  // where a damage lies when there are no tiles.
  std::vector<Checkpoint> older;
  // Published tiles, hashes and entry bundles, when there are any; not owned.
  merkle::TileReader* tiles = nullptr;
  // A broken log can be wrong in every entry; a report of that length helps nobody.
  std::size_t max_findings = 1'000;
};

struct Finding {
  // Codes:
  //   fsck.entry-unreadable   the source does not return it (argument "cause")
  //   fsck.entry-form         it does not decode (argument "cause")
  //   fsck.recorded           recorded earlier than the entry before it
  //   fsck.leaf               its leaf hash is not the one in the published tile
  //   fsck.tile               a published tile is missing, misshapen, or holds another hash than
  //   the
  //                           tiles below it give (place: the path of the tile)
  //   fsck.bundle             a published bundle is missing or holds another entry
  //   fsck.root               the root is not the checkpoint's; the index is the checkpoint's size
  //   fsck.origin             an older checkpoint is another log's; the index is its size
  //   fsck.size               an older checkpoint is larger than the newest one
  Error error;
  std::uint64_t index = 0;  // of the first entry concerned
};

struct FsckReport {
  std::uint64_t entries_read = 0;
  std::uint64_t tiles_read = 0;
  merkle::Hash root = {};  // as derived; meaningful when every entry could be read
  std::vector<Finding> findings;
  bool truncated = false;  // there was more to find than `max_findings`
  [[nodiscard]] bool sound() const { return findings.empty(); }
};

[[nodiscard]] FsckReport fsck(EntrySource& entries, const FsckPlan& plan);

}  // namespace concordat::log
