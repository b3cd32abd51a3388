// Who recognises whom: directions, groups, days, and where nothing leads.
#include "core/insight/coverage.hpp"

#include <doctest/doctest.h>

#include "core/insight/coverage_json.hpp"
#include "core/json/write.hpp"
#include "core/recognition/registry_for_test.hpp"

namespace concordat::insight {
namespace {

using facts::Route;

// Cells as "R2 toys BA in-force B>A", in order.
struct World : recognition::testing::Registry {
  [[nodiscard]] OnFile on_file() const { return {tables(), state.size_applied()}; }

  [[nodiscard]] std::string told(const Cell& cell) const {
    const auto codes = [&](const std::vector<Party>& parties) {
      std::string text;
      for (const Party& party : parties) {
        text += (text.empty() ? "" : ",") + std::string(tables().text(party.party));
      }
      return text;
    };
    const Id part = cell.instrument.annex ? cell.instrument.annex->annex : cell.instrument.name();
    return std::string(recognition::name(cell.kind)) + " " + std::string(tables().text(part)) +
           " " + std::string(name(cell.state)) + " " + codes(cell.from) + ">" + codes(cell.to);
  }
  [[nodiscard]] std::vector<std::string> cells(std::string_view on, const Wanted& wanted = {}) {
    std::vector<std::string> texts;
    for (const Cell& cell : coverage(on_file(), recognition::testing::day(on), wanted).cells) {
      texts.push_back(told(cell));
    }
    return texts;
  }

  facts::Ordinal agreement(const std::string& members, const std::string& annex,
                           const std::string& parties = R"(["A", "B"])") {
    return fact("agreement", R"({"agreement": "G", "title": {"en": "G"}, "parties": )" + parties +
                                 ", " + members + R"(, "annexes": [{"annex": "G/1", )" + annex +
                                 R"(, "artefacts": ["certificate"]}]})");
  }
  void deposit(const std::string& party, const std::string& act, const std::string& from) {
    fact("deposit", R"({"agreement": "G", "party": ")" + party + R"(", "act": ")" + act + "\"}",
         from);
  }
  void participation(const std::string& party, const std::string& role, const std::string& from,
                     const std::string& until = "") {
    fact("participation",
         R"({"agreement": "G", "party": ")" + party + R"(", "role": ")" + role + "\"}", from,
         until);
  }
  void requirement(const std::string& id, const std::string& market, const std::string& act,
                   const std::string& procedure) {
    fact("requirement", R"({"requirement": ")" + id + R"(", "market": ")" + market +
                            R"(", "act": ")" + act + R"(", "sector": "toys", "title": {"en": "x"},
                            "procedures": [)" +
                            procedure + "]}");
  }
};

const std::string kDates = R"("entry": {"rule": "dates"})";
const std::string kR2 =
    R"("kind": "R2", "sector": "toys", "importerActs": ["A-law"], "competence": "designation",
       "phase": "operational")";
const std::string kBToA = R"(, "directions": [{"from": "B", "to": "A"}])";
const std::string kParticipants =
    R"("kind": "R3", "sector": "toys", "schemes": ["mark"], "competence": "participation",
       "phase": "operational")";

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("an instrument recognises in its own direction alone") {
  World world;
  world.agreement(kDates, kR2 + kBToA);
  CHECK(world.cells("2021-01-01") == Texts{"R2 G/1 in-force B>A"});
  const Coverage found = coverage(world.on_file(), recognition::testing::day("2021-01-01"));
  REQUIRE(found.one_way.size() == 1);
  CHECK(found.one_way[0].from == world.ids({"B"}));
  CHECK(found.one_way[0].to == world.ids({"A"}));
}

TEST_CASE("both directions, each by itself, leave no one-way gap") {
  World world;
  world.agreement(kDates,
                  kR2 + R"(, "directions": [{"from": "B", "to": "A"}, {"from": "A", "to": "B"}])");
  CHECK(world.cells("2021-01-01") == Texts{"R2 G/1 in-force A>B", "R2 G/1 in-force B>A"});
  CHECK(coverage(world.on_file(), recognition::testing::day("2021-01-01")).one_way.empty());
}

