// Statements made to deceive the gate or to wear it out.
#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "core/admission/crowd.hpp"
#include "core/admission/world_for_tests.hpp"
#include "core/facts/revisions.hpp"

namespace concordat::admission {
namespace {

using testing::payload;
using testing::World;

constexpr std::string_view kAct = R"({"act": "FR-1", "market": "FR", "title": {"fr": "Loi"}})";

json::Value with_id(json::Value statement, std::string_view id) {
  statement.as_object()->set("id", id);
  return statement;
}

json::Value from_day(json::Value statement, std::string_view from, std::string_view until = {}) {
  json::Object effective{{"from", from}};
  if (!until.empty()) effective.set("until", until);
  statement.as_object()->set("effective", std::move(effective));
  return statement;
}

json::Value succession(const std::string& from, const std::string& to, int nth) {
  const std::string body =
      R"({"predecessor": ")" + from + R"(", "successor": ")" + to + R"(", "scope": "all"})";
  return with_id(payload("operator", "succession", body),
                 "succession-" + from + "-" + to + "-" + std::to_string(nth));
}

Result<Admission> certified_by_stranger(World& world) {
  return world.submit("es-body", "certificate", R"({
      "certificate": "c-1", "number": "1", "artefact": "certificate", "body": "fr-body",
      "legalEffect": "voluntary", "sector": "toys", "holder": "maker", "issued": "2022-01-01"})");
}

}  // namespace

TEST_CASE("authority cannot be forged: another's key, another's name, a role of one's own making") {
  World world;
  const json::Value act = payload("fr-ministry", "legal-act", kAct);
  CHECK(world.refusal_with_key(act, "trader") == "admission.unknown-key at header/kid");
  CHECK(world.refusal("trader", "legal-act", kAct) == "admission.not-authorised at /author");
  // The key of an authority enrolled for somebody else as well, by that somebody.
  const std::string stolen = R"({"organisation": "trader", "custody": "self", "key": )" +
                             json::compact(crypto::to_jwk(testing::key_of("fr-ministry"))) + "}";
  REQUIRE(world.submit("trader", "key", stolen));
  CHECK(world.refusal_with_key(payload("trader", "legal-act", kAct), "fr-ministry") ==
        "admission.not-authorised at /author");
  CHECK(world.refusal_with_key(act, "fr-ministry") == "admitted");
  for (const std::string_view role :
       {"authority", "operator", "transcriber", "accreditation-body"}) {
    const std::string body = R"({"organisation": "trader", "names": {"en": "T"}, "economy": "US",
      "roles": ["importer", ")" +
                             std::string(role) + "\"]}";
    CHECK(world.refusal("trader", "organisation", body) ==
          "admission.not-authorised at /body/roles");
  }
  CHECK(world.refusal("trader", "organisation", R"({"organisation": "trader", "names": {"en": "T"},
      "economy": "FR", "roles": ["importer"]})") == "admission.not-authorised at /body/economy");
  CHECK(world.refusal("trader", "organisation", R"({"organisation": "trader", "names": {"en": "T"},
      "economy": "US", "actsFor": ["EU"], "roles": ["importer"]})") ==
        "admission.not-authorised at /body/actsFor");
}

TEST_CASE("a replayed statement is known and nothing more, whatever has happened since") {
  World world;
  const json::Value act = payload("fr-ministry", "legal-act", kAct);
  const facts::Ordinal first = world.enter(act);
  const std::string key_id = crypto::thumbprint(testing::key_of("fr-ministry"));
  world.enter(payload("operator", "key-revocation",
                      R"({"organisation": "fr-ministry", "keyId": ")" + key_id + R"("})"));
  const facts::Ordinal size = world.size();
  for (const std::string_view day : {"2020-01-01", "2026-02-01", "2099-12-31"}) {
    world.at(day);
    const auto again = world.submit(act);
    REQUIRE(again);
    CHECK(again->disposition == Disposition::kKnown);
    CHECK(again->index == first);
    CHECK_FALSE(again->obligation);
  }
  CHECK(world.size() == size);
  // Under a new id it is a new statement, and its key is no longer good.
  CHECK(world.refusal(with_id(act, "replayed")) == "admission.key-revoked at header/kid");
}

