#include "core/base/sparse.hpp"

#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace concordat {
namespace {

TEST_CASE("a sparse column gives back what was appended") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& drawn) {
    SparseColumn column;
    std::vector<std::uint32_t> expected;
    // Long enough for several groups, with runs of every density.
    for (std::uint32_t round = 0; round < 40; ++round) {
      for (const std::uint8_t one : drawn) {
        const bool there = one % (round + 1) == 0;
        expected.push_back(there ? one + round * 1000 : SparseColumn::kNone);
        column.push_back(expected.back());
      }
    }
    for (std::size_t at = 0; at < expected.size(); ++at) RC_ASSERT(column[at] == expected[at]);
  }));
}

}  // namespace
}  // namespace concordat
