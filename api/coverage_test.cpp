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

std::string line_of(const json::Value& cell) {
  return std::string(cell.text("kind")) + " " +
         std::string(cell.text("annex", cell.text("instrument"))) + " " +
         std::string(cell.text("state")) + " " + joined(cell.array("from")) + ">" +
         joined(cell.array("to"));
}

json::Value matrix(const std::string& query) {
  const http::Response response = house().get("/v1/coverage", query);
  REQUIRE(response.status == 200);
  return body_of(response);
}

Texts lines(const std::string& query) {
  Texts texts;
  const json::Value shown = matrix(query);
  for (const json::Value& cell : shown.array("cells")) texts.push_back(line_of(cell));
  return texts;
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

TEST_CASE("radio in 2024: four agreements with the United States and others, each way by itself") {
  const Texts radio = lines("on=2024-06-01&sector=radio");
  for (const auto& text : radio) MESSAGE(text);
  // Agreement EU-US 1998, annex on telecommunication equipment: both ways, each its own line.
  CHECK(has(radio, "R2 EU-US/telecommunications in-force EU>US"));
  CHECK(has(radio, "R2 EU-US/telecommunications in-force US>EU"));
  // Great Britain accepts the Union's mark alone; the Union accepts nothing of it.
  CHECK(has(radio, "R6 GB-2024-696-radio adopted EU>GB-GBN"));
  CHECK(has(radio, "R6 GB-2019-696-radio in-force EU>GB-GBN"));
  CHECK(std::ranges::none_of(radio, [](const std::string& text) {
    return text.ends_with("GB-GBN>EU") || text.ends_with("GB>EU");
  }));
  CHECK(has(radio, "R3 XA-XV/radio adopted XA>XV"));
}

TEST_CASE("the electrical annex of the Union with the United States never became operational") {
  const Texts electrical = lines("on=2024-06-01&sector=household-electrical&kind=R2");
  CHECK(has(electrical, "R2 EU-US/electrical-safety not-operational EU>US"));
  CHECK(has(electrical, "R2 EU-US/electrical-safety not-operational US>EU"));
}

TEST_CASE(
    "an annex lists the acts of both sides; a direction has those of the side that recognises") {
  const json::Value shown = matrix("on=2024-06-01&sector=machinery&kind=R2");
  for (const json::Value& cell : shown.array("cells")) {
    if (cell.text("annex") != "EU-AU/machinery") continue;
    const bool to_the_union = joined(cell.array("to")) == "EU";
    REQUIRE(cell.find("acts"));
    // No Australian act for machinery is on file.
    CHECK(cell.array("acts").size() == (to_the_union ? 1 : 0));
  }
  CHECK(cell_of(shown, "EU-AU/machinery", "in-force") != nullptr);
}

TEST_CASE("Common Criteria: who issues, who only recognises, who has ceased to issue") {
  const json::Value shown = matrix("on=2024-06-01&sector=it-security");
  for (const json::Value& cell : shown.array("cells")) MESSAGE(line_of(cell));
  const json::Value* ccra = cell_of(shown, "CCRA/certificates", "in-force");
  REQUIRE(ccra);
  const std::string from = joined(ccra->array("from"));
  const std::string to = joined(ccra->array("to"));
  CHECK(from.find("DE") != std::string::npos);
  CHECK(from.find("GB") == std::string::npos);  // the United Kingdom issues no more
  CHECK(from.find("FI") == std::string::npos);  // Finland only consumes
  CHECK(to.find("GB") != std::string::npos);
  CHECK(to.find("FI") != std::string::npos);
  CHECK(ccra->array("upTo").size() == 4);
  CHECK(ccra->array("schemes").size() == 1);
  const json::Value* earlier = cell_of(shown, "CCRA/certificates", "run-off");
  REQUIRE(earlier);
  CHECK(joined(earlier->array("from")) == "GB");
  // The titles of agreements and names of markets, in six languages.
  CHECK(shown.find("titles")->find("CCRA")->as_object()->size() == 6);
}

TEST_CASE("the European scheme: Member States among each other, and nobody else by that") {
  const Texts security = lines("on=2026-06-01&sector=it-security");
  CHECK(has(security, "R3 EUCC-RECOGNITION/certificates in-force EU>EU"));
  CHECK_FALSE(has(lines("on=2025-02-26&sector=it-security"),
                  "R3 EUCC-RECOGNITION/certificates in-force EU>EU"));
}

TEST_CASE("where nothing leads, and what a market's own law offers there") {
  const json::Value shown = matrix("on=2024-06-01");
  const auto& unreached = shown.find("gaps")->array("unreached");
  CHECK_FALSE(unreached.empty());
  for (const json::Value& gap : unreached) {
    MESSAGE(std::string(gap.text("market")) << " " << std::string(gap.text("requirement")));
    CHECK(gap.text("requirement") != "EU-MACHINERY");
  }
  const auto& one_way = shown.find("gaps")->array("oneWay");
  const bool mark = std::ranges::any_of(one_way, [](const json::Value& group) {
    return group.text("sector") == "machinery" && joined(group.array("from")) == "EU" &&
           joined(group.array("to")).find("GB-GBN") != std::string::npos;
  });
  CHECK(mark);
}

TEST_CASE("everybody who can be asked for stands there, and can be asked for") {
  const json::Value shown = matrix("on=1900-01-01&kind=R7");
  CHECK(shown.array("cells").empty());
  std::size_t named = 0;
  for (const json::Value& market : shown.array("markets")) {
    if (market.find("names") && market.find("names")->find("ar")) ++named;
    const auto answer = house().post("/v1/determinations", "application/json",
                                     R"({"market": ")" + std::string(market.text("economy")) +
                                         R"(", "date": "2024-06-01",
                             "attestations": [{"number": "ANSSI-CC-2023/42"}]})");
    CHECK(answer.status == 200);
    CHECK(answer.body.find("question.market-unknown") == std::string::npos);
  }
  CHECK(shown.array("markets").size() > 50);
  CHECK(named > 50);
}

TEST_CASE("the stops of a time slider: the matrix is another at each, and the same between") {
  const Texts days = stops("from=2017-01-01&until=2024-12-31");
  for (const std::string_view day :
       {"2017-09-21", "2021-01-01", "2021-05-26", "2023-01-01", "2023-10-20", "2024-10-01"}) {
    CHECK(has(days, std::string(day)));
  }
  CHECK(std::ranges::is_sorted(days));
  for (const std::string& day : days) {
    const json::Value shown = matrix("on=" + day);
    CHECK(shown.find("stable")->text("from") == day);
  }
  CHECK(stops("from=2021-05-27&until=2021-05-28").empty());
  CHECK(stops("from=2021-05-26&until=2021-05-27") == Texts{"2021-05-26"});
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
