#include "core/merkle/tile.hpp"

#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "core/merkle/frontier.hpp"
#include "core/merkle/proof.hpp"

namespace concordat::merkle {
namespace {

Hash leaf(std::uint64_t i) { return leaf_hash(bytes_of("entry " + std::to_string(i))); }

// Tiles in memory, as a builder made them.
class KeptTiles final : public TileReader {
 public:
  void keep(const std::vector<TileBuilder::Built>& built) {
    for (const TileBuilder::Built& one : built) {
      Bytes bytes;
      for (const Hash& hash : one.hashes) bytes.insert(bytes.end(), hash.begin(), hash.end());
      tiles[tile_path(one.tile)] = bytes;
    }
  }
  Result<Bytes> read(const Tile& tile) override {
    ++reads;
    const auto found = tiles.find(tile_path(tile));
    if (found == tiles.end()) return fail({.code = "tile.missing", .place = tile_path(tile)});
    return found->second;
  }

  std::map<std::string, Bytes> tiles;
  int reads = 0;
};

TEST_CASE("paths are printed as the specification shows and read back") {
  const std::pair<Tile, std::string_view> cases[] = {
      {{TileKind::kHashes, 0, 1'234'067, 256}, "tile/0/x001/x234/067"},
      {{TileKind::kHashes, 0, 0, 256}, "tile/0/000"},
      {{TileKind::kHashes, 1, 0, 1}, "tile/1/000.p/1"},
      {{TileKind::kHashes, 63, 999, 255}, "tile/63/999.p/255"},
      {{TileKind::kHashes, 7, 1000, 256}, "tile/7/x001/000"},
      {{TileKind::kEntries, 0, 1'000'000, 9}, "tile/entries/x001/x000/000.p/9"},
      {{TileKind::kHashes, 0, kMaxTileIndex, 256}, "tile/0/x072/x057/x594/x037/x927/935"}};
  for (const auto& [tile, path] : cases) {
    CHECK(tile_path(tile) == path);
    CHECK(parse_tile_path(path) == tile);
  }
  for (std::uint64_t index = 0; index < 3'000'000; index += 997) {
    const Tile tile{TileKind::kHashes, 3, index, static_cast<unsigned>(index % 256) + 1};
    REQUIRE(parse_tile_path(tile_path(tile)) == tile);
  }
}

TEST_CASE("every other spelling of a path is refused") {
  for (const std::string_view path : {"",
                                      "tile",
                                      "tile/",
                                      "tile/0",
                                      "tile/0/",
                                      "/tile/0/000",
                                      "tile//000",
                                      "tile/64/000",
                                      "tile/00/000",
                                      "tile/01/000",
                                      "tile/-1/000",
                                      "tile/+1/000",
                                      "tile/0x1/000",
                                      "tile/100/000",
                                      "tile/0/0",
                                      "tile/0/00",
                                      "tile/0/0000",
                                      "tile/0/x000",
                                      "tile/0/x000/000",
                                      "tile/0/x000/001",
                                      "tile/0/001/000",
                                      "tile/0/x001/x000",
                                      "tile/0/x001",
                                      "tile/0/x001/",
                                      "tile/0/x01/000",
                                      "tile/0/X001/000",
                                      "tile/0/000/",
                                      "tile/0/000.p",
                                      "tile/0/000.p/",
                                      "tile/0/000.p/0",
                                      "tile/0/000.p/01",
                                      "tile/0/000.p/256",
                                      "tile/0/000.p/1000",
                                      "tile/0/000.p/-1",
                                      "tile/0/000.p/1/",
                                      "tile/0/000.p/1.p/1",
                                      "tile/0/.p/1",
                                      "tile/0/0 0",
                                      "tile/0/000 ",
                                      "tile/Entries/000",
                                      "tile/entries/",
                                      "tile/entries",
                                      "tile/data/000",
                                      "tile/0/000\n",
                                      "tile/0/x072/x057/x594/x037/x927/936",
                                      "tile/0/x999/x999/x999/x999/x999/x999/x999/999"}) {
    CAPTURE(path);
    CHECK(parse_tile_path(path).error().code == "tile.path");
  }
}

TEST_CASE("widths at 256 and at 70,000 are those of the specification") {
  CHECK(full_tiles(0, 256) == 1);
  CHECK(partial_width(0, 256) == 0);
  CHECK(full_tiles(1, 256) == 0);
  CHECK(partial_width(1, 256) == 1);
  CHECK(partial_width(2, 256) == 0);
  CHECK(full_tiles(0, 70'000) == 273);
  CHECK(partial_width(0, 70'000) == 112);
  CHECK(full_tiles(1, 70'000) == 1);
  CHECK(partial_width(1, 70'000) == 17);
  CHECK(full_tiles(2, 70'000) == 0);
  CHECK(partial_width(2, 70'000) == 1);
  CHECK(partial_width(3, 70'000) == 0);
  CHECK(partial_width(63, ~std::uint64_t{0}) == 0);
  CHECK(partial_width(7, ~std::uint64_t{0}) == 255);
  CHECK(tile_width(0, 272, 70'000) == 256);
  CHECK(tile_width(0, 273, 70'000) == 112);
  CHECK(tile_width(0, 274, 70'000) == 0);
  CHECK(tile_width(8, 0, 70'000) == 0);
  CHECK(is_within({TileKind::kHashes, 0, 273, 112}, 70'000));
  CHECK(is_within({TileKind::kHashes, 0, 273, 5}, 70'000));
  CHECK_FALSE(is_within({TileKind::kHashes, 0, 273, 113}, 70'000));
  CHECK_FALSE(is_within({TileKind::kHashes, 0, 273, 256}, 70'000));
  CHECK_FALSE(is_within({TileKind::kHashes, 0, 274, 1}, 70'000));
}

TEST_CASE("a growing log adds each full tile once and a partial tile for each size") {
  CHECK(tiles_added(0, 0).empty());
  CHECK(tiles_added(7, 7).empty());
  CHECK(tiles_added(0, 1) ==
        std::vector<Tile>{{TileKind::kHashes, 0, 0, 1}, {TileKind::kEntries, 0, 0, 1}});
  CHECK(tiles_added(255, 256) == std::vector<Tile>{{TileKind::kHashes, 0, 0, 256},
                                                   {TileKind::kHashes, 1, 0, 1},
                                                   {TileKind::kEntries, 0, 0, 256}});
  CHECK(tiles_added(256, 258) ==
        std::vector<Tile>{{TileKind::kHashes, 0, 1, 2}, {TileKind::kEntries, 0, 1, 2}});
  CHECK(tiles_added(0, 70'000).size() == 273 + 1 + 1 + 1 + 1 + 273 + 1);
  // Whatever the steps, the full tiles are those of the last size.
  std::multiset<std::string> full;
  std::uint64_t old_size = 0;
  for (std::uint64_t size = 3; size <= 2'000; size += size / 3 + 1) {
    for (const Tile& tile : tiles_added(old_size, size)) {
      CHECK(is_within(tile, size));
      CHECK_FALSE(is_within(tile, old_size));
      if (tile.width == kTileWidth) full.insert(tile_path(tile));
    }
    old_size = size;
  }
  std::multiset<std::string> expected;
  for (const Tile& tile : tiles_added(0, old_size)) {
    if (tile.width == kTileWidth) expected.insert(tile_path(tile));
  }
  CHECK(full == expected);
}

TEST_CASE("tiles built from leaves are those of the tree, and every proof can be made from them") {
  Tree tree;
  TileBuilder builder;
  KeptTiles kept;
  constexpr std::uint64_t kSize = 70'000;
  for (std::uint64_t i = 0; i < kSize; ++i) {
    tree.append(leaf(i));
    kept.keep(builder.append(leaf(i)));
  }
  kept.keep(builder.partial());
  CHECK(builder.size() == kSize);
  std::size_t hash_tiles = 0;
  for (const Tile& tile : tiles_added(0, kSize)) {
    if (tile.kind != TileKind::kHashes) continue;
    ++hash_tiles;
    CHECK(kept.tiles[tile_path(tile)] == *tile_bytes(tree, tile));
  }
  CHECK(kept.tiles.size() == hash_tiles);

  const Hash root = *range_root(tree, 0, kSize);
  for (std::uint64_t index = 0; index < kSize; index += 4'999) {
    TileHashes source(kept, kSize);
    const auto proof = prove_inclusion(source, index, kSize);
    REQUIRE(proof);
    CHECK(*proof == *prove_inclusion(tree, index, kSize));
    CHECK(verify_inclusion({index, kSize, leaf(index)}, *proof, root));
  }
  for (std::uint64_t old_size = 1; old_size <= kSize; old_size += 6'007) {
    TileHashes source(kept, kSize);
    CHECK(*prove_consistency(source, old_size, kSize) == *prove_consistency(tree, old_size, kSize));
  }
  TileHashes source(kept, kSize);
  CHECK(range_root(source, 0, kSize) == root);
  kept.reads = 0;
  TileHashes fresh(kept, kSize);
  REQUIRE(prove_inclusion(fresh, 1, kSize));
  CHECK(kept.reads <= 7);
}

TEST_CASE("a partial tile that was replaced by the full one is found in it") {
  Tree tree;
  TileBuilder builder;
  KeptTiles kept;
  for (std::uint64_t i = 0; i < 512; ++i) {
    tree.append(leaf(i));
    kept.keep(builder.append(leaf(i)));
    if (builder.size() == 300) kept.keep(builder.partial());
  }
  // Once the tile is full its partial predecessors may go.
  CHECK(kept.tiles.erase("tile/0/001.p/44") == 1);
  TileHashes source(kept, 300);
  CHECK(range_root(source, 0, 300) == *range_root(tree, 0, 300));
  // Nothing beyond the size is served, though the full tile holds it.
  CHECK(source.hash({0, 300}).error().code == "merkle.node-missing");
  CHECK(source.hash({3, 37}).error().code == "merkle.node-missing");
  CHECK(source.hash({60, 0}).error().code == "merkle.node-missing");
}

TEST_CASE("a missing or misshapen tile is an error, not a hash") {
  KeptTiles kept;
  TileHashes missing(kept, 10);
  CHECK(missing.hash({0, 3}).error().code == "tile.missing");
  kept.tiles["tile/0/000.p/10"] = Bytes(319);
  TileHashes misshapen(kept, 10);
  CHECK(misshapen.hash({0, 3}).error().code == "tile.length");
  CHECK(tile_hashes(Bytes(64), 1).error().code == "tile.length");
  CHECK(tile_hashes(Bytes(64), 2)->size() == 2);
}

}  // namespace
}  // namespace concordat::merkle
