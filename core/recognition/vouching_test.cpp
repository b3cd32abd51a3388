#include "core/recognition/vouching.hpp"

#include <doctest/doctest.h>

#include "core/recognition/registry_for_test.hpp"

namespace concordat::recognition {
namespace {

using facts::Holding;
using facts::Ordinal;
using testing::Registry;

constexpr std::uint32_t kCertificates = 1;
constexpr std::uint32_t kReports = 1U << 2;

// A body of A, its accreditor, B that accepts the accreditor by an arrangement, and an agreement by
// which B takes certificates of A.
struct World : Registry {
  Ordinal accreditation = 0;
  Ordinal acceptance = 0;
  Ordinal agreement = 0;

  World() {
    body("lab", "A");
    fact("standard-edition", R"({"edition": "EN-1:2020", "standard": "EN-1"})");
    accreditation = fact("accreditation",
                         R"({"accreditor": "acc", "body": "lab", "mainScope": "testing",
                             "standards": ["EN-1"], "sectors": ["toys"]})",
                         "2019-01-01", "2024-01-01");
    fact("arrangement-signatory",
         R"({"arrangement": "MRA", "accreditor": "acc", "mainScope": "testing"})", "2018-01-01");
    acceptance =
        fact("accreditor-acceptance",
             R"({"market": "B", "arrangement": "MRA", "mainScope": "testing"})", "2020-01-01");
    agreement = fact("agreement", R"({"agreement": "AB", "title": {"en": "x"},
      "parties": ["A", "B"], "entry": {"rule": "dates"},
      "annexes": [{"annex": "AB/toys", "kind": "R3", "sector": "toys", "schemes": ["S"],
        "directions": [{"from": "A", "to": "B"}], "artefacts": ["certificate"],
        "competence": "accreditation", "phase": "operational"}]})",
                     "2010-01-01");
  }

  [[nodiscard]] VouchedScope scope(std::string_view sector, std::string_view scheme = "") const {
    VouchedScope what{.main_scope = id("testing")};
    if (!sector.empty()) what.sector = id(sector);
    if (!scheme.empty()) what.scheme = id(scheme);
    return what;
  }
  [[nodiscard]] Holding takes(std::string_view authority, std::string_view entity,
                              std::string_view date) const {
    facts::Probe probe = at(date);
    return takes_results(probe, {id(authority), id(entity)}, scope("toys", "S"), kCertificates)
        .holding;
  }
};

}  // namespace

TEST_CASE("an accreditation vouches for its scope and days, and for nothing beyond") {
  World world;
  const VouchedParties who{world.id("acc"), world.id("lab")};
  VouchedScope what = world.scope("toys");
  what.standard = world.id("EN-1:2020");
  facts::Probe probe = world.at("2020-06-01");
  const Vouching found = accredits(probe, who, what);
  CHECK(found.holding == Holding::kHolds);
  CHECK(found.evidence == std::vector<Ordinal>{world.accreditation});
  CHECK(probe.window == facts::Window{testing::day("2019-01-01"), testing::day("2024-01-01")});

  facts::Probe before = world.at("2018-12-31");
  CHECK(accredits(before, who, what).holding == Holding::kNot);
  facts::Probe after = world.at("2024-01-01");
  CHECK(accredits(after, who, what).holding == Holding::kNot);
  // What the accreditation limits and the question does not name, or names otherwise.
  VouchedScope other = what;
  other.standard = kNoId;
  CHECK(accredits(probe, who, other).holding == Holding::kNot);
  other.standard.reset();
  CHECK(accredits(probe, who, other).holding == Holding::kNot);
  other = what;
  other.main_scope = world.id("MRA");
  CHECK(accredits(probe, who, other).holding == Holding::kNot);
  CHECK(accredits(probe, {world.id("lab"), world.id("acc")}, what).evidence.empty());
}

