// The catalogue of schemes, profiles and criteria: one spelling of every address, and nothing in it
// that the class does not have.
#include "core/untp/catalogue.hpp"

#include <doctest/doctest.h>

#include "core/json/read.hpp"

namespace concordat::untp {
namespace {

const Registrar kRegistrar = *registrar_of("registry.example/log", "The registry");

std::string named(std::string_view kind, std::string_view id) {
  return kind == "acts" ? "The act " + std::string(id) : "";
}
const Naming kNaming = named;
const Date kToday = *parse_date("2026-06-01");
const Catalogue kCatalogue{.registrar = kRegistrar, .naming = kNaming, .today = kToday};

Described described(std::string kind, std::string id, std::string_view body) {
  return {.kind = std::move(kind),
          .id = std::move(id),
          .body = *json::read(body),
          .address = {},
          .effective = {.from = *parse_date("2020-01-01")}};
}

json::Value must(json::Object entry) {
  auto made = published(std::move(entry));
  const std::string refusal = made ? "" : made.error().code + " " + made.error().place;
  CAPTURE(refusal);
  REQUIRE(made);
  return std::move(*made);
}

const Described kRequirement = described("requirements", "R", R"({"act": "ACT", "market": "X",
  "editions": ["IEC 1:2020"], "atoms": [{"atom": "1.2.3", "about": "It stops", "severity": 4}]})");

TEST_CASE("an address names one entry, and an entry has one address") {
  const std::string uri = vocabulary_uri(kRegistrar, "standards", "IEC/1:2020", "8.1.1");
  CHECK(uri == "https://registry.example/vocabulary/standards/IEC%2F1%3A2020/8.1.1");
  const auto name = vocabulary_name("/vocabulary/standards/IEC%2F1%3A2020/8.1.1");
  REQUIRE(name);
  CHECK(name->kind == "standards");
  CHECK(name->id == "IEC/1:2020");
  CHECK(name->part == "8.1.1");
  // Other spellings of the same octets (RFC 3986, 6.2.2) lead to the same entry.
  CHECK(vocabulary_name("/vocabulary/standards/IEC%2f1:2020/8%2E1.1")->part == "8.1.1");
  for (const char* const path :
       {"/vocabulary", "/vocabulary/standards", "/vocabulary/standards/", "/vocabulary/economies/X",
        "/vocabulary/standards/a/b/c", "/vocabulary/standards/%zz", "/vocabulary/standards/%4",
        "/vocabularystandards/a", "/vocabulary/standards//a"}) {
    CAPTURE(path);
    CHECK_FALSE(vocabulary_name(path));
  }
}

TEST_CASE("an edition is a criterion by its own name and date") {
  const json::Value made =
      must(criterion_of_edition(kCatalogue, described("standards", "IEC-1:2020", "{}")));
  CHECK(made.text("id") == "https://registry.example/vocabulary/standards/IEC-1%3A2020");
  CHECK(made.text("version") == "2020");
  CHECK(made.text("status") == "active");
  CHECK(made.array("conformityTopic")[0].text("id").ends_with("/voluntary-standards"));
  CHECK(made.text("documentation") == "https://registry.example/v1/standards/IEC-1%3A2020");
}

TEST_CASE("a criterion is proposed before its days and deprecated after them") {
  Described edition = described("standards", "E", "{}");
  edition.effective.from = *parse_date("2026-06-02");
  CHECK(must(criterion_of_edition(kCatalogue, edition)).text("status") == "proposed");
  edition.effective = {.from = *parse_date("2020-01-01"), .until = kToday};
  CHECK(must(criterion_of_edition(kCatalogue, edition)).text("status") == "deprecated");
}

TEST_CASE("a requirement is a profile of its act, its demands are the criteria") {
  const json::Value made = must(profile_of_requirement(kCatalogue, kRequirement));
  CHECK(made.text("id") == "https://registry.example/vocabulary/requirements/R");
  CHECK(made.find("scheme")->text("id") == "https://registry.example/vocabulary/acts/ACT");
  CHECK(made.find("scheme")->text("name") == "The act ACT");
  const json::Value& demand = made.array("criterion")[0];
  CHECK(demand.text("id") == "https://registry.example/vocabulary/requirements/R/1.2.3");
  CHECK(demand.text("description") == "It stops");
  CHECK(*demand.array("tag")[0].as_string() == "severity:4");
  CHECK(made.array("standardAlignment")[0].text("alignmentLevel") == "meets");
}

TEST_CASE("an act is a mandated scheme, with its requirements as profiles") {
  const json::Value made = must(
      scheme_of_act(kCatalogue, described("acts", "ACT", R"({"market": "X"})"), {kRequirement}));
  CHECK(made.text("endorsementLevel") == "endorsed_mandate");
  CHECK(made.find("owner")->text("id") == "https://registry.example/v1/economies/X");
  CHECK(made.array("includedProfile").size() == 1);
  CHECK(made.array("geographicScope")[0].text("code") == "X");
}

TEST_CASE("a scheme claims no endorsement, and ranks its levels from the best") {
  const Described scheme =
      described("schemes", "S",
                R"({"owner": "o", "scale": "EAL", "core": {"part": "core", "version": "3.1"}})");
  const std::vector<Described> editions{described("standards", "IEC-1:2020", "{}")};
  const std::vector<std::string> levels{"EAL1", "EAL2"};
  const SchemeSource source{scheme, editions, levels};
  const json::Value made = must(scheme_of(kCatalogue, source));
  CHECK(made.text("endorsementLevel") == "endorsed_self");
  const json::Array& scores = made.find("schemeScoringFramework")->array("score");
  CHECK(scores[0].text("code") == "EAL2");
  CHECK(scores[0].integer("rank") == 1);
  const json::Value& profile = made.array("includedProfile")[0];
  CHECK(profile.text("id") == "https://registry.example/vocabulary/schemes/S/~profile");
  CHECK(profile.text("version") == "3.1");
  CHECK(profile.array("criterion").size() == 2);
  CHECK(must(criterion_of_whole(kCatalogue, scheme)).text("id") ==
        "https://registry.example/vocabulary/schemes/S/~whole");
}

TEST_CASE("a decision's demands are told by clause, where nobody said what they are about") {
  const auto demands = demands_of(*json::read(
      R"({"mapping": [{"atom": "a", "clause": "8.1", "severity": 3, "verdict": "missing"}]})"));
  REQUIRE(demands.size() == 1);
  const Described edition = described("standards", "F:2", "{}");
  CHECK(must(criterion_of_demand(kCatalogue, edition, demands[0])).text("description") ==
        "Clause 8.1");
}

TEST_CASE("what the class does not have is not published") {
  json::Object other = criterion_of_edition(kCatalogue, described("standards", "E", "{}"));
  other.set("rating", 5);
  CHECK(published(other).error().code == "untp.unknown-term");
  other.erase("rating");
  other.erase("version");
  CHECK(published(other).error().code == "untp.missing");
}

}  // namespace
}  // namespace concordat::untp
