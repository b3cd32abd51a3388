// The register of conformity assessment bodies of the United Kingdom, imported upon the
// demonstration registry: every listing under an agreement meets its annex on route R2.
#include <algorithm>
#include <map>

#include <doctest/doctest.h>

#include "importers/shared_for_test.hpp"
#include "scenarios/drafts.hpp"
#include "scenarios/way.hpp"

namespace concordat::scenarios {
namespace {

// Days between the first publication of the register's bodies and their newest.
const Date kIssued = date_of(2022, 6, 1);
const Date kEvent = date_of(2023, 11, 1);

std::optional<importers::Imported> imported_bodies() {
  auto bodies = importers::shared_file("uk_conformity_assessment_bodies.csv");
  if (!bodies) return std::nullopt;
  auto schedules = importers::shared_file("uk_body_schedules.csv");
  if (!schedules) return std::nullopt;
  auto imported = importers::run(*importers::find("uk-bodies"), {*bodies, *schedules},
                                 {.read = date_of(2026, 5, 29)});
  REQUIRE(imported);
  return std::move(*imported);
}

void state_all(Way& way, const std::vector<json::Value>& drafts) {
  const std::vector<Status> outcomes = way.submit(drafts);
  for (std::size_t at = 0; at < outcomes.size(); ++at) {
    if (outcomes[at]) continue;
    CAPTURE(drafts[at].text("id"));
    FAIL_CHECK(outcomes[at].error().code << " at " << outcomes[at].error().place);
  }
}

std::unique_ptr<Way> demonstration() {
  const auto founding = read_document("examples/founding.json");
  REQUIRE(founding);
  auto way = make_fold_way(*founding);
  REQUIRE(way);
  const auto drafts = read_drafts("examples", "examples");
  REQUIRE(drafts);
  state_all(**way, *drafts);
  return std::move(*way);
}

// Product groups of Great Britain on file in which a type examination needs no further body.
constexpr std::string_view kExamined[] = {"emc", "machinery", "radio", "toys"};

// A certificate made by hand, as if a public list had shown it: what the listing allows.
json::Value certificate_under(const json::Value& designation, const std::string& number) {
  const json::Value& listed = *designation.find("body");
  // For the law of Great Britain a type examination: module C or A beside it needs no body.
  const bool examines = listed.text("act").starts_with("GB-");
  json::Object body{{"certificate", number},
                    {"number", number},
                    {"artefact", examines ? "type-examination" : "certificate"},
                    {"body", listed.text("body")},
                    {"act", listed.text("act")},
                    {"legalEffect", "mandatory"},
                    {"sector", *(*listed.find("sectors")->as_array())[0].as_string()},
                    {"holder", "lumen.example"},
                    {"manufacturer", "lumen.example"},
                    {"product", json::Object{{"models", json::Array{"X-1"}}}},
                    {"title", "Made by hand"},
                    {"issued", to_string(kIssued)}};
  if (examines) body.set("module", "B");
  return json::Object{
      {"id", "hand-" + number},
      {"type", "certificate"},
      {"author", "concordat-transcriber"},
      {"basis",
       json::Object{{"kind", "transcribed"}, {"source", "scenario"}, {"read", "2026-01-01"}}},
      {"effective", json::Object{{"from", to_string(kIssued)}}},
      {"body", std::move(body)}};
}

// The route of the answer that goes by the annex, or null.
const json::Value* route_by(const json::Value& answer, std::string_view annex) {
  for (const json::Value& requirement : answer.array("requirements")) {
    for (const json::Value& route : requirement.array("routes")) {
      if (route.text("route") == "R2" && route.text("instrument") == annex) return &route;
    }
  }
  return nullptr;
}

// "UK-US/emc" seen from the body's side: the market whose law it works for.
std::string market_of(std::string_view act) {
  const std::string_view market = act.substr(0, act.find('-'));
  return market == "GB" ? "GB-GBN" : std::string(market);
}

using Counts = std::map<std::string, std::uint64_t>;

std::string text(const Counts& counts) {
  std::string line;
  for (const auto& [name, count] : counts) {
    line += (line.empty() ? "" : ", ") + name + " " + std::to_string(count);
  }
  return line;
}

}  // namespace

TEST_CASE("bodies of the United Kingdom listed under its agreements are recognised by them") {
  const auto imported = imported_bodies();
  if (!imported) return;
  const auto way = demonstration();
  state_all(*way, imported->drafts);

  Counts outcomes;
  std::size_t made = 0;
  for (const json::Value& draft : imported->drafts) {
    if (draft.text("type") != "designation") continue;
    const json::Value& listed = *draft.find("body");
    const std::string annex(listed.text("annex"));
    if (annex.empty()) continue;
    CAPTURE(draft.text("id"));
    const std::string number = "HAND-" + std::to_string(++made);
    state_all(*way, {certificate_under(draft, number)});
    const auto answer = way->ask({.attestations = {{.number = number}},
                                  .market = market_of(listed.text("act")),
                                  .product = {.attributes = {{"complianceLevel", "3"}}},
                                  .date = kEvent});
    REQUIRE(answer);
    const json::Value* route = route_by(*answer, annex);
    CHECK(route != nullptr);
    if (route != nullptr) ++outcomes[annex + " " + std::string(route->text("outcome"))];
  }
  CHECK(text(outcomes) ==
        "UK-AU/emc recognised 2, UK-AU/machinery recognised 2, UK-AU/medical-devices recognised 1, "
        "UK-CA/emc recognised 1, UK-NZ/emc recognised 1, UK-US/emc recognised 4");
}

TEST_CASE(
    "a body of the register is recognised for the law of Great Britain as its schedule says") {
  const auto imported = imported_bodies();
  if (!imported) return;
  const auto way = demonstration();
  state_all(*way, imported->drafts);

  Counts verdicts;
  std::size_t made = 0;
  for (const json::Value& draft : imported->drafts) {
    if (draft.text("type") != "designation" || !draft.find("body")->text("annex").empty()) continue;
    const std::string_view sector =
        *(*draft.find("body")->find("sectors")->as_array())[0].as_string();
    if (std::ranges::count(kExamined, sector) == 0) continue;
    const std::string number = "HAND-GB-" + std::to_string(++made);
    state_all(*way, {certificate_under(draft, number)});
    const auto answer =
        way->ask({.attestations = {{.number = number}}, .market = "GB-GBN", .date = kEvent});
    REQUIRE(answer);
    std::string verdict(answer->text("verdict"));
    if (!answer->text("why").empty()) verdict += " (" + std::string(answer->text("why")) + ")";
    ++verdicts[verdict];
  }
  // Undecided: rows that the register calls historical and that were not published again.
  CHECK(text(verdicts) == "recognised 39, undecided (fact-needed) 11");
}

}  // namespace concordat::scenarios
