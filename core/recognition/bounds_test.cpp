// Registries built to make one question cost a fortune. What is counted is what the answer holds:
// routes, findings, instruments; beyond the bounds it says `search-bounded`, and never denies.
#include "core/recognition/candidates.hpp"
#include "core/recognition/registry_for_test.hpp"

namespace concordat::recognition {
namespace {

using testing::has;
using testing::Registry;
using testing::said;

constexpr const char* kIdentical =
    R"([{"atom": "1", "clause": "1", "severity": 4, "verdict": "identical"}])";

// A certificate of A's body, a requirement of B.
class Crowded : public Registry {
 public:
  Crowded() {
    body("lab", "A");
    fact("designation", R"({"body": "lab", "act": "A-law"})");
    fact("requirement", R"({"requirement": "r", "market": "B", "act": "B-law",
         "sector": "kettles", "title": {"en": "x"}, "editions": ["K:2020"],
         "procedures": [{"procedure": "p", "party": "third"}]})");
    fact("certificate", R"({"certificate": "c", "number": "c", "artefact": "certificate",
         "body": "lab", "act": "A-law", "legalEffect": "mandatory", "sector": "kettles",
         "holder": "acme", "issued": "2019-01-01", "editions": ["e0"]})",
         "2019-01-01", "2029-01-01");
  }
  void decision(const std::string& from, const std::string& to, const std::string& outcome) {
    const std::string id = "d" + std::to_string(++decisions_);
    fact("equivalence-decision", R"({"decision": ")" + id + R"(", "market": "B",
        "fromEdition": ")" + from + R"(", "toEdition": ")" +
                                     to + R"(", "outcome": ")" + outcome +
                                     R"(", "onward": true, "mapping": )" + kIdentical + "}");
  }
  // An agreement of A and B under whose annex the certificate counts when `open`.
  void agreement(int number, bool open) {
    const std::string id = "AB" + std::to_string(number);
    fact("agreement", R"({"agreement": ")" + id + R"(", "title": {"en": "x"},
        "parties": ["A", "B"], "entry": {"rule": "dates"}, "annexes": [{"annex": ")" +
                          id +
                          R"(/1", "kind": "R3", "artefacts": ["certificate"],
        "competence": "designation", "actPairs": [{"exporter": "A-law", "importer": "B-law"}],
        "phase": ")" + (open ? "operational" : "confidence-building") +
                          R"("}]})");
  }
  Answer asked() {
    return ask(R"({"market": "B", "date": "2020-01-01", "attestations": [{"number": "c"}]})");
  }

 private:
  int decisions_ = 0;
};

std::size_t routes_of(const Answer& answer) {
  std::size_t count = 0;
  for (const RequirementAnswer& requirement : answer.requirements) {
    count += requirement.routes.size();
  }
  return count;
}

}  // namespace

TEST_CASE("decisions that lead from everything to everything, and nowhere") {
  Crowded registry;
  for (int from = 0; from < 14; ++from) {
    for (int to = 0; to < 14; ++to) {
      if (from != to) {
        registry.decision("e" + std::to_string(from), "e" + std::to_string(to),
                          "full-with-addenda");
      }
    }
  }
  const Answer answer = registry.asked();
  CHECK(said(answer) == "undecided no-decision");
  CHECK(routes_of(answer) == 1);
}

TEST_CASE("a fan of more editions than are walked is bounded, never denied") {
  Crowded registry;
  for (int to = 1; to <= 80; ++to) {
    registry.decision("e0", "e" + std::to_string(to), "full-with-addenda");
  }
  registry.decision("e80", "K:2020", "full-with-addenda");
  const Answer answer = registry.asked();
  CHECK(said(answer) == "undecided search-bounded");
  CHECK(has(answer, code::kEquivalenceSearchBounded));
}

TEST_CASE("the same question decided a hundred times over is weighed so often and no oftener") {
  Crowded registry;
  registry.decision("e0", "K:2020", "full-with-addenda");
  CHECK(said(registry.asked()) == "recognised");
  for (int nth = 0; nth < 63; ++nth) registry.decision("e0", "K:2020", "refused");
  CHECK(said(registry.asked()) == "recognised");
  registry.decision("e0", "K:2020", "refused");
  const Answer bounded = registry.asked();
  CHECK(said(bounded) == "undecided search-bounded");
  registry.decision("e0", "K:2020", "full-with-addenda");
  CHECK(said(registry.asked()) == "recognised");  // the newest come first
}

