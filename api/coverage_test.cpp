// Who recognises whom in the demonstration registry, held against the agreements themselves; and
// the parameters.
#include <algorithm>

#include <doctest/doctest.h>

#include "api/house_for_tests.hpp"

namespace concordat::api {
namespace {

using namespace testing;
using Texts = std::vector<std::string>;

std::string joined(const json::Array& parties) {
  std::string text;
  for (const json::Value& party : parties) {
    const std::string* code = party.as_string();
    text += (text.empty() ? "" : ",") + (code ? *code : std::string(party.text("economy")));
  }
  return text;
}

json::Value matrix(const std::string& query) {
  const http::Response response = house().get("/v1/coverage", query);
  REQUIRE(response.status == 200);
  return body_of(response);
}

bool has(const Texts& texts, const std::string& text) {
  return std::ranges::find(texts, text) != texts.end();
}

const json::Value* cell_of(const json::Value& shown, std::string_view annex,
                           std::string_view state) {
  const auto found = std::ranges::find_if(shown.array("cells"), [&](const json::Value& cell) {
    return cell.text("annex", cell.text("instrument")) == annex && cell.text("state") == state;
  });
  return found == shown.array("cells").end() ? nullptr : &*found;
}

Texts stops(const std::string& query) {
  const http::Response response = house().get("/v1/coverage/changes", query);
  REQUIRE(response.status == 200);
  Texts days;
  const json::Value shown = body_of(response);
  for (const json::Value& stop : shown.array("stops")) days.emplace_back(stop.text("date"));
  return days;
}

}  // namespace

TEST_CASE("Common Criteria: who issues, who only recognises, who has ceased to issue") {
  const json::Value shown = matrix("on=2024-06-01&sector=it-security");
  const json::Value* ccra = cell_of(shown, "CCRA/certificates", "in-force");
  REQUIRE(ccra);
  CHECK(ccra->text("kind") == "R3");
  CHECK(ccra->array("upTo").size() == 4);
  CHECK(ccra->array("schemes").size() == 1);
  CHECK_FALSE(ccra->array("evidence").empty());
  const json::Value* earlier = cell_of(shown, "CCRA/certificates", "run-off");
  REQUIRE(earlier);
  CHECK(joined(earlier->array("from")) == "GB");
  CHECK(shown.find("titles")->find("CCRA")->as_object()->size() == 6);
  CHECK(matrix("on=2024-06-01&sector=it-security&kind=R6").array("cells").empty());
}

TEST_CASE("everybody who can be asked for stands there, and can be asked for") {
  const json::Value shown = matrix("on=1900-01-01&kind=R7");
  CHECK(shown.array("cells").empty());
  std::size_t in_arabic = 0;
  for (const json::Value& market : shown.array("markets")) {
    const json::Value* names = market.find("names");
    CHECK(names);
    if (names && names->find("ar")) ++in_arabic;
    const auto answer = house().post("/v1/determinations", "application/json",
                                     R"({"market": ")" + std::string(market.text("economy")) +
                                         R"(", "date": "2024-06-01",
                             "attestations": [{"number": "ANSSI-CC-2023/42"}]})");
    CHECK(answer.status == 200);
    CHECK(answer.body.find("question.market-unknown") == std::string::npos);
  }
  // Those of the demonstration have names in six languages; other tests file economies with one.
  CHECK(in_arabic > 30);
}

TEST_CASE("the stops of a time slider: at each begins a matrix that stays") {
  const Texts days = stops("from=2000-01-01&until=2026-01-01");
  CHECK(days.size() > 20);
  CHECK(std::ranges::is_sorted(days));
  // The Union of twenty-seven became one of twenty-eight; and the first full day of the CCRA.
  CHECK(has(days, "2013-07-01"));
  CHECK(has(days, "2000-05-31"));
  for (const std::string& day : days) {
    CHECK(matrix("on=" + day).find("stable")->text("from") == day);
  }
  CHECK(stops("from=2013-07-01&until=2013-07-02") == Texts{"2013-07-01"});
  CHECK(stops("from=2013-07-02&until=2013-07-03").empty());
}

TEST_CASE("the same size and day give the same octets, kept for ever") {
  const std::string size = std::to_string(house().demonstration.registry().size());
  const http::Response one = house().get("/v1/coverage", "on=2024-06-01&asOf=" + size);
  const http::Response other = house().get("/v1/coverage", "on=2024-06-01&asOf=" + size);
  CHECK(one.body == other.body);
  CHECK(one.header("Cache-Control")->find("immutable") != std::string_view::npos);
  const http::Response live = house().get("/v1/coverage", "on=2024-06-01");
  CHECK(live.header("Cache-Control")->find("max-age=60") != std::string_view::npos);
  CHECK(house().get("/v1/coverage", "on=2024-06-01&asOf=1").status == 200);
}

TEST_CASE("words for kinds and states come when they are asked for") {
  const json::Value shown = matrix("on=2024-06-01&sector=radio&sentences=true");
  const json::Value* labels = shown.find("labels");
  REQUIRE(labels);
  CHECK(labels->find("kinds")->as_object()->size() == 7);
  CHECK(labels->find("states")->as_object()->size() == 9);
  CHECK_FALSE(matrix("on=2024-06-01&sector=radio").find("labels"));
}

TEST_CASE("parameters that mean nothing are told with what was expected") {
  const auto refused = [](const std::string& path, const std::string& query) {
    const http::Response response = house().get(path, query);
    CHECK(response.status == 400);
    CHECK(code_of(response) == "request.parameter");
  };
  refused("/v1/coverage", "on=yesterday");
  refused("/v1/coverage", "kind=R0");
  refused("/v1/coverage", "kind=R8");
  refused("/v1/coverage", "asOf=x");
  refused("/v1/coverage", "colour=red");
  refused("/v1/coverage", "from=2024-06-01");
  refused("/v1/coverage/changes", "on=2024-06-01");
  refused("/v1/coverage/changes", "until=2024-02-30");
  CHECK(house().get("/v1/coverage", "asOf=0").status == 404);
  CHECK(house().get("/v1/coverage", "sector=unicorns").status == 200);
}

}  // namespace concordat::api
