// Legal transitions, backdating and corrections.
#include <doctest/doctest.h>

#include "core/admission/world_for_tests.hpp"

namespace concordat::admission {
namespace {

using testing::parsed;
using testing::payload;
using testing::transcription;
using testing::World;

constexpr std::string_view kCertificate = R"({
  "certificate": "cert-1", "number": "1", "artefact": "certificate", "body": "fr-body",
  "legalEffect": "mandatory", "sector": "toys", "holder": "maker", "issued": "2022-01-01"})";

json::Value valid_from(json::Value statement, std::string_view day) {
  statement.as_object()->find("effective")->as_object()->set("from", day);
  return statement;
}

json::Value state_on(std::string_view day, std::string_view state, std::string_view more = "") {
  const std::string body = R"({"certificate": "cert-1", "state": ")" + std::string(state) + "\"" +
                           std::string(more) + "}";
  json::Value statement = valid_from(payload("fr-body", "certificate-state", body), day);
  statement.as_object()->set("id", std::string(state) + "-" + std::string(day));
  return statement;
}

World with_certificate() {
  World world;
  json::Value certificate = payload("fr-body", "certificate", kCertificate);
  certificate.as_object()->set("effective",
                               parsed(R"({"from": "2022-01-01", "until": "2030-01-01"})"));
  world.enter(certificate);
  return world;
}

constexpr std::string_view kRefused = "admission.transition at /body/state";

struct Move {
  std::string_view from;  // empty: issued
  std::vector<std::string_view> open;
};

TEST_CASE("from each state exactly the legal changes are open") {
  const std::vector<std::string_view> all = {
      "amended",   "supplemented", "restricted", "suspended", "reinstated",
      "withdrawn", "cancelled",    "reissued",   "annulled",  "surveillance-done"};
  const std::vector<Move> moves = {
      {"",
       {"amended", "supplemented", "restricted", "suspended", "withdrawn", "cancelled", "reissued",
        "annulled", "surveillance-done"}},
      {"restricted",
       {"amended", "supplemented", "restricted", "suspended", "withdrawn", "cancelled", "reissued",
        "annulled", "surveillance-done"}},
      {"suspended", {"reinstated", "withdrawn", "annulled", "surveillance-done"}},
      {"withdrawn", {"annulled"}},
      {"cancelled", {"annulled"}},
      {"reissued", {"annulled"}},
      {"annulled", {}},
  };
  for (const Move& move : moves) {
    World world = with_certificate();
    if (!move.from.empty()) world.enter(state_on("2024-01-01", move.from));
    for (const std::string_view change : all) {
      CAPTURE(move.from);
      CAPTURE(change);
      const bool open = std::find(move.open.begin(), move.open.end(), change) != move.open.end();
      CHECK(world.refusal(state_on("2024-06-01", change)) == (open ? "admitted" : kRefused));
    }
  }
}