TEST_CASE("a statement is its payload: another signature over it makes no second one") {
  // Of every ECDSA signature anybody can make another that holds, with n - s in place of s.
  World world;
  const json::Value act = payload("fr-ministry", "legal-act", kAct);
  const facts::Ordinal first = world.enter(act);
  const json::Object header{{"alg", "EdDSA"},
                            {"kid", crypto::thumbprint(testing::key_of("fr-ministry"))},
                            {"typ", statement::kJwsType}};
  const auto twin = statement::decode_signed(credential::assemble(
      credential::signing_input(header, json::canonical(act)), Bytes(64, Byte{2})));
  REQUIRE(twin);
  const auto again = admit(world.state(), *twin, world.now());
  REQUIRE(again);
  CHECK(again->disposition == Disposition::kKnown);
  CHECK(again->index == first);
}

TEST_CASE("the same id with other content is refused, whoever it comes from") {
  World world;
  const json::Value act = payload("fr-ministry", "legal-act", kAct);
  const facts::Ordinal first = world.enter(act);
  const json::Value others[] = {
      payload("fr-ministry", "legal-act",
              R"({"act": "FR-1", "market": "FR", "title": {"fr": "Loi "}})"),
      payload("es-ministry", "legal-act",
              R"({"act": "ES-1", "market": "ES", "title": {"es": "Ley"}})"),
      payload("maker", "product-type", R"({"product": "p", "owner": "maker", "sector": "toys"})")};
  for (const json::Value& other : others) {
    const auto refused = world.submit(with_id(other, act.text("id")));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "admission.id-reused");
    CHECK(refused.error().against == std::vector<std::uint64_t>{first});
  }
}

TEST_CASE("in whatever order statements come, the same ones are on file in the end") {
  // Each but the first depends on one before it.
  const std::vector<json::Value> chain = {
      with_id(payload("fr-body", "certificate", R"({
        "certificate": "c-1", "number": "1", "artefact": "certificate", "body": "fr-body",
        "legalEffect": "voluntary", "sector": "toys", "holder": "maker", "issued": "2022-01-01"})"),
              "c"),
      with_id(from_day(payload("fr-body", "certificate-state",
                               R"({"certificate": "c-1", "state": "suspended"})"),
                       "2023-01-01"),
              "suspended"),
      with_id(from_day(payload("fr-body", "certificate-state",
                               R"({"certificate": "c-1", "state": "reinstated"})"),
                       "2023-06-01"),
              "reinstated"),
      with_id(from_day(payload("fr-body", "certificate-state",
                               R"({"certificate": "c-1", "state": "withdrawn"})"),
                       "2024-01-01"),
              "withdrawn")};
  const std::set<std::string> codes = {"admission.unknown-subject", "admission.transition"};
  std::vector<std::size_t> order{0, 1, 2, 3};
  do {
    World world;
    const facts::Ordinal before = world.size();
    // Sent again and again, as a client does that does not know what went wrong.
    for (std::size_t round = 0; round < order.size(); ++round) {
      for (const std::size_t at : order) {
        const auto admitted = world.submit(chain[at]);
        if (!admitted) CHECK(codes.contains(admitted.error().code));
      }
    }
    // What was withdrawn first cannot be suspended for earlier days' sake alone: judged on its own
    // day of effect, every change finds its place.
    CHECK(world.size() == before + chain.size());
  } while (std::ranges::next_permutation(order).found);
}