TEST_CASE("every party every other is one group, not every pair") {
  World world;
  std::string parties;
  for (int at = 0; at < 2000; ++at) {
    parties += (parties.empty() ? "[\"" : ", \"") + ("P" + std::to_string(at)) + "\"";
  }
  world.agreement(kDates, kR2, parties + "]");
  const Coverage found = coverage(world.on_file(), recognition::testing::day("2021-01-01"));
  REQUIRE(found.cells.size() == 1);
  CHECK(found.cells[0].from.size() == 2000);
  CHECK(found.cells[0].to.size() == 2000);
  // Four million pairs are more than are looked at for gaps, and that is said.
  CHECK(found.bounded);
  CHECK(found.one_way.empty());
}

TEST_CASE("what A recognises of B and B of C says nothing of A and C") {
  World world;
  world.agreement(kDates, kR2 + kBToA);
  world.fact("agreement", R"({"agreement": "H", "title": {"en": "H"}, "parties": ["B", "C"],
                              "entry": {"rule": "dates"},
                              "annexes": [{"annex": "H/1", "kind": "R2", "sector": "toys",
                                           "directions": [{"from": "C", "to": "B"}],
                                           "importerActs": ["B-law"], "competence": "designation",
                                           "phase": "operational",
                                           "artefacts": ["certificate"]}]})");
  CHECK(world.cells("2021-01-01") == Texts{"R2 G/1 in-force B>A", "R2 H/1 in-force C>B"});
}

TEST_CASE("by deposit: adopted, then party by party") {
  World world;
  world.agreement(R"("entry": {"rule": "nth-deposit", "deposits": 2, "delayDays": 30})", kR2,
                  R"(["A", "B", "C"])");
  world.deposit("A", "ratification", "2021-01-10");
  world.deposit("B", "ratification", "2021-03-02");
  world.deposit("C", "provisional-application", "2021-05-01");
  CHECK(world.cells("2021-03-31") == Texts{"R2 G/1 adopted A,B,C>A,B,C"});
  CHECK(world.cells("2021-04-01") ==
        Texts{"R2 G/1 in-force A,B>A,B", "R2 G/1 adopted A,B>C", "R2 G/1 adopted C>A,B"});
  CHECK(world.cells("2021-05-01") ==
        Texts{"R2 G/1 in-force A,B>A,B", "R2 G/1 provisional A,B>C", "R2 G/1 provisional C>A,B"});
}

TEST_CASE("a party that has not deposited is awaited, and no day is told for it") {
  World world;
  world.agreement(R"("entry": {"rule": "nth-deposit", "deposits": 2})", kR2);
  world.deposit("A", "ratification", "2021-01-10");
  const Coverage found = coverage(world.on_file(), recognition::testing::day("2022-01-01"));
  CHECK(world.cells("2022-01-01") == Texts{"R2 G/1 adopted A>B", "R2 G/1 adopted B>A"});
  const std::string text = json::compact(to_json(found, world.tables()));
  CHECK(text.find(R"({"economy":"B","awaited":true})") != std::string::npos);
}

TEST_CASE("denounced: in force until the notice is over, then as the exit says") {
  World world;
  world.agreement(kDates + R"(, "exit": {"noticeDays": 100, "runOffDays": 365})", kR2 + kBToA);
  world.deposit("B", "denunciation", "2021-01-01");
  CHECK(world.cells("2021-04-10") == Texts{"R2 G/1 in-force B>A"});
  CHECK(world.cells("2021-04-11") == Texts{"R2 G/1 run-off B>A"});
  CHECK(world.cells("2022-04-10") == Texts{"R2 G/1 run-off B>A"});
  CHECK(world.cells("2022-04-11").empty());
  const Changes all = changes(world.on_file(), {});
  Texts days;
  for (const Stop& stop : all.stops) {
    if (!stop.cells.empty()) days.push_back(to_string(stop.date));
  }
  CHECK(days == Texts{"2000-01-01", "2021-04-11", "2022-04-11"});
}

