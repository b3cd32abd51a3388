// The gate: first statement, ids, keys, and what an admission carries.
#include <doctest/doctest.h>

#include "core/admission/world_for_tests.hpp"

namespace concordat::admission {
namespace {

using testing::kToday;
using testing::World;

constexpr std::string_view kAct = R"({"act": "FR-1", "market": "FR", "title": {"fr": "Loi"}})";

TEST_CASE("entry 0 is a founding, by the operator it names, with the key it names") {
  World empty(World::Emptiness::kEmpty);
  CHECK(empty.refusal("fr-ministry", "legal-act", kAct) == "admission.first-statement at /type");
  json::Value founding = World::founding();
  founding.as_object()->set("author", "somebody");
  CHECK(empty.refusal(founding) == "admission.not-authorised at /author");
  CHECK(empty.refusal_with_key(World::founding(), "fr-ministry") ==
        "admission.unknown-key at header/kid");
  CHECK(empty.submit(World::founding()));
  json::Value again = World::founding();
  again.as_object()->set("id", "founding-2");
  const auto refused = empty.submit(again);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "admission.first-statement");
  CHECK(refused.error().against == std::vector<std::uint64_t>{0});
}

TEST_CASE("a constitution that names rules nobody here knows is refused") {
  World empty(World::Emptiness::kEmpty);
  json::Value founding = World::founding();
  founding.as_object()
      ->find("body")
      ->as_object()
      ->find("constitution")
      ->as_object()
      ->set("semanticsVersion", 2);
  CHECK(empty.refusal(founding) ==
        "admission.semantics-version at /body/constitution/semanticsVersion");
}

TEST_CASE("an admitted statement carries the signature that must hold and its index") {
  World world;
  const auto size = world.size();
  const auto admitted = world.submit("fr-ministry", "legal-act", kAct);
  REQUIRE(admitted);
  CHECK(admitted->disposition == Disposition::kNew);
  CHECK(admitted->index == size);
  REQUIRE(admitted->obligation);
  CHECK(admitted->obligation->key == testing::key_of("fr-ministry"));
  CHECK(admitted->obligation->signature.size() == 64);
}

TEST_CASE(
    "the same statement again is known by its first index; its id with other content is not") {
  World world;
  const json::Value act = testing::payload("fr-ministry", "legal-act", kAct);
  const auto first = world.submit(act);
  REQUIRE(first);
  CHECK(world.submit("fr-ministry", "legal-act",
                     R"({"act": "FR-2", "market": "FR", "title": {"fr": "Autre"}})"));
  const auto again = world.submit(act);
  REQUIRE(again);
  CHECK(again->disposition == Disposition::kKnown);
  CHECK(again->index == first->index);
  CHECK_FALSE(again->obligation);
  json::Value other = act;
  other.as_object()->set("note", "changed");
  const auto refused = world.submit(other);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "admission.id-reused");
  CHECK(refused.error().place == "/id");
  CHECK(refused.error().against == std::vector<std::uint64_t>{first->index});
}

TEST_CASE("an author who is not on file is unknown, whatever key it has") {
  World world;
  CHECK(world.refusal("nobody", "legal-act", kAct) == "admission.unknown-author at /author");
}

TEST_CASE("a key must be the author's own, and in force on the day of recording") {
  World world;
  const json::Value act = testing::payload("fr-ministry", "legal-act", kAct);
  CHECK(world.refusal_with_key(act, "es-ministry") == "admission.unknown-key at header/kid");
  world.at("2020-01-01");  // the key was enrolled from 2021 on
  CHECK(world.refusal(act) == "admission.unknown-key at header/kid");
  world.at(kToday);
  CHECK(world.submit(act));
}

TEST_CASE("a revoked key signs nothing from the day of revocation on") {
  World world;
  const std::string key_id = crypto::thumbprint(testing::key_of("fr-ministry"));
  const std::string body = R"({"organisation": "fr-ministry", "keyId": ")" + key_id + R"("})";
  CHECK(world.refusal("es-ministry", "key-revocation", body) ==
        "admission.not-authorised at /author");
  CHECK(world.refusal("es-ministry", "key-revocation",
                      R"({"organisation": "es-ministry", "keyId": ")" + key_id + R"("})") ==
        "admission.unknown-subject at /body/keyId");
  json::Value revocation = testing::payload("operator", "key-revocation", body);
  revocation.as_object()->find("effective")->as_object()->set("from", "2026-03-01");
  const auto revoked = world.submit(revocation);
  REQUIRE(revoked);
  const json::Value act = testing::payload("fr-ministry", "legal-act", kAct);
  CHECK(world.refusal("fr-ministry", "legal-act", kAct) == "admitted");
  world.at("2026-03-01");
  const auto refused = world.submit(act);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "admission.key-revoked");
  CHECK(refused.error().against.back() == revoked->index);
}

TEST_CASE("a compromised key signs nothing from the instant of compromise on") {
  World world;
  const std::string key_id = crypto::thumbprint(testing::key_of("fr-ministry"));
  json::Value revocation = testing::payload(
      "fr-ministry", "key-revocation",
      R"({"organisation": "fr-ministry", "compromisedSince": "2026-01-15T10:00:00Z", "keyId": ")" +
          key_id + R"("})");
  revocation.as_object()->find("effective")->as_object()->set("from", "2030-01-01");
  REQUIRE(world.submit(revocation));
  CHECK(world.refusal("fr-ministry", "legal-act", kAct) == "admission.key-revoked at header/kid");
}

TEST_CASE("a key whose time is over is refused as such") {
  World world;
  json::Value key =
      testing::payload("operator", "key",
                       R"({"organisation": "customs-office", "custody": "self", "key": )" +
                           json::compact(crypto::to_jwk(testing::key_of("customs-office"))) + "}");
  key.as_object()->find("effective")->as_object()->set("until", "2025-01-01");
  REQUIRE(world.submit(testing::payload("operator", "organisation",
                                        R"({"organisation": "customs-office", "economy": "FR",
      "names": {"fr": "Douane"}, "roles": ["customs", "authority"]})")));
  REQUIRE(world.submit(key));
  CHECK(world.refusal("customs-office", "legal-act", kAct) ==
        "admission.key-revoked at header/kid");
}

TEST_CASE("a draft is judged without id and key") {
  World world;
  const auto draft = statement::decode(testing::payload("fr-ministry", "legal-act", kAct));
  REQUIRE(draft);
  CHECK(judge(world.state(), *draft, world.now()));
  const auto foreign = statement::decode(testing::payload("es-ministry", "legal-act", kAct));
  REQUIRE(foreign);
  const auto refused = judge(world.state(), *foreign, world.now());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "admission.not-authorised");
}

}  // namespace
}  // namespace concordat::admission
