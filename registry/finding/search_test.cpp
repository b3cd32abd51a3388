#include "registry/finding/search.hpp"

#include <doctest/doctest.h>

#include "registry/credentials/house_for_tests.hpp"

namespace concordat::registry {

TEST_CASE("one search finds things of every kind, what bears the words as its name first") {
  HouseForTests house;
  for (int at = 0; at < 8; ++at) house.certificate("C-" + std::to_string(at));
  house.say("organisation", fixture::kOperator,
            {{"organisation", "kettle-works"},
             {"names", json::Object{{"en", "Kettle Works"}, {"fr", "Bouilloires"}}},
             {"economy", "XA"},
             {"roles", json::Array{"manufacturer"}}});
  const Registry& registry = house.registry();
  registry.wait_until_searchable();
  const auto found = search(registry, "Kettle", {.few = 3, .language = "fr"});
  REQUIRE(found);
  CHECK(found->exact);
  REQUIRE(found->kinds.size() == 2);
  CHECK(found->kinds[0].kind == "certificates");
  CHECK(found->kinds[0].total == 8);
  REQUIRE(found->kinds[0].best.size() == 3);
  CHECK(found->kinds[0].best[0].label == "Kettle");
  CHECK(found->kinds[0].best[0].number == "C-0");
  CHECK(found->kinds[1].total == 1);
  CHECK(found->kinds[1].best[0].label == "Bouilloires");

  const auto named = search(registry, "C-5", {.few = 2});
  REQUIRE(named);
  CHECK(named->kinds[0].best[0].id == "C-5");
  CHECK(named->kinds[0].total == 1);
  CHECK(search(registry, "nothing of the kind", {})->kinds.empty());
  CHECK(search(registry, "!!", {})->kinds.empty());
}

}  // namespace concordat::registry