TEST_CASE("a transition is judged on its day of effect, and names what stood against it") {
  World world = with_certificate();
  const auto withdrawn = world.enter(state_on("2024-06-01", "withdrawn"));
  CHECK(world.refusal(state_on("2024-05-01", "suspended")) == "admitted");
  const auto refused = world.submit(state_on("2024-06-02", "suspended"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "admission.transition");
  CHECK(refused.error().against.back() == withdrawn);
}

TEST_CASE("a reinstated certificate can be suspended again") {
  World world = with_certificate();
  world.enter(state_on("2024-01-01", "suspended"));
  world.enter(state_on("2024-02-01", "reinstated"));
  CHECK(world.refusal(state_on("2024-03-01", "reinstated")) == kRefused);
  CHECK(world.refusal(state_on("2024-03-01", "suspended")) == "admitted");
}

TEST_CASE("a suspension with an end lapses by itself") {
  World world = with_certificate();
  json::Value suspended = state_on("2024-01-01", "suspended");
  suspended.as_object()->find("effective")->as_object()->set("until", "2024-02-01");
  world.enter(suspended);
  CHECK(world.refusal(state_on("2024-01-31", "amended")) == kRefused);
  CHECK(world.refusal(state_on("2024-02-01", "amended")) == "admitted");
}

TEST_CASE("nothing changes before the issue or after the expiry, but an annulment can come later") {
  World world = with_certificate();
  CHECK(world.refusal(state_on("2021-12-31", "suspended")) ==
        "admission.transition at /effective/from");
  CHECK(world.refusal(state_on("2029-12-31", "suspended")) == "admitted");
  CHECK(world.refusal(state_on("2030-01-01", "suspended")) ==
        "admission.transition at /effective/from");
  CHECK(world.refusal(state_on("2030-01-01", "annulled")) == "admitted");
}

TEST_CASE("models are suspended and reinstated one by one") {
  World world = with_certificate();
  world.enter(state_on("2024-01-01", "suspended", R"(, "models": ["A", "B"])"));
  CHECK(world.refusal(state_on("2024-02-01", "suspended", R"(, "models": ["A"])")) == kRefused);
  CHECK(world.refusal(state_on("2024-02-01", "suspended", R"(, "models": ["C"])")) == "admitted");
  CHECK(world.refusal(state_on("2024-02-01", "reinstated", R"(, "models": ["C"])")) == kRefused);
  CHECK(world.refusal(state_on("2024-02-01", "reinstated", R"(, "models": ["B"])")) == "admitted");
  CHECK(world.refusal(state_on("2024-02-01", "reinstated")) == "admitted");
  CHECK(world.refusal(state_on("2024-02-01", "suspended")) == "admitted");
}

TEST_CASE("an annulment from the beginning is in effect on every day") {
  World world = with_certificate();
  json::Value annulled = state_on("2025-01-01", "annulled");
  annulled.as_object()->set("effect", "ex-tunc");
  world.enter(annulled);
  CHECK(world.refusal(state_on("2023-01-01", "suspended")) == kRefused);
}

TEST_CASE("a certificate that is not on file has no state") {
  World world;
  CHECK(world.refusal(state_on("2024-01-01", "suspended")) ==
        "admission.unknown-subject at /body/certificate");
  CHECK(world.refusal(transcription("scribe", "gazette", state_on("2024-01-01", "suspended"))) ==
        "admission.unknown-subject at /body/certificate");
}

TEST_CASE("no silent backdating") {
  World world = with_certificate();
  json::Value suspended = state_on("2024-01-01", "suspended");
  suspended.as_object()->set("decided", "2024-01-02");
  CHECK(world.refusal(suspended) == "admission.backdated at /effective/from");
  suspended.as_object()->set("effect", "ex-tunc");
  CHECK(world.refusal(suspended) == "admitted");
  suspended.as_object()->set("effect", "ex-nunc");
  suspended.as_object()->set("decided", "2024-01-01");
  CHECK(world.refusal(suspended) == "admitted");
  constexpr std::string_view kConstitution = R"({"constitution": {"semanticsVersion": 1,
      "commentPeriodDays": 60, "decisionLifeDays": 365}})";
  const json::Value change = payload("operator", "constitution-change", kConstitution);
  CHECK(world.refusal(valid_from(change, "2026-01-31")) ==
        "admission.backdated at /effective/from");
  CHECK(world.refusal(valid_from(change, "2026-02-01")) == "admitted");
}

// ---- status changes -------------------------------------------------------------------------

json::Value change_on(std::string_view day, std::string_view change, std::string_view more = "") {
  const std::string body =
      R"({"subject": "des-1", "change": ")" + std::string(change) + "\"" + std::string(more) + "}";
  json::Value statement = valid_from(payload("fr-designator", "status-change", body), day);
  statement.as_object()->set("id", std::string(change) + "-" + std::string(day));
  return statement;
}

World with_designation() {
  World world = with_certificate();
  json::Value designation =
      payload("fr-designator", "designation", R"({"body": "fr-body", "act": "FR-1"})");
  designation.as_object()->set("id", "des-1");
  world.enter(designation);
  return world;
}

TEST_CASE("a fact is suspended, reinstated and ended in that order only") {
  constexpr std::string_view kNo = "admission.transition at /body/change";
  World world = with_designation();
  CHECK(world.refusal(change_on("2024-01-01", "reinstated")) == kNo);
  world.enter(change_on("2024-01-01", "suspended"));
  CHECK(world.refusal(change_on("2024-02-01", "suspended")) == kNo);
  CHECK(world.refusal(change_on("2024-02-01", "ended")) == "admitted");
  world.enter(change_on("2024-02-01", "reinstated"));
  CHECK(world.refusal(change_on("2024-03-01", "reinstated")) == kNo);
  world.enter(change_on("2024-03-01", "ended"));
  CHECK(world.refusal(change_on("2024-04-01", "suspended")) == kNo);
  CHECK(world.refusal(change_on("2024-04-01", "ended")) == kNo);
}

TEST_CASE("a part is suspended by itself") {
  World world = with_designation();
  world.enter(change_on("2024-01-01", "suspended", R"(, "part": "module B")"));
  CHECK(world.refusal(change_on("2024-02-01", "suspended", R"(, "part": "module D")")) ==
        "admitted");
  CHECK(world.refusal(change_on("2024-02-01", "suspended", R"(, "part": "module B")")) ==
        "admission.transition at /body/change");
  CHECK(world.refusal(change_on("2024-02-01", "suspended")) == "admitted");
}