TEST_CASE("a suspension inside the chain ends what rests on it, from its day on") {
  World world;
  world.change(world.accreditation, "suspended", "2021-01-01");
  world.change(world.acceptance, "suspended", "2022-01-01");
  world.change(world.agreement, "suspended", "2023-01-01");
  const VouchedParties lab{world.id("acc"), world.id("lab")};
  VouchedScope what = world.scope("toys");
  what.standard = world.id("EN-1");
  facts::Probe held = world.at("2020-12-31");
  CHECK(accredits(held, lab, what).holding == Holding::kHolds);
  CHECK(held.window.high == testing::day("2021-01-01"));
  facts::Probe suspended = world.at("2021-01-01");
  const Vouching found = accredits(suspended, lab, what);
  CHECK(found.holding == Holding::kNot);
  CHECK(found.evidence.size() == 2);

  const VouchedParties market{world.id("B"), world.id("acc")};
  facts::Probe accepted = world.at("2021-12-31");
  CHECK(accepts(accepted, market, world.scope("")).holding == Holding::kHolds);
  facts::Probe no_more = world.at("2022-01-01");
  CHECK(accepts(no_more, market, world.scope("")).holding == Holding::kNot);
  CHECK(world.takes("B", "A", "2022-12-31") == Holding::kHolds);
  CHECK(world.takes("B", "A", "2023-01-01") == Holding::kNot);
}

TEST_CASE("a later record does not change what an earlier size knew") {
  World world;
  const Ordinal size = world.state.size_applied();
  world.change(world.acceptance, "ended", "2019-06-01");
  const VouchedParties market{world.id("B"), world.id("acc")};
  facts::Probe then = world.at("2021-01-01", size);
  CHECK(accepts(then, market, world.scope("")).holding == Holding::kHolds);
  facts::Probe now = world.at("2021-01-01");
  CHECK(accepts(now, market, world.scope("")).holding == Holding::kNot);
}

TEST_CASE(
    "an agreement is one-sided where its text is, and needs its sector, scheme and artefact") {
  World world;
  CHECK(world.takes("B", "A", "2020-01-01") == Holding::kHolds);
  CHECK(world.takes("A", "B", "2020-01-01") == Holding::kNot);
  CHECK(world.takes("B", "A", "2009-12-31") == Holding::kNot);
  CHECK(world.takes("B", "B", "2020-01-01") == Holding::kNot);
  facts::Probe probe = world.at("2020-01-01");
  const VouchedParties who{world.id("B"), world.id("A")};
  CHECK(takes_results(probe, who, world.scope("toys", "S"), kReports).holding == Holding::kNot);
  CHECK(takes_results(probe, who, world.scope("", "S"), kCertificates).holding == Holding::kNot);
  CHECK(takes_results(probe, who, world.scope("toys", "MRA"), kCertificates).holding ==
        Holding::kNot);
  CHECK(takes_results(probe, who, world.scope("toys"), kCertificates).holding == Holding::kHolds);
}

TEST_CASE("recognition is not inferred through a third") {
  World world;
  world.fact("agreement", R"({"agreement": "BC", "title": {"en": "x"},
    "parties": ["B", "C"], "entry": {"rule": "dates"},
    "annexes": [{"annex": "BC/toys", "kind": "R3", "sector": "toys", "schemes": ["S"],
      "artefacts": ["certificate"], "competence": "accreditation", "phase": "operational"}]})",
             "2010-01-01");
  CHECK(world.takes("B", "A", "2020-01-01") == Holding::kHolds);
  CHECK(world.takes("C", "B", "2020-01-01") == Holding::kHolds);
  CHECK(world.takes("C", "A", "2020-01-01") == Holding::kNot);
  // Nor is an accreditor that B accepts accepted by C, which takes B's results.
  facts::Probe probe = world.at("2021-01-01");
  CHECK(accepts(probe, {world.id("C"), world.id("acc")}, world.scope("")).holding == Holding::kNot);
}

TEST_CASE(
    "deposits, areas, acts of acceptance and participants count as they do in determinations") {
  World world;
  world.fact("agreement", R"({"agreement": "UC", "title": {"en": "x"},
    "parties": ["U", "C"], "entry": {"rule": "nth-deposit", "deposits": 2, "delayDays": 30},
    "annexes": [{"annex": "UC/toys", "kind": "R3", "sector": "toys", "schemes": ["S"],
      "artefacts": ["certificate"], "competence": "accreditation", "phase": "operational"}]})");
  world.fact("deposit", R"({"agreement": "UC", "party": "U", "act": "ratification"})",
             "2015-01-01");
  CHECK(world.takes("C", "A", "2016-01-01") == Holding::kNot);
  world.fact("deposit", R"({"agreement": "UC", "party": "C", "act": "ratification"})",
             "2016-01-01");
  CHECK(world.takes("C", "A", "2016-01-30") == Holding::kNot);
  CHECK(world.takes("C", "A", "2016-01-31") == Holding::kHolds);
  CHECK(world.takes("A", "C", "2016-01-31") == Holding::kHolds);

  world.fact("acceptance-act", R"({"act": "C-LAW", "market": "C", "sector": "radio",
    "scheme": "R", "forActs": ["C-RADIO"], "artefacts": ["certificate"]})",
             "2020-01-01");
  facts::Probe probe = world.at("2020-01-01");
  CHECK(
      takes_results(probe, {world.id("C"), world.id("B")}, world.scope("radio", "R"), kCertificates)
          .holding == Holding::kHolds);
  CHECK(takes_results(probe, {world.id("C"), world.id("B")}, world.scope("radio", "R"), kReports)
            .holding == Holding::kNot);
}

