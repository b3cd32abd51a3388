// A bundle answers as the registry it was taken from, about what it covers, and about nothing else.
#include "registry/bundle/age.hpp"
#include "registry/bundle/world_for_tests.hpp"
#include "registry/coverage.hpp"

namespace concordat::registry::bundle {
namespace {

std::string refusal(const Result<Bundle>& opened) {
  return opened ? "opened" : opened.error().code + " at " + opened.error().place;
}

TEST_CASE("a bundle of everything answers every question octet for octet") {
  HouseForTests house;
  const std::string text = house.bundle(house.order({}));
  const auto bundle = house.read(text);
  REQUIRE_MESSAGE(bundle, refusal(bundle));
  CHECK(bundle->kept == house.registry().size());
  CHECK(bundle->signer == fixture::kOperator);
  for (const char* const market : {"XA", "XB", "NOWHERE"}) {
    for (const char* const number : {"C-1", "No. C-2", "C-3", "C-4", "UNHEARD-OF", ""}) {
      const auto question = HouseForTests::question(market, number);
      CHECK(HouseForTests::answer(*bundle->registry, question) ==
            HouseForTests::answer(house.registry(), question));
    }
  }
}

TEST_CASE("what a product group and a market leave out is refused, and never answered otherwise") {
  HouseForTests house;
  const auto bundle =
      house.read(house.bundle(house.order({.markets = {{"XA"}}, .sectors = {{"kettles"}}})));
  REQUIRE_MESSAGE(bundle, refusal(bundle));
  CHECK(bundle->kept == house.registry().size() - 4);  // two toys, a suspension, a measure of XB
  const Registry& part = *bundle->registry;
  for (const char* const number : {"C-1", "No. C-1", "C-4", ""}) {
    const auto question = HouseForTests::question("XA", number);
    CHECK(HouseForTests::answer(part, question) ==
          HouseForTests::answer(house.registry(), question));
  }
  const auto code = [&](const recognition::Question& question) {
    return HouseForTests::answer(part, question);
  };
  CHECK(code(HouseForTests::question("XB", "C-1")) == "offline.market-outside");
  CHECK(code(HouseForTests::question("XA", "C-2")) == "offline.attestation-outside");
  CHECK(code(HouseForTests::question("XA", "No. C-3")) == "offline.attestation-outside");
  CHECK(code(HouseForTests::question("XA", "UNHEARD-OF")) == "offline.attestation-outside");
  auto other = HouseForTests::question("XA", "C-1");
  other.product.sector = "toys";
  CHECK(code(other) == "offline.sector-outside");
  auto earlier = HouseForTests::question("XA", "C-1");
  earlier.as_of = house.registry().size() - 1;
  CHECK(code(earlier) == "offline.as-of");
  earlier.as_of = house.registry().size();
  CHECK(HouseForTests::answer(part, earlier) == HouseForTests::answer(house.registry(), earlier));
  // Who recognises whom takes what other markets said, which is left out.
  const auto matrix = coverage(part, {});
  REQUIRE_FALSE(matrix);
  CHECK(matrix.error().code == "registry.excerpt");
  CHECK(coverage(house.registry(), {}));
}

TEST_CASE("a bundle is read-only, and shows what it holds alone") {
  HouseForTests house;
  const auto bundle = house.read(house.bundle(house.order({.sectors = {{"toys"}}})));
  REQUIRE_MESSAGE(bundle, refusal(bundle));
  CHECK(bundle->registry->show("certificates", "C-2"));
  CHECK(bundle->registry->show("certificates", "C-1").error().code == "resource.not-found");
  CHECK(bundle->registry->submit({"x"}).front().error().code == "registry.read-only");
}

TEST_CASE("documents of others come out as they went in") {
  HouseForTests house;
  Order order = house.order({});
  order.controllers = {"{\"id\": \"did:web:a.example\"}\n", "second"};
  order.status_lists = {"eyJ.a.b"};
  const auto bundle = house.read(house.bundle(order));
  REQUIRE_MESSAGE(bundle, refusal(bundle));
  CHECK(bundle->controllers == order.controllers);
  CHECK(bundle->status_lists == order.status_lists);
}

TEST_CASE("a bundle is made of what there is") {
  HouseForTests house;
  std::ostringstream out;
  const OperatorKey key = house.key();
  CHECK(make(house.registry(), house.order({.markets = {{"NOWHERE"}}}), key, out).error().code ==
        "offline.market-unknown");
  Order late = house.order({});
  late.expires = late.made;
  CHECK(make(house.registry(), late, key, out).error().code == "offline.expires");
  Signer* const other = *house.keys().signer("certia");
  CHECK(OperatorKey::of(*other, house.registry(), kMade).error().code == "offline.signer-other");
  CHECK(OperatorKey::of(**house.keys().create("nobody"), house.registry(), kMade).error().code ==
        "offline.signer-unknown");
  CHECK(OperatorKey::of(**house.keys().signer(fixture::kOperator), house.registry(), {0})
            .error()
            .code == "offline.signer-ended");
}

TEST_CASE("its age is told, and past its end it is refused") {
  HouseForTests house;
  const auto bundle = house.read(house.bundle(house.order({})));
  REQUIRE_MESSAGE(bundle, refusal(bundle));
  const Manifest& manifest = bundle->manifest;
  CHECK(age_of(manifest, kMade).seconds == 0);
  CHECK_FALSE(age_of(manifest, {kExpires.milliseconds - 1}).expired);
  CHECK(age_of(manifest, kExpires).expired);
  CHECK(check_age(manifest, {kExpires.milliseconds - 1}, false));
  CHECK(check_age(manifest, kExpires, false).error().code == "offline.expired");
  CHECK(check_age(manifest, kExpires, true));
  CHECK_FALSE(age_of(manifest, {kMade.milliseconds - kSkew_ms}).clock_before_made);
  CHECK(age_of(manifest, {kMade.milliseconds - kSkew_ms - 1}).clock_before_made);
  const json::Value fresh = shown(*bundle, {kMade.milliseconds + 90'000});
  CHECK(fresh.integer("ageSeconds") == 90);
  CHECK(fresh.integer("size") == static_cast<std::int64_t>(house.registry().size()));
  CHECK(fresh.find("expired") == nullptr);
  CHECK(fresh.find("clockBeforeMade") == nullptr);
  CHECK(shown(*bundle, kExpires).boolean("expired"));
  CHECK(shown(*bundle, {0}).boolean("clockBeforeMade"));
}

}  // namespace
}  // namespace concordat::registry::bundle
