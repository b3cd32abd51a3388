#include "core/log/fsck.hpp"

#include <map>
#include <string>

#include <doctest/doctest.h>

#include "core/log/entry.hpp"
#include "core/merkle/frontier.hpp"

namespace concordat::log {
namespace {

constexpr std::uint64_t kSize = 600;

class Entries final : public EntrySource {
 public:
  Result<Bytes> entry(std::uint64_t index) override {
    if (index >= entries.size() || entries[index].empty()) return fail({.code = "store.corrupt"});
    return entries[index];
  }
  std::vector<Bytes> entries;
};

class Tiles final : public merkle::TileReader {
 public:
  Result<Bytes> read(const merkle::Tile& tile) override {
    const auto found = tiles.find(merkle::tile_path(tile));
    if (found == tiles.end()) return fail({.code = "tile.missing"});
    return found->second;
  }
  std::map<std::string, Bytes> tiles;
};

// A sound log with everything published, and checkpoints at three sizes.
struct Log {
  Entries entries;
  Tiles tiles;
  FsckPlan plan;

  Log() {
    merkle::Tree tree;
    merkle::Frontier frontier;
    for (std::uint64_t i = 0; i < kSize; ++i) {
      const auto recorded = static_cast<std::int64_t>(1'000 + i / 2);
      entries.entries.push_back(*encode_entry({{recorded}, false, "s" + std::to_string(i)}));
      const merkle::Hash leaf = merkle::leaf_hash(entries.entries.back());
      tree.append(leaf);
      frontier.append(leaf);
      if (frontier.size() == 100 || frontier.size() == 500) {
        plan.older.push_back({"example.org/log", frontier.size(), frontier.root(), {}});
      }
    }
    plan.older.push_back({"example.org/log", 0, merkle::empty_root(), {}});
    plan.checkpoint = {"example.org/log", kSize, frontier.root(), {}};
    for (const merkle::Tile& tile : merkle::tiles_added(0, kSize)) {
      if (tile.kind == merkle::TileKind::kHashes) {
        tiles.tiles[tile_path(tile)] = *merkle::tile_bytes(tree, tile);
      } else {
        const auto first = tile.index * merkle::kTileWidth;
        tiles.tiles[tile_path(tile)] =
            *encode_bundle(std::span(entries.entries).subspan(first, tile.width));
      }
    }
    plan.tiles = &tiles;
  }

  FsckReport check() { return fsck(entries, plan); }
};

bool has(const FsckReport& report, std::string_view code, std::uint64_t index) {
  for (const Finding& finding : report.findings) {
    if (finding.error.code == code && finding.index == index) return true;
  }
  return false;
}

TEST_CASE("a sound log is found sound, with and without its tiles") {
  Log log;
  const FsckReport report = log.check();
  CHECK(report.sound());
  CHECK(report.entries_read == kSize);
  CHECK(report.tiles_read == 3 + 1 + 3);
  CHECK(report.root == log.plan.checkpoint.root);
  log.plan.tiles = nullptr;
  CHECK(log.check().sound());
  CHECK(log.check().tiles_read == 0);
}

TEST_CASE("the empty log is sound") {
  Entries none;
  Tiles no_tiles;
  FsckPlan plan;
  plan.checkpoint = {"example.org/log", 0, merkle::empty_root(), {}};
  plan.tiles = &no_tiles;
  CHECK(fsck(none, plan).sound());
  plan.checkpoint.root[0] ^= 1;
  CHECK(has(fsck(none, plan), "fsck.root", 0));
}

TEST_CASE("one flipped bit in any entry is found at that entry") {
  for (const std::uint64_t index : {0u, 1u, 255u, 256u, 511u, 512u, 599u}) {
    CAPTURE(index);
    Log log;
    log.entries.entries[index].back() ^= 0x10;
    const FsckReport report = log.check();
    CHECK(has(report, "fsck.leaf", index));
    CHECK(has(report, "fsck.bundle", index));
    CHECK(has(report, "fsck.root", kSize));
    CHECK(has(report, "fsck.root", 100) == (index < 100));
    CHECK(has(report, "fsck.root", 500) == (index < 500));
    for (const Finding& finding : report.findings) {
      if (finding.error.code == "fsck.leaf") CHECK(finding.index == index);
    }
    // Without tiles the checkpoints still narrow it down.
    log.plan.tiles = nullptr;
    CHECK(has(log.check(), "fsck.root", 100) == (index < 100));
  }
}

TEST_CASE("one flipped bit in any tile or bundle is found in it, and the log itself is sound") {
  const Log sound;
  for (const auto& [path, bytes] : sound.tiles.tiles) {
    for (std::size_t at = 0; at < bytes.size(); at += bytes.size() / 5) {
      CAPTURE(path);
      CAPTURE(at);
      Log log;
      log.tiles.tiles[path][at] ^= 0x04;
      const FsckReport report = log.check();
      REQUIRE(report.findings.size() >= 1);
      for (const Finding& finding : report.findings) CHECK(finding.error.place == path);
      CHECK(report.root == log.plan.checkpoint.root);
    }
    Log log;
    log.tiles.tiles.erase(path);
    REQUIRE(log.check().findings.size() == 1);
    CHECK(log.check().findings[0].error.place == path);
    log.tiles.tiles[path] = Bytes(bytes.begin(), bytes.end() - 1);
    CHECK(log.check().findings.size() == 1);
  }
}

TEST_CASE("a damaged hash is placed at the entry under it") {
  Log log;
  log.tiles.tiles["tile/0/001"][32 * 44] ^= 1;
  log.tiles.tiles["tile/1/000.p/2"][32] ^= 1;
  const FsckReport report = log.check();
  CHECK(report.findings.size() == 2);
  CHECK(has(report, "fsck.leaf", 256 + 44));
  CHECK(has(report, "fsck.tile", 256));
}

TEST_CASE("entries that do not decode, go back in time or cannot be read are named") {
  Log log;
  log.plan.tiles = nullptr;
  log.entries.entries[40][0] = 9;
  log.entries.entries[77] = *encode_entry({{5}, false, "late"});
  FsckReport report = log.check();
  CHECK(has(report, "fsck.entry-form", 40));
  CHECK(has(report, "fsck.recorded", 77));
  CHECK_FALSE(has(report, "fsck.recorded", 78));
  log.entries.entries[50].clear();
  log.entries.entries[590].clear();
  report = log.check();
  CHECK(has(report, "fsck.entry-unreadable", 50));
  CHECK(has(report, "fsck.entry-unreadable", 590));
  CHECK(has(report, "fsck.recorded", 77));
  CHECK(report.entries_read == kSize - 2);
}

TEST_CASE("a log cut short, an exchanged order and a foreign checkpoint are found") {
  Log log;
  log.entries.entries.resize(590);
  CHECK(has(log.check(), "fsck.entry-unreadable", 590));

  Log swapped;
  std::swap(swapped.entries.entries[10], swapped.entries.entries[11]);
  CHECK(has(swapped.check(), "fsck.leaf", 10));
  CHECK(has(swapped.check(), "fsck.leaf", 11));

  Log foreign;
  foreign.plan.older[0].origin = "example.org/other";
  foreign.plan.older[1].size = kSize + 1;
  const FsckReport report = foreign.check();
  CHECK(report.findings.size() == 2);
  CHECK(has(report, "fsck.origin", 100));
  CHECK(has(report, "fsck.size", kSize + 1));
}

TEST_CASE("a log that is wrong everywhere gives a bounded report") {
  Log log;
  for (Bytes& entry : log.entries.entries) entry[0] = 7;
  log.plan.max_findings = 20;
  const FsckReport report = log.check();
  CHECK(report.findings.size() == 20);
  CHECK(report.truncated);
  CHECK_FALSE(report.sound());
}

}  // namespace
}  // namespace concordat::log