TEST_CASE("successions in circles and fans are followed so far and no farther") {
  World world;
  for (int nth = 0; nth < 100; ++nth) world.enter(succession("fr-body", "fr-body", nth));
  for (int nth = 0; nth < 20; ++nth) {
    world.enter(succession("fr-body", "fr-heir", nth));
    world.enter(succession("fr-heir", "fr-body", nth));
  }
  const auto stranger = certified_by_stranger(world);
  REQUIRE_FALSE(stranger);
  CHECK(stranger.error().code == "admission.not-authorised");
  // Work is told by what was looked at: here the bodies reached, each once.
  CHECK(stranger.error().against.size() < 10);
  CHECK(world.refusal("fr-heir", "certificate", R"({
      "certificate": "c-2", "number": "2", "artefact": "certificate", "body": "fr-body",
      "legalEffect": "voluntary", "sector": "toys", "holder": "maker", "issued": "2022-01-01"})") ==
        "admitted");

  // Every one of three hundred succeeds the one before, and is succeeded by all of them.
  for (int nth = 0; nth < 300; ++nth) {
    world.enter(succession("es-body", "heir-" + std::to_string(nth), nth));
    world.enter(succession("heir-" + std::to_string(nth), "es-body", nth));
    world.enter(succession("heir-" + std::to_string(nth), "heir-0", nth));
  }
  const auto lost = world.submit("fr-heir", "certificate", R"({
      "certificate": "c-3", "number": "3", "artefact": "certificate", "body": "es-body",
      "legalEffect": "voluntary", "sector": "toys", "holder": "maker", "issued": "2022-01-01"})");
  REQUIRE_FALSE(lost);
  CHECK(lost.error().code == "admission.not-authorised");
  CHECK(lost.error().against.size() <= 270);
}

TEST_CASE("territories in a circle give nobody another's power") {
  World world;
  for (const auto& [code, part_of] : {std::pair("T-1", "T-2"), {"T-2", "T-3"}, {"T-3", "T-1"}}) {
    world.enter(payload("operator", "economy",
                        R"({"code": ")" + std::string(code) +
                            R"(", "kind": "territory", "partOf": ")" + part_of +
                            R"(", "names": {"en": "N"}})"));
  }
  CHECK(world.refusal("fr-ministry", "legal-act",
                      R"({"act": "T-1", "market": "T-1", "title": {"fr": "Loi"}})") ==
        "admission.not-authorised at /author");
  // An area that is its own member, and its member's member.
  world.enter(payload("operator", "area-membership", R"({"area": "EU", "member": "EU"})"));
  world.enter(payload("operator", "area-membership", R"({"area": "FR", "member": "EU"})"));
  CHECK(world.refusal("fr-ministry", "legal-act",
                      R"({"act": "EU-9", "market": "EU", "title": {"fr": "Loi"}})") ==
        "admission.not-authorised at /author");
}

TEST_CASE("one author fills its own room about one thing, and nobody else's") {
  World world;
  const auto mandate = [](std::string_view grantor, std::size_t nth) {
    return payload(grantor, "mandate",
                   R"({"grantor": ")" + std::string(grantor) +
                       R"(", "grantee": "fr-heir", "role": "authorised-representative",
                       "sectors": ["s-)" +
                       std::to_string(nth) + R"("]})");
  };
  for (std::size_t nth = 0; nth < kMostOfOneKey; ++nth) world.enter(mandate("maker", nth));
  CHECK(world.refusal(mandate("maker", kMostOfOneKey)) == "admission.crowded at /body/grantee");
  CHECK(world.refusal(mandate("trader", 0)) == "admitted");
  // About something else it goes on, and what is on file stays known.
  CHECK(world.refusal("maker", "mandate", R"({"grantor": "maker", "grantee": "es-body",
      "role": "authorised-representative"})") == "admitted");
  const auto again = world.submit(mandate("maker", 7));
  REQUIRE(again);
  CHECK(again->disposition == Disposition::kKnown);
}

