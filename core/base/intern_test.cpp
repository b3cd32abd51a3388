#include "core/base/intern.hpp"

#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/base/octets_for_test.hpp"

namespace concordat {
namespace {

TEST_CASE("texts get dense ids in the order in which they come") {
  Interner interner;
  CHECK(interner.intern("alpha") == 0);
  CHECK(interner.intern("beta") == 1);
  CHECK(interner.intern("alpha") == 0);
  CHECK(interner.intern("") == 2);
  CHECK(interner.size() == 3);
  CHECK(interner.find("beta") == 1);
  CHECK(interner.find("") == 2);
  CHECK_FALSE(interner.find("gamma"));
  CHECK(interner.text(0) == "alpha");
  CHECK(interner.text(2).empty());
}

TEST_CASE("texts that differ only in length, zeros or their last octet differ") {
  Interner interner;
  std::vector<std::string> texts;
  for (std::size_t size = 0; size < 70; ++size) {
    texts.emplace_back(size, '\0');
    texts.push_back(std::string(size, 'a') + "b");
    texts.push_back("b" + std::string(size, 'a') + "c");
  }
  for (std::uint32_t id = 0; id < texts.size(); ++id) REQUIRE(interner.intern(texts[id]) == id);
  for (std::uint32_t id = 0; id < texts.size(); ++id) {
    REQUIRE(interner.find(texts[id]) == id);
    REQUIRE(interner.text(id) == texts[id]);
  }
}

TEST_CASE("texts longer than a block, between short ones") {
  Interner interner;
  const std::string longest(9 << 20, 'x');
  const std::string half_a_block(2'500'000, 'y');
  const auto early = interner.intern("early");
  const auto long_id = interner.intern(longest);
  const auto half_id = interner.intern(half_a_block);
  const auto other_half_id = interner.intern(half_a_block + "z");
  const auto late = interner.intern("late");
  CHECK(interner.text(early) == "early");
  CHECK(interner.text(long_id) == longest);
  CHECK(interner.text(half_id) == half_a_block);
  CHECK(interner.text(other_half_id) == half_a_block + "z");
  CHECK(interner.text(late) == "late");
}

TEST_CASE("the seed changes no id") {
  Interner plain;
  Interner seeded(0x123456789abcdef);
  for (int count = 0; count < 5000; ++count) {
    const std::string text = "text " + std::to_string(count % 3001);
    REQUIRE(plain.intern(text) == seeded.intern(text));
  }
  CHECK(seeded.size() == 3001);
}

TEST_CASE("an interner is a map") {
  CHECK(rc::check([](const std::vector<std::string>& texts) {
    Interner interner;
    std::map<std::string, std::uint32_t> model;
    for (const std::string& text : texts) {
      const auto next = static_cast<std::uint32_t>(model.size());
      const auto id = model.try_emplace(text, next).first->second;
      RC_ASSERT(interner.intern(text) == id);
    }
    RC_ASSERT(interner.size() == model.size());
    for (const auto& [text, id] : model) {
      RC_ASSERT((interner.find(text) == id));
      RC_ASSERT(interner.text(id) == text);
    }
  }));
}

TEST_CASE("readers find what is there and nothing else while the writer interns") {
  constexpr std::uint32_t kCount = 40'000;  // enough for the table to grow six times
  const auto text_at = [](std::uint32_t id) { return "certificate " + std::to_string(id); };
  Interner interner;
  std::atomic<std::uint32_t> interned{0};
  std::atomic<std::size_t> wrong{0};
  const auto read = [&] {
    std::uint64_t state = 1;
    while (interned.load(std::memory_order_acquire) < kCount) {
      const std::uint32_t known = interned.load(std::memory_order_acquire);
      state = state * 6364136223846793005 + 1442695040888963407;
      const auto id = static_cast<std::uint32_t>(state >> 33) % kCount;
      const auto found = interner.find(text_at(id));
      // Missing although it was there before, or found as something else.
      if (!found && id < known) ++wrong;
      if (found && (*found != id || interner.text(id) != text_at(id))) ++wrong;
      if (interner.find("absent " + std::to_string(id))) ++wrong;
    }
  };
  std::thread first(read);
  std::thread second(read);
  for (std::uint32_t id = 0; id < kCount; ++id) {
    if (interner.intern(text_at(id)) != id) ++wrong;
    interned.store(id + 1, std::memory_order_release);
  }
  first.join();
  second.join();
  CHECK(wrong == 0);
}

TEST_CASE("texts of every length, over many blocks, before and after being saved") {
  // Lengths about those that take a longer head, and some that no block holds.
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < 60'000; ++at) {
    const std::size_t size = at % 7 == 0 ? 248 + at % 16 : at % 90;
    texts.push_back(std::to_string(at) + std::string(size, static_cast<char>('a' + at % 26)));
    if (at % 20'000 == 7) texts.push_back(std::string(std::size_t{5} << 20, 'z') + texts.back());
  }
  Interner interner;
  for (std::size_t at = 0; at < texts.size(); ++at) REQUIRE(interner.intern(texts[at]) == at);
  const auto check = [&](const Interner& one) {
    REQUIRE(one.size() == texts.size());
    for (std::uint32_t at = 0; at < texts.size(); ++at) {
      REQUIRE(one.text(at) == texts[at]);
      REQUIRE(one.find(texts[at]) == at);
    }
    CHECK_FALSE(one.find("never interned"));
  };
  check(interner);

  OctetsInMemory saved;
  OctetWriter out(saved);
  interner.save(out);
  Interner loaded;
  OctetReader in(saved);
  loaded.load(in);
  REQUIRE_FALSE(in.failed());
  check(loaded);
  CHECK(loaded.intern("one more") == texts.size());
  CHECK(interner.intern("one more") == texts.size());
  OctetsInMemory again;
  OctetsInMemory grown;
  OctetWriter out_again(again);
  OctetWriter out_grown(grown);
  loaded.save(out_again);
  interner.save(out_grown);
  CHECK(again.octets == grown.octets);

  saved.taken = 0;
  Interner of_another_seed(7);
  OctetReader once_more(saved);
  of_another_seed.load(once_more);
  CHECK(once_more.failed());
}

}  // namespace
}  // namespace concordat