TEST_CASE("an end of which nobody said what then is told as such") {
  World world;
  const auto ordinal = world.agreement(kDates, kR2 + kBToA);
  world.change(ordinal, "ended", "2022-01-01");
  CHECK(world.cells("2022-01-01") == Texts{"R2 G/1 run-off-unsaid B>A"});
}

TEST_CASE("a suspended annex, and one in a phase that recognises nothing") {
  World world;
  const auto ordinal = world.agreement(kDates, kR2 + kBToA);
  world.change(ordinal, "suspended", "2022-01-01");
  CHECK(world.cells("2022-01-01") == Texts{"R2 G/1 suspended B>A"});
  World idle;
  idle.agreement(kDates, R"("kind": "R2", "sector": "toys", "importerActs": ["A-law"],
                            "competence": "designation", "phase": "confidence-building")" +
                             kBToA);
  CHECK(idle.cells("2022-01-01") == Texts{"R2 G/1 not-operational B>A"});
}

TEST_CASE("participants: who issues is recognised, who only consumes recognises") {
  World world;
  world.agreement(kDates, kParticipants, R"(["A", "B", "C"])");
  world.participation("A", "authorising", "2010-01-01", "2020-01-01");
  world.participation("A", "consuming", "2020-01-01");
  world.participation("B", "authorising", "2010-01-01");
  world.participation("C", "consuming", "2015-01-01");
  CHECK(world.cells("2014-12-31") == Texts{"R3 G/1 in-force A,B>A,B", "R3 G/1 adopted A,B>C"});
  CHECK(world.cells("2019-12-31") == Texts{"R3 G/1 in-force A,B>A,B,C"});
  // What A issued before it ceased still counts.
  CHECK(world.cells("2020-01-01") == Texts{"R3 G/1 in-force B>A,B,C", "R3 G/1 run-off A>A,B,C"});
}

TEST_CASE("a market alone: an act, a decision, a refusal") {
  World world;
  world.fact("legal-act", R"({"act": "B-law", "market": "B", "title": {"en": "x"}})");
  world.fact("acceptance-act", R"({"act": "OURS", "market": "A", "sector": "toys",
                                   "foreignAct": "B-law", "forActs": ["A-law"],
                                   "artefacts": ["certificate"]})",
             "2015-01-01", "2024-01-01");
  const auto decision = [&](const std::string& id, const std::string& outcome) {
    world.fact("equivalence-decision", R"({"decision": ")" + id +
                                           R"(", "market": "A", "fromEdition": "X:1",
                   "toEdition": "X:2", "origins": ["C"], "mapping": [{"atom": "a", "clause": "1",
                   "severity": 1, "verdict": "identical"}], "outcome": ")" +
                                           outcome + "\"}");
  };
  decision("YES", "full");
  decision("NO", "refused");
  CHECK(world.cells("2016-01-01") ==
        Texts{"R4 NO refused C>A", "R4 YES in-force C>A", "R6 OURS in-force B>A"});
  CHECK(world.cells("2014-12-31").back() == "R6 OURS adopted B>A");
  CHECK(world.cells("2024-01-01").back() == "R4 YES in-force C>A");
}

TEST_CASE("goods lawful in one member: every member by every other, none that has left") {
  World world;
  world.fact("area-membership", R"({"area": "U", "member": "B"})", "2010-01-01", "2020-01-01");
  world.fact("area-membership", R"({"area": "U", "member": "C", "sectors": ["toys"]})");
  world.fact("lawful-marketing-rule", R"({"area": "U"})");
  CHECK(world.cells("2015-01-01") == Texts{"R7 U in-force A,B,C>A,B,C"});
  CHECK(world.cells("2020-01-01") == Texts{"R7 U in-force A,C>A,C"});
}