TEST_CASE(
    "designation needs the market's own law, and issuing under an arrangement its participant") {
  World world;
  world.fact("legal-act", R"({"act": "U-TOYS", "market": "U", "title": {"en": "x"}})");
  world.fact("designation", R"({"body": "lab", "act": "U-TOYS", "modules": ["B"]})", "2018-01-01",
             "2022-01-01");
  VouchedScope what{.act = world.id("U-TOYS"), .module = world.id("B")};
  facts::Probe probe = world.at("2020-01-01");
  CHECK(designates(probe, {world.id("U"), world.id("lab")}, what).holding == Holding::kHolds);
  CHECK(designates(probe, {world.id("A"), world.id("lab")}, what).holding == Holding::kHolds);
  CHECK(designates(probe, {world.id("C"), world.id("lab")}, what).holding == Holding::kNot);
  what.module.reset();
  CHECK(designates(probe, {world.id("U"), world.id("lab")}, what).holding == Holding::kNot);

  world.fact("agreement", R"({"agreement": "CLUB", "title": {"en": "x"}, "depositary": "clerk",
    "parties": ["A", "B"], "entry": {"rule": "dates"},
    "annexes": [{"annex": "CLUB/all", "kind": "R3", "sector": "toys", "schemes": ["S"],
      "artefacts": ["certificate"], "competence": "participation", "phase": "operational"}]})");
  world.fact("participation",
             R"({"agreement": "CLUB", "party": "A", "role": "authorising", "issuers": ["lab"]})",
             "2019-01-01");
  world.fact("participation", R"({"agreement": "CLUB", "party": "B", "role": "consuming"})",
             "2019-01-01");
  facts::Probe later = world.at("2020-01-01");
  const VouchedScope issuing = world.scope("toys", "S");
  CHECK(lets_issue(later, {world.id("clerk"), world.id("lab")}, issuing).holding ==
        Holding::kHolds);
  CHECK(lets_issue(later, {world.id("acc"), world.id("lab")}, issuing).holding == Holding::kNot);
  facts::Probe earlier = world.at("2018-12-31");
  CHECK(lets_issue(earlier, {world.id("clerk"), world.id("lab")}, issuing).holding ==
        Holding::kNot);
}

TEST_CASE("more agreements than are looked at leave it open, never refused") {
  World world;
  for (int at = 0; at < 70; ++at) {
    const std::string name = "OVER-" + std::to_string(at);
    world.fact("agreement",
               R"({"agreement": ")" + name + R"(", "title": {"en": "x"}, "parties": ["A", "B"],
      "entry": {"rule": "dates"}, "annexes": [{"annex": ")" +
                   name + R"(/toys", "kind": "R3", "sector": "toys", "schemes": ["S"],
        "artefacts": ["certificate"], "competence": "accreditation", "phase": "operational"}]})",
               "2010-01-01", "2011-01-01");
  }
  // The one that holds is behind them.
  CHECK(world.takes("B", "A", "2020-01-01") == Holding::kPossibly);
  CHECK(world.takes("B", "A", "2010-06-01") == Holding::kHolds);
}

TEST_CASE("a day that is not known leaves it open") {
  World world;
  world.tell({.type = "accreditor-acceptance",
              .body = R"({"market": "C", "accreditor": "acc", "mainScope": "testing"})",
              .effective = R"({"from": "2020-06-01", "possiblyFrom": "2020-01-01"})"});
  const VouchedParties who{world.id("C"), world.id("acc")};
  facts::Probe possibly = world.at("2020-03-01");
  CHECK(accepts(possibly, who, world.scope("")).holding == Holding::kPossibly);
  facts::Probe surely = world.at("2020-06-01");
  CHECK(accepts(surely, who, world.scope("")).holding == Holding::kHolds);
}

}  // namespace concordat::recognition
