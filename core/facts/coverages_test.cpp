#include "core/facts/coverages.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace concordat::facts {
namespace {

Ids copied(std::span<const Id> ids) { return {ids.begin(), ids.end()}; }

TEST_CASE("a coverage is what was stored, however many were stored before and after") {
  CHECK(rc::check([](const std::vector<Ids>& lists) {
    Coverages coverages;
    std::vector<std::uint32_t> numbers;
    for (const Ids& list : lists) {
      numbers.push_back(coverages.store(
          {.models = list, .batches = list, .serial_to = 7, .quantity = std::int64_t{1} << 40}));
    }
    for (std::size_t at = 0; at < lists.size(); ++at) {
      const Coverage coverage = coverages[numbers[at]];
      RC_ASSERT(copied(coverage.models) == lists[at]);
      RC_ASSERT(copied(coverage.batches) == lists[at]);
      RC_ASSERT(coverage.families.empty());
      RC_ASSERT(coverage.serial_from == kNoId);
      RC_ASSERT(coverage.serial_to == 7U);
      RC_ASSERT(coverage.quantity == std::int64_t{1} << 40);
      RC_ASSERT(coverage.attributes == nullptr);
    }
  }));
}

TEST_CASE("equal attributes are kept once") {
  Coverages coverages;
  const json::Object mains{{"voltage", "230"}};
  const json::Object same{{"voltage", "230"}};
  const json::Object battery{{"voltage", "12"}};
  const std::uint32_t first = coverages.store({.attributes = &mains});
  const std::uint32_t second = coverages.store({.attributes = &same});
  const std::uint32_t third = coverages.store({.attributes = &battery});
  CHECK(coverages[first].attributes == coverages[second].attributes);
  CHECK(*coverages[first].attributes == mains);
  CHECK(*coverages[third].attributes == battery);
}

TEST_CASE("lists longer than the first chunks, between short ones") {
  IdRuns runs;
  const Ids few{1, 2, 3};
  const Ids many(5000, 9);
  const IdList first = runs.keep_list(few);
  const IdList second = runs.keep_list(many);
  const IdList third = runs.keep_list(few);
  CHECK(copied(runs[first]) == few);
  CHECK(copied(runs[second]) == many);
  CHECK(runs[third][2] == 3U);
  CHECK(runs.keep_list({}).empty());
  CHECK(runs[IdList{}].empty());
}

}  // namespace
}  // namespace concordat::facts
