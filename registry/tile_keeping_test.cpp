#include "registry/tile_keeping.hpp"

#include <doctest/doctest.h>

#include "adapters/memory/memory_store.hpp"
#include "registry/hash_tile.hpp"

namespace concordat::registry {
namespace {

using memory::Medium;
using memory::MemoryStore;

constexpr std::uint64_t kBlocks = 3;

// A store of three whole blocks and a few entries, without tiles.
struct Scene {
  MemoryStore store{std::make_shared<Medium>()};
  std::vector<Bytes> tiles;

  Scene() {
    std::vector<Bytes> entries;
    for (std::uint64_t at = 0; at < kBlocks * kTileEntries + 7; ++at) {
      entries.push_back({static_cast<std::uint8_t>(at), static_cast<std::uint8_t>(at >> 8)});
    }
    const auto epoch = store.take_epoch();
    REQUIRE(store.append({.epoch = *epoch, .expected_size = 0, .entries = &entries}));
    for (std::uint64_t block = 0; block < kBlocks; ++block) {
      std::vector<merkle::Hash> leaves;
      for (std::uint64_t at = 0; at < kTileEntries; ++at) {
        leaves.push_back(merkle::leaf_hash(entries[block * kTileEntries + at]));
      }
      merkle::Hash root;
      tiles.push_back(HashTile::encode(leaves, root));
    }
  }
};

}  // namespace

TEST_CASE("tiles that a crash lost are made from the entries, as far as is asked") {
  Scene scene;
  TileKeeping keeping(&scene.store);
  CHECK(keeping.first_missing() == 0);
  keeping.make_up_to(2);
  CHECK(keeping.first_missing() == 2);
  CHECK(scene.store.tiles().value() == 2);
  CHECK(scene.store.tile(0).value() == scene.tiles[0]);
  CHECK(scene.store.tile(1).value() == scene.tiles[1]);
  keeping.make_up_to(1);
  CHECK(scene.store.tiles().value() == 2);
  // The last block is not whole: there is nothing to make.
  keeping.make_up_to(kBlocks + 1);
  CHECK(scene.store.tiles().value() == kBlocks);
}

TEST_CASE("of completed tiles those are put that are missing, without a gap") {
  Scene scene;
  REQUIRE(scene.store.put_tiles(0, {scene.tiles[0]}));
  TileKeeping keeping(&scene.store);
  CHECK(keeping.first_missing() == 1);
  keeping.put({.first = 2, .tiles = {scene.tiles[2]}});
  CHECK(scene.store.tiles().value() == 1);
  // What the store has need not be made again: it is empty here, and stays as it was.
  keeping.put({.first = 0, .tiles = {Bytes{}, scene.tiles[1], scene.tiles[2]}});
  CHECK(scene.store.tiles().value() == kBlocks);
  CHECK(scene.store.tile(0).value() == scene.tiles[0]);
  CHECK(scene.store.tile(2).value() == scene.tiles[2]);
}

TEST_CASE("whoever may not write keeps no tiles") {
  TileKeeping keeping(nullptr);
  keeping.make_up_to(5);
  keeping.put({.first = 0, .tiles = {Bytes{1}}});
  CHECK(keeping.first_missing() > kBlocks);
}

}  // namespace concordat::registry