TEST_CASE("a product group is asked for together with what holds for every one") {
  World world;
  world.agreement(kDates, kR2 + kBToA);
  world.fact("lawful-marketing-rule", R"({"area": "U"})");
  world.fact("area-membership", R"({"area": "U", "member": "B"})");
  CHECK(world.cells("2021-01-01", {.sector = world.id("radio")}) == Texts{"R7 U in-force A,B>A,B"});
  CHECK(world.cells("2021-01-01", {.sector = world.id("toys")}).size() == 2);
  CHECK(world.cells("2021-01-01", {.kind = Route::kR2}) == Texts{"R2 G/1 in-force B>A"});
}

TEST_CASE("a requirement that nothing reaches is told with what its own law offers instead") {
  World world;
  world.agreement(kDates, kR2 + kBToA);
  const std::string third = R"({"procedure": "p", "party": "third"})";
  world.requirement("reached", "A", "A-law", third);
  world.requirement("lonely", "A", "A-other", third);
  world.requirement("easy", "B", "B-law",
                    R"({"procedure": "p", "party": "first"},
                       {"procedure": "q", "party": "third", "competence": "accreditation"})");
  const Coverage found = coverage(world.on_file(), recognition::testing::day("2021-01-01"));
  REQUIRE(found.unreached.size() == 2);
  CHECK(found.unreached[0].requirement->requirement == world.id("lonely"));
  CHECK_FALSE(found.unreached[0].first_party);
  CHECK(found.unreached[1].requirement->requirement == world.id("easy"));
  CHECK(found.unreached[1].first_party);
  CHECK(found.unreached[1].accredited_body);
  // Before the agreement both of A are unreached.
  CHECK(coverage(world.on_file(), recognition::testing::day("1999-01-01")).unreached.empty());
}

TEST_CASE("an annex lists the acts of both sides; a cell has those of the side that recognises") {
  World world;
  for (const std::string market : {"A", "B"}) {
    world.fact("legal-act", R"({"act": ")" + market + R"(-law", "market": ")" + market +
                                R"(", "title": {"en": "x"}})");
  }
  // A is a member of U, which is the party; what nobody described may be anybody's.
  world.agreement(kDates, R"("kind": "R2", "sector": "toys", "competence": "designation",
                             "importerActs": ["A-law", "B-law", "unheard-of"],
                             "directions": [{"from": "B", "to": "U"}, {"from": "U", "to": "B"}],
                             "phase": "operational")",
                  R"(["U", "B"])");
  const Coverage found = coverage(world.on_file(), recognition::testing::day("2021-01-01"));
  REQUIRE(found.cells.size() == 2);
  const std::vector<Counting> of_the_union = {{kNoId, world.id("A-law")},
                                              {kNoId, world.id("unheard-of")}};
  const std::vector<Counting> of_b = {{kNoId, world.id("B-law")}, {kNoId, world.id("unheard-of")}};
  CHECK(world.told(found.cells[0]) == "R2 G/1 in-force B>U");
  CHECK(found.cells[0].acts == of_the_union);
  CHECK(found.cells[1].acts == of_b);
}

TEST_CASE("markets are those that can be asked for, on whatever day") {
  World world;
  world.agreement(kDates, kR2 + R"(, "directions": [{"from": "B", "to": "U"}])", R"(["U", "B"])");
  Texts codes;
  for (const Market& market :
       coverage(world.on_file(), recognition::testing::day("1900-01-01")).markets) {
    codes.emplace_back(world.tables().text(market.economy->code));
  }
  CHECK(codes == Texts{"A", "B", "U"});  // A as a member of U; nothing is on file about C
}

TEST_CASE("an earlier size sees what was on file then") {
  World world;
  const facts::Ordinal before = world.state.size_applied();
  world.agreement(kDates, kR2 + kBToA);
  const Date day = recognition::testing::day("2021-01-01");
  CHECK(coverage({world.tables(), before}, day).cells.empty());
  CHECK(coverage(world.on_file(), day).cells.size() == 1);
}

}  // namespace concordat::insight
