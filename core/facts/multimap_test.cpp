#include "core/facts/multimap.hpp"

#include <map>
#include <random>
#include <thread>

#include <doctest/doctest.h>

namespace concordat::facts {
namespace {

std::uint32_t below(std::mt19937& random, std::uint32_t limit) {
  return static_cast<std::uint32_t>(random() % limit);
}

std::vector<std::uint32_t> rows_of(const MultiMap& map, Key key) {
  std::vector<std::uint32_t> rows;
  map.visit(key, [&](std::uint32_t row) {
    rows.push_back(row);
    return true;
  });
  return rows;
}

TEST_CASE("a key that was never inserted has no rows") {
  const MultiMap map;
  CHECK_FALSE(map.contains(0));
  CHECK(rows_of(map, pack(1, 2)).empty());
}

TEST_CASE("rows come newest first, and a visit ends when it says so") {
  MultiMap map;
  for (std::uint32_t row = 0; row < 5; ++row) map.insert(pack(7, 7), row);
  map.insert(pack(7, 8), 99);
  CHECK(rows_of(map, pack(7, 7)) == std::vector<std::uint32_t>{4, 3, 2, 1, 0});
  int seen = 0;
  map.visit(pack(7, 7), [&](std::uint32_t) { return ++seen < 2; });
  CHECK(seen == 2);
}

TEST_CASE("it agrees with a map of the standard library") {
  MultiMap map;
  std::map<Key, std::vector<std::uint32_t>> oracle;
  std::mt19937 random(5);
  for (std::uint32_t row = 0; row < 40'000; ++row) {
    const Key key = pack(below(random, 97), below(random, 211));
    map.insert(key, row);
    auto& rows = oracle[key];
    rows.insert(rows.begin(), row);
  }
  for (std::uint32_t high = 0; high < 100; ++high) {
    for (std::uint32_t low = 0; low < 215; ++low) {
      const auto known = oracle.find(pack(high, low));
      const auto rows = rows_of(map, pack(high, low));
      REQUIRE(rows == (known == oracle.end() ? std::vector<std::uint32_t>{} : known->second));
    }
  }
}

TEST_CASE("readers see every row inserted before the count they were handed") {
  constexpr std::uint32_t kRows = 60'000;
  constexpr std::uint32_t kKeys = 5'000;
  MultiMap map;
  std::atomic<std::uint32_t> published{0};
  std::atomic<bool> consistent{true};
  const auto read = [&](unsigned seed) {
    std::mt19937 random(seed);
    for (std::uint32_t count = 0; count < kRows;) {
      count = published.load(std::memory_order_acquire);
      const std::uint32_t key = below(random, kKeys);
      std::uint32_t found = 0;
      std::uint32_t before = MultiMap::kNone;
      map.visit(key, [&](std::uint32_t row) {
        if (row % kKeys != key || row >= before) consistent = false;
        before = row;
        if (row < count) ++found;
        return true;
      });
      const std::uint32_t expected = count / kKeys + (key < count % kKeys ? 1 : 0);
      if (found != expected) consistent = false;
    }
  };
  std::vector<std::thread> readers;
  for (unsigned seed = 1; seed <= 3; ++seed) readers.emplace_back(read, seed);
  for (std::uint32_t row = 0; row < kRows; ++row) {
    map.insert(row % kKeys, row);
    published.store(row + 1, std::memory_order_release);
  }
  for (std::thread& reader : readers) reader.join();
  CHECK(consistent);
}

}  // namespace
}  // namespace concordat::facts
