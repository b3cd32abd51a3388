#include "core/base/arena.hpp"

#include <array>
#include <cstdint>
#include <string>

#include <doctest/doctest.h>

namespace concordat {
namespace {

TEST_CASE("what is kept stays until the arena is cleared") {
  Arena arena;
  const std::array<int, 3> numbers{1, 2, 3};
  const std::span<int> kept = arena.keep(std::span<const int>(numbers));
  const std::string_view text = arena.keep(std::string_view("abc"));
  for (int round = 0; round < 20'000; ++round) (void)arena.make<std::int64_t>(round);
  CHECK(std::ranges::equal(kept, numbers));
  CHECK(text == "abc");
}

TEST_CASE("things stand at addresses that suit every type") {
  Arena arena;
  (void)arena.keep(std::string_view("x"));
  const auto* const number = arena.make<long double>(1.0L);
  CHECK(reinterpret_cast<std::uintptr_t>(number) % alignof(long double) == 0);
}

TEST_CASE("a cleared arena is filled again without taking more") {
  Arena arena;
  const std::string large(300'000, 'x');
  const auto fill = [&] {
    for (int round = 0; round < 5'000; ++round) (void)arena.make<std::int64_t>(round);
    CHECK(arena.keep(std::string_view(large)) == large);
  };
  fill();
  const std::size_t taken_bytes = arena.size_bytes();
  const std::size_t used_bytes = arena.used_bytes();
  CHECK(used_bytes >= large.size() + 5'000 * sizeof(std::int64_t));
  CHECK(used_bytes <= taken_bytes);
  for (int round = 0; round < 5; ++round) {
    arena.clear();
    CHECK(arena.used_bytes() == 0);
    fill();
    CHECK(arena.used_bytes() == used_bytes);
  }
  CHECK(arena.size_bytes() == taken_bytes);
}

}  // namespace
}  // namespace concordat
