#include "core/base/hash_index.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

namespace concordat {
namespace {

std::uint32_t mixed(std::uint32_t number) {
  std::uint64_t wide = number * 0x9E3779B97F4A7C15;
  wide ^= wide >> 32;
  return static_cast<std::uint32_t>(wide * 0xBF58476D1CE4E5B9 >> 24);
}

std::uint32_t look_up(const HashIndex& index, std::uint32_t number,
                      std::uint32_t (*hash)(std::uint32_t)) {
  return index.find(hash(number), [&](std::uint32_t found) { return found == number; });
}

TEST_CASE("what was inserted is found at every size, and nothing else") {
  constexpr std::uint32_t kCount = 30'000;
  HashIndex index;
  for (std::uint32_t number = 0; number < kCount; ++number) {
    REQUIRE(look_up(index, number, mixed) == HashIndex::kNone);
    index.insert(mixed(number), number, mixed);
    if (number % 1000 != 0) continue;
    for (std::uint32_t known = 0; known <= number; ++known) {
      REQUIRE(look_up(index, known, mixed) == known);
    }
  }
  CHECK(index.size() == kCount);
  CHECK(look_up(index, kCount, mixed) == HashIndex::kNone);
}

TEST_CASE("hashes that are all alike make it slow and not wrong") {
  const auto same = [](std::uint32_t) -> std::uint32_t { return 7; };
  HashIndex index;
  for (std::uint32_t number = 0; number < 2000; ++number) index.insert(7, number, same);
  for (std::uint32_t number = 0; number < 2000; ++number) {
    REQUIRE(look_up(index, number, same) == number);
  }
  CHECK(look_up(index, 2000, same) == HashIndex::kNone);
}

TEST_CASE("a number gives way to another of its key") {
  const auto key = [](std::uint32_t number) { return mixed(number % 1000); };
  HashIndex index;
  for (std::uint32_t number = 0; number < 1000; ++number) index.insert(key(number), number, key);
  for (std::uint32_t number = 1000; number < 5000; ++number) {
    index.replace(key(number), number - 1000, number);
  }
  for (std::uint32_t number = 4000; number < 5000; ++number) {
    REQUIRE(index.find(key(number), [&](std::uint32_t found) {
      return found % 1000 == number % 1000;
    }) == number);
  }
  CHECK(index.size() == 1000);
}

TEST_CASE("readers find what is there and nothing else while the writer inserts") {
  constexpr std::uint32_t kCount = 200'000;
  HashIndex index;
  std::atomic<std::uint32_t> inserted{0};
  std::atomic<std::size_t> wrong{0};
  const auto read = [&] {
    std::uint64_t state = 1;
    while (inserted.load(std::memory_order_acquire) < kCount) {
      const std::uint32_t known = inserted.load(std::memory_order_acquire);
      state = state * 6364136223846793005 + 1442695040888963407;
      const auto number = static_cast<std::uint32_t>(state >> 33) % kCount;
      const std::uint32_t found = look_up(index, number, mixed);
      if (found == HashIndex::kNone && number < known) ++wrong;
      if (found != HashIndex::kNone && found != number) ++wrong;
    }
  };
  std::thread first(read);
  std::thread second(read);
  for (std::uint32_t number = 0; number < kCount; ++number) {
    index.insert(mixed(number), number, mixed);
    inserted.store(number + 1, std::memory_order_release);
  }
  first.join();
  second.join();
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace concordat