TEST_CASE("a change of status names a fact that can be suspended") {
  World world = with_designation();
  CHECK(world.refusal("fr-designator", "status-change",
                      R"({"subject": "nothing", "change": "ended"})") ==
        "admission.unknown-subject at /body/subject");
  const std::string certificate(payload("fr-body", "certificate", kCertificate).text("id"));
  CHECK(world.refusal("fr-body", "status-change",
                      R"({"subject": ")" + certificate + R"(", "change": "ended"})") ==
        "admission.unknown-subject at /body/subject");
}

// ---- corrections ----------------------------------------------------------------------------

json::Value correcting(json::Value statement, std::string_view target) {
  statement.as_object()->set("corrects", json::Object{{"statement", target}, {"kind", "clerical"}});
  statement.as_object()->set("id", "fix-" + std::string(statement.text("id")));
  return statement;
}

TEST_CASE("a correction names a statement of its own author and type") {
  World world = with_designation();
  const json::Value again =
      payload("fr-designator", "designation", R"({"body": "fr-body", "act": "FR-2"})");
  CHECK(world.refusal(correcting(again, "des-1")) == "admitted");
  CHECK(world.refusal(correcting(again, "des-9")) ==
        "admission.corrects-unknown at /corrects/statement");
  const json::Value foreign =
      payload("es-designator", "designation", R"({"body": "es-body", "act": "FR-1"})");
  CHECK(world.refusal(correcting(foreign, "des-1")) ==
        "admission.corrects-not-yours at /corrects/statement");
  const json::Value assessment =
      payload("fr-designator", "assessment", R"({"subject": "fr-body", "kind": "peer-assessment",
      "assessors": ["es-body"], "outcome": "satisfactory"})");
  CHECK(world.refusal(correcting(assessment, "des-1")) ==
        "admission.corrects-not-yours at /corrects/statement");
}

TEST_CASE("who joins supersedes what was transcribed about it, and only that") {
  World world = with_designation();
  json::Value copied =
      transcription("scribe", "gazette",
                    payload("scribe", "designation", R"({"body": "es-body", "act": "ES-1"})"));
  copied.as_object()->set("id", "des-copied");
  world.enter(copied);
  const json::Value own =
      payload("es-designator", "designation", R"({"body": "es-body", "act": "ES-1"})");
  CHECK(world.refusal(correcting(own, "des-copied")) == "admitted");
  const json::Value others =
      payload("fr-designator", "designation", R"({"body": "fr-body", "act": "ES-1"})");
  CHECK(world.refusal(correcting(others, "des-copied")) ==
        "admission.corrects-not-yours at /corrects/statement");
  // Another transcriber of the same source, and one of another.
  CHECK(world.refusal(correcting(transcription("clerk", "gazette", own), "des-copied")) ==
        "admitted");
  CHECK(world.refusal(correcting(transcription("scribe", "cc-portal", own), "des-1")) ==
        "admission.corrects-not-yours at /corrects/statement");
}

TEST_CASE("a correction of a state is judged without the state it corrects") {
  World world = with_certificate();
  world.enter(state_on("2024-01-01", "suspended"));
  const json::Value later = state_on("2024-02-01", "suspended");
  CHECK(world.refusal(later) == kRefused);
  CHECK(world.refusal(correcting(later, "suspended-2024-01-01")) == "admitted");
  CHECK(world.refusal(correcting(state_on("2024-02-01", "reinstated"), "suspended-2024-01-01")) ==
        kRefused);
}

TEST_CASE("a correction of a change of status is judged without it") {
  World world = with_designation();
  world.enter(change_on("2024-01-01", "suspended"));
  const json::Value later = change_on("2024-02-01", "suspended");
  CHECK(world.refusal(later) == "admission.transition at /body/change");
  CHECK(world.refusal(correcting(later, "suspended-2024-01-01")) == "admitted");
}

TEST_CASE("a certificate's own correction may change its identifier's body") {
  World world;
  json::Value certificate = payload("fr-body", "certificate", kCertificate);
  certificate.as_object()->set("id", "wrong-body");
  world.enter(certificate);
  std::string other(kCertificate);
  other.replace(other.find("fr-body"), 7, "fr-heir");
  const json::Value corrected = payload("fr-designator", "certificate", other);
  CHECK(world.refusal(corrected) == "admission.identifier-taken at /body/certificate");
  CHECK(world.refusal(correcting(corrected, "wrong-body")) == "admitted");
}

}  // namespace
}  // namespace concordat::admission
