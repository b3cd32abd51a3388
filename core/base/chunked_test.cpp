#include "core/base/chunked.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

namespace concordat {
namespace {

TEST_CASE("elements keep their place and their value") {
  Chunked<std::string> texts;
  CHECK(texts.empty());
  std::vector<const std::string*> addresses;
  constexpr std::size_t kCount = 20'000;
  for (std::size_t index = 0; index < kCount; ++index) {
    REQUIRE(texts.push_back(std::to_string(index)) == index);
    addresses.push_back(&texts[index]);
  }
  REQUIRE(texts.size() == kCount);
  for (std::size_t index = 0; index < kCount; ++index) {
    REQUIRE(&texts[index] == addresses[index]);
    REQUIRE(texts[index] == std::to_string(index));
  }
}

TEST_CASE("elements are constructed in place and destroyed once") {
  const auto owner = std::make_shared<int>(7);
  {
    Chunked<std::shared_ptr<int>> owners;
    for (int count = 0; count < 3000; ++count) owners.push_back(owner);
    CHECK(owner.use_count() == 3001);
  }
  CHECK(owner.use_count() == 1);

  Chunked<std::unique_ptr<int>> movable;
  movable.push_back(std::make_unique<int>(3));
  CHECK(*movable[0] == 3);

  Chunked<std::atomic<int>> immovable;
  immovable.push_back(5);
  immovable[0].store(6);
  CHECK(immovable[0].load() == 6);
}

TEST_CASE("runs cover every element once, in order") {
  Chunked<std::uint32_t> numbers;
  constexpr std::size_t kCount = 10'000;
  for (std::uint32_t number = 0; number < kCount; ++number) numbers.push_back(number);
  for (const std::size_t from : {0UL, 1UL, 1023UL, 1024UL, 1025UL, 3071UL, 3072UL, 9999UL}) {
    std::size_t at = from;
    while (at < kCount) {
      const auto run = numbers.run(at, kCount);
      REQUIRE_FALSE(run.empty());
      for (const std::uint32_t number : run) REQUIRE(number == at++);
    }
    CHECK(at == kCount);
  }
  CHECK(numbers.run(0, kCount).size() == 1024);
  CHECK(numbers.run(1024, kCount).size() == 2048);
  CHECK(numbers.run(1024, 1030).size() == 6);
  CHECK(numbers.run(5, 5).empty());
}

TEST_CASE("readers see complete elements while the writer appends") {
  struct Pair {
    std::uint64_t number;
    std::string text;
  };
  constexpr std::size_t kCount = 50'000;
  Chunked<Pair> pairs;
  std::atomic<std::size_t> wrong{0};
  const auto read = [&] {
    std::size_t seen = 0;
    std::uint64_t state = 1;
    while (seen < kCount) {
      const std::size_t size = pairs.size();
      if (size < seen) ++wrong;
      if (size == 0) continue;
      // Each new element, and an old one somewhere below.
      for (; seen < size; ++seen) {
        state = state * 6364136223846793005 + 1442695040888963407;
        for (const std::size_t index : {seen, static_cast<std::size_t>(state >> 33) % size}) {
          const Pair& pair = pairs[index];
          if (pair.number != index || pair.text != std::to_string(index)) ++wrong;
        }
      }
    }
  };
  std::thread first(read);
  std::thread second(read);
  for (std::size_t number = 0; number < kCount; ++number) {
    pairs.push_back(Pair{number, std::to_string(number)});
  }
  first.join();
  second.join();
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace concordat
