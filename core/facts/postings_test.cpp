#include "core/facts/postings.hpp"

#include <map>
#include <random>
#include <thread>

#include <doctest/doctest.h>

#include "core/facts/posting.hpp"

namespace concordat::facts {
namespace {

std::uint32_t below(std::mt19937& random, std::uint32_t limit) {
  return static_cast<std::uint32_t>(random() % limit);
}

using Numbers = Postings<std::uint32_t>;

std::vector<std::uint32_t> copy(std::span<const std::uint32_t> entries) {
  return {entries.begin(), entries.end()};
}

TEST_CASE("a key that was never inserted has no entries") {
  const Numbers postings;
  CHECK(postings.find(0).empty());
  CHECK_FALSE(postings.contains(pack(3, 4)));
}

TEST_CASE("entries lie side by side, oldest first, and a span taken earlier stays as it was") {
  Numbers postings;
  postings.insert(pack(1, 1), 10);
  const auto early = postings.find(pack(1, 1));
  for (std::uint32_t entry = 11; entry < 20; ++entry) postings.insert(pack(1, 1), entry);
  CHECK(copy(postings.find(pack(1, 1))) ==
        std::vector<std::uint32_t>{10, 11, 12, 13, 14, 15, 16, 17, 18, 19});
  CHECK(copy(early) == std::vector<std::uint32_t>{10});
}

TEST_CASE("it agrees with a map of the standard library, keys with many entries included") {
  Numbers postings;
  std::map<Key, std::vector<std::uint32_t>> oracle;
  std::mt19937 random(11);
  for (std::uint32_t entry = 0; entry < 60'000; ++entry) {
    // A quarter goes to one key, whose runs outgrow chunk after chunk.
    const Key key = entry % 4 == 0 ? pack(0, 0) : pack(below(random, 61), below(random, 127));
    postings.insert(key, entry);
    oracle[key].push_back(entry);
  }
  for (std::uint32_t high = 0; high < 64; ++high) {
    for (std::uint32_t low = 0; low < 130; ++low) {
      const auto known = oracle.find(pack(high, low));
      REQUIRE(copy(postings.find(pack(high, low))) ==
              (known == oracle.end() ? std::vector<std::uint32_t>{} : known->second));
    }
  }
}

TEST_CASE("keys that differ in their high half alone are told apart") {
  Numbers postings;
  for (std::uint32_t high = 0; high < 5'000; ++high) postings.insert(pack(high, 7), high);
  for (std::uint32_t high = 0; high < 5'000; ++high) {
    REQUIRE(copy(postings.find(pack(high, 7))) == std::vector<std::uint32_t>{high});
  }
}

TEST_CASE("what the writer may write is found again") {
  Postings<Posting> postings;
  Row row;
  row.certain = {Date{10}, Date{20}};
  row.since = 4;
  postings.insert(1, Posting(row, 0));
  row.since = 5;
  postings.insert(1, Posting(row, 1));
  postings.find_to_change(1)[0].superseded.store(9, std::memory_order_release);
  postings.insert(1, Posting(row, 2));  // moves the run
  const auto found = postings.find(1);
  REQUIRE(found.size() == 3);
  CHECK(found[0].visible(9));
  CHECK_FALSE(found[0].visible(10));
  CHECK(found[1].visible(10));
}

TEST_CASE("a posting holds from its first day to the day before its end, once recorded") {
  Row row;
  row.certain = {Date{10}, Date{20}};
  row.since = 4;
  row.superseded.store(8, std::memory_order_relaxed);
  const Posting posting(row, 0);
  CHECK(posting.holds(5, Date{10}));
  CHECK(posting.holds(8, Date{19}));
  CHECK_FALSE(posting.holds(5, Date{9}));
  CHECK_FALSE(posting.holds(5, Date{20}));
  CHECK_FALSE(posting.holds(4, Date{10}));
  CHECK_FALSE(posting.holds(9, Date{10}));
}

TEST_CASE("a set of ordinals holds what was put in and nothing else") {
  OrdinalSet set;
  CHECK_FALSE(set.contains(0));
  for (const Ordinal ordinal : {0U, 63U, 64U, 200'000U}) set.insert(ordinal);
  for (Ordinal ordinal = 0; ordinal < 201'000; ++ordinal) {
    const bool in = ordinal == 0 || ordinal == 63 || ordinal == 64 || ordinal == 200'000;
    REQUIRE(set.contains(ordinal) == in);
  }
}

TEST_CASE("readers find every entry inserted before the count they were handed") {
  constexpr std::uint32_t kEntries = 60'000;
  constexpr std::uint32_t kKeys = 3'000;
  Numbers postings;
  std::atomic<std::uint32_t> published{0};
  std::atomic<bool> consistent{true};
  const auto read = [&](unsigned seed) {
    std::mt19937 random(seed);
    for (std::uint32_t count = 0; count < kEntries;) {
      count = published.load(std::memory_order_acquire);
      const std::uint32_t key = below(random, kKeys);
      const auto entries = postings.find(key);
      const std::uint32_t expected = count / kKeys + (key < count % kKeys ? 1 : 0);
      if (entries.size() < expected) consistent = false;
      for (std::uint32_t at = 0; at < entries.size(); ++at) {
        if (entries[at] != at * kKeys + key) consistent = false;
      }
    }
  };
  std::vector<std::thread> readers;
  for (unsigned seed = 1; seed <= 3; ++seed) readers.emplace_back(read, seed);
  for (std::uint32_t entry = 0; entry < kEntries; ++entry) {
    postings.insert(entry % kKeys, entry);
    published.store(entry + 1, std::memory_order_release);
  }
  for (std::thread& reader : readers) reader.join();
  CHECK(consistent);
}

}  // namespace
}  // namespace concordat::facts