TEST_CASE("agreements by the hundred: as many ways as are looked at, and one for the rest") {
  Crowded registry;
  registry.agreement(0, true);
  const Answer alone = registry.asked();
  for (int nth = 1; nth < static_cast<int>(kMostWays); ++nth) registry.agreement(nth, false);
  const Answer full = registry.asked();
  CHECK(said(full) == said(alone));
  CHECK_FALSE(has(full, code::kInstrumentSearchBounded));
  for (int nth = 0; nth < 100; ++nth) {
    registry.agreement(static_cast<int>(kMostWays) + nth, false);
  }
  const Answer bounded = registry.asked();
  CHECK(said(bounded) == "undecided search-bounded");
  CHECK(has(bounded, code::kInstrumentSearchBounded));
  CHECK(routes_of(bounded) == kMostWays + 1);
  registry.agreement(1'000, true);
  CHECK(said(registry.asked()) == said(alone));
}

TEST_CASE("acceptances by the hundred likewise") {
  Crowded registry;
  for (int nth = 0; nth < 200; ++nth) {
    registry.fact("acceptance-act", R"({"act": "accept-)" + std::to_string(nth) +
                                        R"(", "market": "B", "sector": "kettles",
        "foreignAct": "A-law", "forActs": ["B-law"], "artefacts": ["certificate"]})");
  }
  CHECK(routes_of(registry.asked()) == kMostWays + 1);
}

TEST_CASE("laws that displace each other in a circle leave the product its law") {
  Crowded registry;
  for (const auto& [id, by] : {std::pair("x", "y"), {"y", "z"}, {"z", "x"}}) {
    registry.fact("requirement", R"({"requirement": ")" + std::string(id) + R"(", "market": "B",
         "act": "B-)" + id + R"(", "sector": "lamps", "title": {"en": "x"},
         "displacedBy": [")" + by + R"("], "procedures": [{"procedure": "p", "party": "third"}]})");
  }
  const Answer answer = registry.ask(R"({"purpose": "market-access", "market": "B",
      "date": "2020-01-01", "product": {"sector": "lamps"}})");
  CHECK(answer.requirements.size() == 3);
}

TEST_CASE("alerts by the hundred are told so often, and change nothing") {
  Crowded registry;
  registry.agreement(0, true);
  for (int nth = 0; nth < 150; ++nth) {
    registry.fact("alert", R"({"alert": "alert-)" + std::to_string(nth) +
                               R"(", "origin": "C", "hazards": ["fire"],
        "units": {"extent": "all-units", "models": ["K-200"]}})");
  }
  const Answer answer = registry.ask(R"({"purpose": "market-access", "market": "B",
      "date": "2020-01-01", "product": {"sector": "kettles", "model": "K-200"},
      "attestations": [{"number": "c"}]})");
  std::size_t alerts = 0;
  for (const RequirementAnswer& requirement : answer.requirements) {
    for (const RouteAnswer& route : requirement.routes) {
      alerts =
          std::max<std::size_t>(alerts, static_cast<std::size_t>(std::ranges::count(
                                            route.findings, code::kMeasuresAlert, &Finding::code)));
    }
  }
  CHECK(alerts == 100);
}

TEST_CASE("questions at the ends of the calendar and with any tariff code are answered") {
  Crowded registry;
  for (const std::string day : {"0001-01-01", "2024-02-29", "9999-12-31"}) {
    for (const std::string hs :
         {"7", "77", "99", "8516", "851660", "85166050", "8516605099", "85166050991", "0000",
          "9999999999", "85.16", "８５", "-1", "85 16 60"}) {
      const Answer answer =
          registry.ask(R"({"purpose": "market-access", "market": "B", "date": ")" + day +
                       R"(", "product": {"sector": "kettles", "hs": ")" + hs +
                       R"("}, "attestations": [{"number": "c"}]})");
      CHECK(answer.verdict != Verdict::kRecognised);
    }
  }
}

}  // namespace concordat::recognition
