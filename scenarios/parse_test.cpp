#include "scenarios/parse.hpp"

#include <doctest/doctest.h>

#include "core/json/write.hpp"
#include "scenarios/check.hpp"
#include "scenarios/statement_line.hpp"

namespace concordat::scenarios {
namespace {

std::string draft(std::string_view text) {
  const auto line = read_line(text, 1);
  REQUIRE(line);
  const auto made = draft_of(*line, 7);
  REQUIRE(made);
  return json::compact(*made);
}

std::string refusal(std::string_view text) {
  const auto line = read_line(text, 3);
  if (!line) return line.error().code;
  const auto made = draft_of(*line, 1);
  return made ? "made" : made.error().code + " at " + made.error().place;
}

std::vector<Line> lines(std::initializer_list<std::string_view> texts) {
  std::vector<Line> all;
  for (const std::string_view text : texts) {
    auto line = read_line(text, all.size() + 1);
    REQUIRE(line);
    all.push_back(std::move(*line));
  }
  return all;
}

}  // namespace

TEST_CASE("a line fills the required members in the order of the catalogue") {
  CHECK(draft("designation NB-1 ACT-1 modules=B,D from 2020-01-01 until 2021-01-01") ==
        R"({"id":"designation-7","type":"designation","author":"concordat-transcriber",)"
        R"("basis":{"kind":"transcribed","source":"scenario","read":"2026-01-01"},)"
        R"("effective":{"from":"2020-01-01","until":"2021-01-01"},)"
        R"("body":{"body":"NB-1","act":"ACT-1","modules":["B","D"]}})");
}

TEST_CASE("names, numbers and first days need not be written") {
  const std::string made =
      draft("certificate C-1 certificate NB-1 mandatory toys maker from 2020-03-01 by NB-1 as c");
  CHECK(made.find(R"("number":"C-1")") != std::string::npos);
  CHECK(made.find(R"("issued":"2020-03-01")") != std::string::npos);
  CHECK(made.find(R"("id":"c","type":"certificate","author":"NB-1","basis":{"kind":"own"})") !=
        std::string::npos);
}

TEST_CASE("records in parentheses, dotted members, predicates and attributes") {
  const std::string made = draft(
      "requirement R M A S scope=(play=true age=0..13) procedures=(procedure=p party=third "
      "alternatives=(modules=B,D),(modules=G))");
  CHECK(made.find(R"("scope":{"all":[{"attribute":"play","is":true},)"
                  R"({"attribute":"age","from":"0","to":"13"}]})") != std::string::npos);
  CHECK(made.find(R"("alternatives":[{"modules":["B","D"]},{"modules":["G"]}])") !=
        std::string::npos);
  CHECK(draft("certificate C certificate B voluntary s h product.models=M product.quantity=5")
            .find(R"("product":{"models":["M"],"quantity":5})") != std::string::npos);
  CHECK(draft("product-type P O S attributes=(volt=230 hot=true name=\"x y\")")
            .find(R"("attributes":{"volt":230,"hot":true,"name":"x y"})") != std::string::npos);
}

TEST_CASE("slips of the pen are told with their line") {
  CHECK(refusal("designetion NB-1") == "scenario.unknown-type at line 3");
  CHECK(refusal("designation NB-1 ACT moduls=B") == "scenario.unknown-member at line 3");
  CHECK(refusal("designation NB-1 ACT one-too-many") == "scenario.too-many-words at line 3");
  CHECK(refusal("designation NB-1 ACT number=\"open") == "scenario.syntax");
  CHECK(refusal("certificate C certificate B voluntary s h product.quantity=many") ==
        "scenario.value at line 3");
}

TEST_CASE("a scenario begins with the background, and Given, When and Then may repeat") {
  const auto scenarios = parse(
      "Background:\n  Given\n    economy AA economy\nScenario: one # and a comment\n"
      "  Given\n    mark here\n  When\n    market AA\n    certificate \"C 1\" of NB\n"
      "    on 2020-01-01\n    as of here\n  Then\n    verdict recognised\n  Given\n"
      "    economy BB\n      economy\n  When\n    market BB\n    on 2020-01-02\n  Then\n"
      "    no finding x.y\n");
  REQUIRE(scenarios);
  REQUIRE(scenarios->size() == 1);
  const Scenario& scenario = scenarios->front();
  CHECK(scenario.title == "one");
  REQUIRE(scenario.steps.size() == 5);
  const Ask& ask = std::get<Ask>(scenario.steps[2]);
  CHECK(ask.question.market == "AA");
  CHECK(ask.question.attestations.front().number == "C 1");
  CHECK(ask.question.attestations.front().issuer == "NB");
  CHECK(ask.as_of == "here");
  CHECK(ask.expectations.size() == 1);
  CHECK(std::get<State>(scenario.steps[3]).draft.find("body")->text("code") == "BB");
}

TEST_CASE("a question without an expectation is no scenario") {
  const auto scenarios = parse("Scenario: s\n  When\n    market AA\n");
  REQUIRE_FALSE(scenarios);
  CHECK(scenarios.error().code == "scenario.form");
}

TEST_CASE("expectations that do not hold are told, and unknown ones never hold") {
  const json::Value answer = json::Object{
      {"verdict", "recognised"},
      {"extent", json::Object{{"whole", false}, {"level", "EAL2"}}},
      {"stable", json::Object{{"from", "2020-01-01"}}},
      {"requirements",
       json::Array{json::Object{
           {"requirement", "R"},
           {"outcome", "recognised"},
           {"routes", json::Array{json::Object{
                          {"route", "R2"},
                          {"instrument", "A/1"},
                          {"outcome", "recognised"},
                          {"findings", json::Array{json::Object{{"code", "coverage.model-listed"},
                                                                {"bearing", "holds"}}}}}}}}}}};
  CHECK(check(answer, lines({"verdict recognised", "extent EAL2", "stable 2020-01-01 .. always",
                             "route R2 via A/1 recognised", "requirement R recognised",
                             "finding coverage.model-listed holds on R2", "no cure", "no route R1",
                             "no finding coverage.model-listed fails"}))
            .empty());
  CHECK(check(answer, lines({"verdict undecided", "extent whole", "stable 2020-01-01 .. 2021-01-01",
                             "route R2 via A/2", "finding coverage.model-listed on R1",
                             "no route R2", "cure cure.transfer", "verdikt recognised"}))
            .size() == 8);
}

}  // namespace concordat::scenarios
