#include "registry/ports/store_rules.hpp"

#include <doctest/doctest.h>

namespace concordat {

TEST_CASE("an entry may fill 16 bits of length, not more") {
  std::vector<Bytes> entries = {Bytes(kMaxEntryBytes), Bytes{}};
  CHECK(check_entries({.entries = &entries}));
  entries.push_back(Bytes(kMaxEntryBytes + 1));
  const Status refused = check_entries({.entries = &entries});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store.entry-too-large");
  CHECK(refused.error().place == "entry 2 of the batch");
}

TEST_CASE("only the newest epoch writes, and 0 is nobody's") {
  CHECK(check_epoch(3, 3));
  for (const auto& [epoch, newest] : {std::pair{2U, 3U}, {4U, 3U}, {0U, 0U}, {0U, 3U}}) {
    REQUIRE_FALSE(check_epoch(epoch, newest));
    CHECK(check_epoch(epoch, newest).error().code == "store.fenced");
  }
}

TEST_CASE("positions move forward and stay within the entries") {
  CHECK(check_position(5, 5, 9));
  CHECK(check_position(9, 5, 9));
  CHECK_FALSE(check_position(4, 5, 9));
  CHECK_FALSE(check_position(10, 5, 9));
  CHECK(check_expected_size(9, 9));
  CHECK_FALSE(check_expected_size(8, 9));
}

TEST_CASE("a row comes from an entry that the position covers") {
  Store::SearchRow row;
  row.entry = 6;
  CHECK(check_rows({row}, 7));
  REQUIRE_FALSE(check_rows({row}, 6));
  CHECK(check_rows({row}, 6).error().code == "store.conflict");
}

TEST_CASE("tiles follow each other and lie within the entries") {
  const std::vector<Bytes> two(2, Bytes(8));
  CHECK(check_tiles(0, two, 0, 2 * kTileEntries));
  CHECK(check_tiles(1, two, 5, 3 * kTileEntries));
  CHECK(check_tiles(2, {}, 2, 2 * kTileEntries));
  CHECK_FALSE(check_tiles(1, two, 0, 9 * kTileEntries));
  CHECK_FALSE(check_tiles(0, two, 0, 2 * kTileEntries - 1));
  CHECK_FALSE(check_tiles(~std::uint64_t{0}, two, ~std::uint64_t{0}, ~std::uint64_t{0}));
  const Status refused = check_tiles(3, {Bytes(8), Bytes(kMaxTileBytes + 1)}, 3, 9 * kTileEntries);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store.entry-too-large");
  CHECK(refused.error().place == "tile 4");
}

}  // namespace concordat