TEST_CASE("a certificate changes its state so often and no oftener") {
  World world;
  world.enter(payload("fr-body", "certificate", R"({
      "certificate": "c-1", "number": "1", "artefact": "certificate", "body": "fr-body",
      "legalEffect": "voluntary", "sector": "toys", "holder": "maker", "issued": "2000-01-01"})"));
  Date day = date_of(2001, 1, 1);
  const auto next = [&](std::string_view state) {
    day = day.plus_days(1);
    return from_day(payload("fr-body", "certificate-state",
                            R"({"certificate": "c-1", "state": ")" + std::string(state) + R"("})"),
                    to_string(day));
  };
  const auto numbered = [&](std::string_view state, std::size_t nth) {
    return with_id(next(state), "state-" + std::to_string(nth));
  };
  for (std::size_t nth = 0; nth < kMostChangesOfState; ++nth) {
    world.enter(numbered(nth % 2 == 0 ? "suspended" : "reinstated", nth));
  }
  CHECK(world.refusal(numbered("suspended", kMostChangesOfState)) ==
        "admission.crowded at /body/certificate");
}

TEST_CASE("models are changed by the thousand, not by the million") {
  World world;
  world.enter(payload("fr-body", "certificate", R"({
      "certificate": "c-1", "number": "1", "artefact": "certificate", "body": "fr-body",
      "legalEffect": "voluntary", "sector": "toys", "holder": "maker", "issued": "2000-01-01"})"));
  const auto suspended = [](std::size_t first, std::size_t count) {
    json::Array models;
    for (std::size_t at = 0; at < count; ++at) {
      models.push_back("m-" + std::to_string(first + at));
    }
    return payload(
        "fr-body", "certificate-state",
        json::compact(json::Object{
            {"certificate", "c-1"}, {"state", "suspended"}, {"models", std::move(models)}}));
  };
  for (std::size_t first = 0; first < kMostModelsChanged; first += 2'000) {
    world.enter(suspended(first, 2'000));
  }
  CHECK(world.refusal(suspended(kMostModelsChanged, 1)) == "admission.crowded at /body/models");
  CHECK(world.refusal("fr-body", "certificate-state",
                      R"({"certificate": "c-1", "state": "withdrawn"})") == "admitted");
}

TEST_CASE("a statement is cut up so often and no oftener") {
  World world;
  const json::Value designation = with_id(
      payload("fr-designator", "designation", R"({"body": "fr-body", "act": "FR-1"})"), "d");
  world.enter(designation);
  const auto cut = [&](std::string_view target, std::size_t nth) {
    const Date day = date_of(2022, 1, 1).plus_days(static_cast<std::int32_t>(10 * nth));
    json::Value statement = from_day(designation, to_string(day), to_string(day.plus_days(5)));
    statement.as_object()->set(
        "corrects", json::Object{{"statement", target}, {"kind", "clerical"}, {"whole", false}});
    return with_id(std::move(statement), "cut-" + std::to_string(nth));
  };
  std::size_t nth = 0;
  for (; nth < facts::kMostCuts; ++nth) world.enter(cut("d", nth));
  const auto refused = world.submit(cut("d", nth));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "fold.corrected-too-often");
  // Nor by correcting the last correction, which takes its days out of the first as well.
  const auto beneath = world.submit(cut("cut-" + std::to_string(nth - 1), nth));
  REQUIRE_FALSE(beneath);
  CHECK(beneath.error().code == "fold.corrected-too-often");
  json::Value whole = designation;
  whole.as_object()->set("corrects", json::Object{{"statement", "d"}, {"kind", "clerical"}});
  CHECK(world.submit(with_id(whole, "anew")));
}

TEST_CASE("identifiers are ASCII, so that no two look alike by their script") {
  World world;
  for (const std::string_view name :
       {"fr-m\u0456nistry", "fr\u2010ministry", "fr-ministry\u200B", "\u202Efr-ministry",
        "fr-ministry\u00A0", "ｆｒ-ministry", "fr-ministrу", "", "-fr", "fr ministry"}) {
    CAPTURE(name);
    const std::string author = world.refusal(payload(name, "legal-act", kAct));
    CHECK(author.starts_with("statement."));
    CHECK(author.ends_with(" at /author"));
    const std::string body = json::compact(json::Object{{"organisation", name},
                                                        {"names", json::Object{{"en", "N"}}},
                                                        {"economy", "FR"},
                                                        {"roles", json::Array{"importer"}}});
    const std::string subject = world.refusal("operator", "organisation", body);
    CHECK(subject.starts_with("statement."));
    CHECK(subject.ends_with(" at /body/organisation"));
  }
}

TEST_CASE("names and numbers hold nothing that nobody sees") {
  World world;
  const auto named = [&](std::string_view name) {
    return world.refusal("operator", "organisation",
                         json::compact(json::Object{{"organisation", "new"},
                                                    {"names", json::Object{{"en", name}}},
                                                    {"economy", "FR"},
                                                    {"roles", json::Array{"importer"}}}));
  };
  CHECK(named("Maker \u202Emoc.elpmaxe") == "statement.invisible-character at /body/names/en");
  CHECK(named("Maker\u200B") == "statement.invisible-character at /body/names/en");
  CHECK(named("شركة\u200Fالمثال") == "admitted");
  const auto numbered = [&](std::string_view number) {
    return world.refusal("fr-body", "certificate",
                         json::compact(json::Object{{"certificate", "c-9"},
                                                    {"number", number},
                                                    {"artefact", "certificate"},
                                                    {"body", "fr-body"},
                                                    {"legalEffect", "voluntary"},
                                                    {"sector", "toys"},
                                                    {"holder", "maker"},
                                                    {"issued", "2022-01-01"}}));
  };
  CHECK(numbered("2022/1\u00AD") == "statement.invisible-character at /body/number");
  CHECK(numbered("2022\u200E/1") == "statement.invisible-character at /body/number");
  CHECK(numbered("2022/1") == "admitted");
}

TEST_CASE("days at the ends of the calendar are taken, and days that do not exist are not") {
  World world;
  const auto on = [&](std::string_view from, std::string_view until = {}) {
    return world.refusal(from_day(payload("fr-ministry", "legal-act", kAct), from, until));
  };
  CHECK(on("0001-01-01") == "admitted");
  CHECK(on("9999-12-31") == "admitted");
  CHECK(on("0001-01-01", "9999-12-31") == "admitted");
  CHECK(on("2024-02-29") == "admitted");
  CHECK(on("2000-02-29") == "admitted");
  for (const std::string_view day :
       {"0000-12-31", "10000-01-01", "2023-02-29", "1900-02-29", "2024-02-30", "2024-13-01",
        "2024-00-10", "2024-1-1", "-001-01-01", "2024-02-29T00:00:00Z"}) {
    CHECK(on(day) == "statement.wrong-kind at /effective/from");
  }
  CHECK(on("2024-01-02", "2024-01-01").starts_with("statement.interval"));
}

TEST_CASE(
    "travel in time: nothing is decided after it is recorded, or in effect before it is decided") {
  World world;
  world.enter(payload("fr-body", "certificate", R"({
      "certificate": "c-1", "number": "1", "artefact": "certificate", "body": "fr-body",
      "legalEffect": "voluntary", "sector": "toys", "holder": "maker", "issued": "2000-01-01"})"));
  json::Value withdrawal = from_day(
      payload("fr-body", "certificate-state", R"({"certificate": "c-1", "state": "withdrawn"})"),
      "2020-01-01");
  withdrawal.as_object()->set("decided", "2026-01-15");
  CHECK(world.refusal(withdrawal) == "admission.backdated at /effective/from");
  withdrawal.as_object()->set("effect", "ex-tunc");
  CHECK(world.refusal(withdrawal) == "admitted");
  // Recorded in year 1 or in year 9999, the judgement is one all the same.
  for (const std::string_view day : {"0001-01-01", "9999-12-31"}) {
    world.at(day);
    CHECK_FALSE(world.refusal(withdrawal).empty());
  }
}

}  // namespace concordat::admission
