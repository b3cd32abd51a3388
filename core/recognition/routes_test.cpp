// The other routes: evidence, aligned rules, equivalence, accreditation, unilateral acceptance,
// lawful marketing.
#include "core/recognition/registry_for_test.hpp"

namespace concordat::recognition {
namespace {

using testing::argument;
using testing::bearing;
using testing::cured_by;
using testing::find;
using testing::has;
using testing::Registry;
using testing::said;

class Kettles : public Registry {
 public:
  Kettles() {
    body("lab", "A");
    fact("designation", R"({"body": "lab", "act": "A-law"})");
    requirement("");
  }
  void requirement(const std::string& more, const std::string& id = "r",
                   const std::string& market = "B") {
    fact("requirement", R"({"requirement": ")" + id + R"(", "market": ")" + market +
                            R"(", "act": "B-law", "sector": "kettles", "title": {"en": "x"},
         "editions": ["K:2020"], "procedures": [{"procedure": "p", "party": "third"}])" +
                            more + "}");
  }
  void certificate(const std::string& number, const std::string& more,
                   const std::string& act = "A-law", const std::string& artefact = "certificate") {
    fact("certificate",
         R"({"certificate": ")" + number + R"(", "number": ")" + number + R"(", "artefact": ")" +
             artefact + R"(", "body": "lab", "act": ")" + act +
             R"(", "legalEffect": "mandatory", "sector": "kettles", "holder": "acme",
         "issued": "2019-01-01")" +
             more + "}",
         "2019-01-01", "2029-01-01");
  }
  facts::Ordinal decision(const std::string& id, const std::string& from, const std::string& to,
                          const std::string& mapping, const std::string& more = "") {
    return fact("equivalence-decision", R"({"decision": ")" + id + R"(", "market": "B",
        "fromEdition": ")" + from + R"(", "toEdition": ")" +
                                            to + R"(", "outcome":
        "full-with-addenda", "mapping": )" + mapping +
                                            more + "}");
  }
  Answer asked(const std::string& number, const std::string& market = "B",
               const std::string& on = "2020-01-01") {
    return ask(R"({"market": ")" + market + R"(", "date": ")" + on +
               R"(", "attestations": [{"number": ")" + number + "\"}]}");
  }
};

constexpr const char* kIdentical =
    R"([{"atom": "1", "clause": "1", "severity": 4, "verdict": "identical"}])";
constexpr const char* kDeltas = R"([
    {"atom": "probe", "clause": "8", "severity": 4, "verdict": "missing",
     "closure": {"kind": "addendum-test", "name": "probe-18"}},
    {"atom": "labels", "clause": "7", "severity": 1, "verdict": "missing",
     "closure": {"kind": "marking", "name": "labels-b", "timing": "before-use",
                 "verifiedBy": "importer"}}])";

TEST_CASE("the kettle: deltas by severity, closures, conditions") {
  Kettles registry;
  registry.decision("d", "K:2010", "K:2020", kDeltas);
  registry.certificate("bare", R"(, "editions": ["K:2010"])");
  registry.certificate("tested", R"(, "editions": ["K:2010"], "addenda": ["probe-18"])");
  registry.certificate("all", R"(, "editions": ["K:2010"], "addenda": ["probe-18", "labels-b"])");
  const Answer bare = registry.asked("bare");
  CHECK(said(bare) == "not-recognised");
  CHECK(argument(*find(bare, code::kEquivalenceDeltaOpen), "closure") == "probe-18");
  CHECK(cured_by(bare, code::kCureAddendum));
  const Answer tested = registry.asked("tested");
  CHECK(said(tested) == "conditional");
  REQUIRE(tested.conditions.size() == 1);
  CHECK(tested.conditions[0].code == code::kConditionMarking);
  CHECK(tested.conditions[0].timing == "before-use");
  CHECK(tested.conditions[0].verified_by == "importer");
  CHECK(said(registry.asked("all")) == "recognised");
}

TEST_CASE("a decision that ended, was suspended or refused; an identical adoption") {
  Kettles registry;
  const auto decision = registry.decision("d", "K:2010", "K:2020", kIdentical);
  registry.certificate("c", R"(, "editions": ["K:2010"])");
  CHECK(said(registry.asked("c")) == "recognised");
  registry.change(decision, "suspended", "2020-06-01");
  CHECK(has(registry.asked("c", "B", "2020-06-01"), code::kEquivalenceDecisionSuspended));
  registry.change(decision, "ended", "2021-01-01");
  const Answer ended = registry.asked("c", "B", "2021-01-01");
  CHECK(has(ended, code::kEquivalenceDecisionEnded));
  CHECK(cured_by(ended, code::kCureEquivalenceDecision));
  registry.fact("standard-edition",
                R"({"edition": "K:2010", "standard": "K", "identicalTo": ["K:2020"]})");
  CHECK(has(registry.asked("c", "B", "2021-01-01"), code::kEquivalenceSameEdition));
}

TEST_CASE("decisions chain only when each says so, and not for ever") {
  Kettles registry;
  registry.certificate("c", R"(, "editions": ["e0"])");
  registry.decision("d0", "e0", "e1", kIdentical);
  registry.decision("d1", "e1", "K:2020", kIdentical, R"(, "onward": true)");
  CHECK(said(registry.asked("c")) == "undecided no-decision");
  registry.decision("d0b", "e0", "e1", kIdentical, R"(, "onward": true)");
  CHECK(said(registry.asked("c")) == "recognised");

  Kettles longer;
  longer.certificate("c", R"(, "editions": ["e0"])");
  for (int hop = 0; hop < 5; ++hop) {
    longer.decision("d" + std::to_string(hop), "e" + std::to_string(hop),
                    hop == 4 ? "K:2020" : "e" + std::to_string(hop + 1), kIdentical,
                    R"(, "onward": true)");
  }
  const Answer bounded = longer.asked("c");
  CHECK(said(bounded) == "undecided search-bounded");
}

TEST_CASE("R1: a report counts as evidence, never as a certificate") {
  Kettles registry;
  registry.fact("designation", R"({"body": "lab", "act": "B-law"})");
  registry.fact("agreement", R"({"agreement": "AB", "title": {"en": "x"}, "parties": ["A", "B"],
    "entry": {"rule": "dates"}, "annexes": [{"annex": "AB/1", "kind": "R1",
    "importerActs": ["B-law"], "artefacts": ["test-report"], "competence": "designation",
    "phase": "operational"}]})");
  registry.certificate("t", "", "B-law", "test-report");
  const Answer answer = registry.asked("t");
  CHECK(said(answer) == "evidence-accepted");
  CHECK(cured_by(answer, code::kCureCertifyToMarketLaw));
}

TEST_CASE("R5: accreditation held at issue, its accreditor accepted at the event") {
  Kettles registry;
  registry.fact("agreement", R"({"agreement": "AB", "title": {"en": "x"}, "parties": ["A", "B"],
    "entry": {"rule": "dates"}, "annexes": [{"annex": "AB/1", "kind": "R5",
    "importerActs": ["B-law"], "artefacts": ["certificate"], "competence": "accreditation",
    "phase": "operational"}]})");
  registry.certificate("c", "", "B-law");
  CHECK(has(registry.asked("c"), code::kCompetenceNotAccredited));
  registry.fact("accreditation", R"({"accreditor": "ab", "body": "lab",
      "mainScope": "product-certification", "sectors": ["kettles"]})");
  const Answer refused = registry.asked("c");
  CHECK(bearing(refused, code::kCompetenceAccredited) == Bearing::kHolds);
  CHECK(bearing(refused, code::kAcceptanceNotAccepted) == Bearing::kFails);
  CHECK(cured_by(refused, code::kCureAcceptAccreditor));
  registry.fact("accreditor-acceptance", R"({"market": "B", "arrangement": "GAC",
      "mainScope": "product-certification"})");
  registry.fact("arrangement-signatory", R"({"arrangement": "GAC", "accreditor": "ab",
      "mainScope": "product-certification"})",
                "2019-06-01");
  CHECK(has(registry.asked("c"), code::kAcceptanceSignatoryLater));
  registry.fact("accreditor-acceptance", R"({"market": "B", "accreditor": "ab",
      "mainScope": "product-certification"})",
                "2019-06-01", "2021-01-01");
  const Answer accepted = registry.asked("c");
  CHECK(said(accepted) == "recognised");
  CHECK(accepted.stable == DateSpan{testing::day("2019-06-01"), testing::day("2021-01-01")});
}

TEST_CASE("R6: a market alone accepts foreign results") {
  Kettles registry;
  registry.fact("acceptance-act", R"({"act": "acc", "market": "B", "sector": "kettles",
      "foreignAct": "A-law", "forActs": ["B-law"], "artefacts": ["certificate"]})",
                "2000-01-01", "2027-01-01");
  registry.certificate("c", "");
  const Answer answer = registry.asked("c");
  CHECK(said(answer) == "recognised");
  CHECK(answer.stable.until == testing::day("2027-01-01"));
  CHECK(has(registry.asked("c", "B", "2027-01-01"), code::kInstrumentEnded));
}

TEST_CASE("R7: lawfully marketed in another member, where the rule is not harmonised") {
  Kettles registry;
  registry.fact("area-membership", R"({"area": "U", "member": "B"})");
  registry.fact("legal-act", R"({"act": "A-law", "market": "A", "title": {"en": "x"}})");
  registry.fact("lawful-marketing-rule", R"({"area": "U"})");
  registry.certificate("c", "");
  CHECK(said(registry.asked("c")) == "undecided no-decision");  // harmonised
  Kettles national;
  national.fact("area-membership", R"({"area": "U", "member": "B"})");
  national.fact("legal-act", R"({"act": "A-law", "market": "A", "title": {"en": "x"}})");
  national.fact("lawful-marketing-rule", R"({"area": "U", "exceptRequirements": ["r"]})");
  national.requirement(R"(, "harmonised": false)", "n");
  national.certificate("c", "");
  const Answer answer = national.asked("c");
  CHECK(said(answer) == "recognised");
  CHECK(answer.requirements.at(0).requirement == "n");
}

TEST_CASE("nearest facts of a recognition that nobody agreed to") {
  Kettles registry;
  registry.fact("agreement", R"({"agreement": "BA", "title": {"en": "x"}, "parties": ["A", "B"],
    "entry": {"rule": "dates"}, "annexes": [
    {"annex": "BA/1", "kind": "R2", "sector": "kettles", "importerActs": ["A-law"],
     "directions": [{"from": "B", "to": "A"}], "artefacts": ["certificate"],
     "competence": "designation", "phase": "operational"},
    {"annex": "BA/2", "kind": "R2", "sector": "boats", "importerActs": ["B-law"],
     "artefacts": ["certificate"], "competence": "designation", "phase": "operational"}]})");
  registry.certificate("c", "");
  const Answer answer = registry.asked("c");
  CHECK(said(answer) == "undecided no-decision");
  CHECK(argument(*find(answer, code::kInstrumentOtherDirection), "instrument") == "BA/1");
  CHECK(argument(*find(answer, code::kInstrumentSectorNotCovered), "sector") == "boats");
}

TEST_CASE("entry by the n-th deposit, then party by party; provisional application") {
  Kettles registry;
  registry.fact("agreement", R"({"agreement": "ABC", "title": {"en": "x"},
    "parties": ["A", "B", "C"], "entry": {"rule": "nth-deposit", "deposits": 2, "delayDays": 30},
    "annexes": [{"annex": "ABC/1", "kind": "R3", "sector": "kettles",
    "actPairs": [{"exporter": "A-law", "importer": "B-law"}], "artefacts": ["certificate"],
    "competence": "designation", "phase": "operational"}]})");
  registry.certificate("c", "");
  CHECK(has(registry.asked("c"), code::kInstrumentPartyNotBound));
  const auto deposit = [&](const std::string& party, const std::string& act,
                           const std::string& on) {
    registry.fact("deposit",
                  R"({"agreement": "ABC", "party": ")" + party + R"(", "act": ")" + act + "\"}",
                  on);
  };
  deposit("A", "ratification", "2020-01-01");
  deposit("B", "provisional-application", "2020-02-01");
  deposit("A", "provisional-application", "2020-02-15");
  CHECK(has(registry.asked("c", "B", "2020-02-14"), code::kInstrumentNotYetInForce));
  CHECK(has(registry.asked("c", "B", "2020-02-15"), code::kInstrumentProvisional));
  deposit("C", "ratification", "2020-03-01");  // the second deposit
  deposit("B", "ratification", "2020-05-01");
  CHECK(has(registry.asked("c", "B", "2020-05-30"), code::kInstrumentProvisional));
  CHECK(has(registry.asked("c", "B", "2020-05-31"), code::kInstrumentInForce));
}

TEST_CASE("days of run-off, and what is filed only after the loss") {
  Kettles registry;
  registry.fact("acceptance-act", R"({"act": "acc", "market": "B", "sector": "kettles",
      "foreignAct": "A-law", "forActs": ["B-law"], "artefacts": ["certificate"]})");
  registry.body("lab2", "A");
  const auto designation =
      registry.fact("designation", R"({"body": "lab2", "act": "A-law"})", "2010-01-01");
  registry.fact("certificate", R"({"certificate": "c", "number": "c", "artefact": "certificate",
     "body": "lab2", "act": "A-law", "legalEffect": "mandatory", "sector": "kettles",
     "holder": "acme", "issued": "2019-01-01"})",
                "2019-01-01");
  registry.change(designation, "ended", "2020-01-01", "at-request");
  registry.fact("run-off-rule", R"({"act": "A-law", "cause": "at-request", "effect": "days",
      "days": 31})");
  CHECK(said(registry.asked("c", "B", "2020-01-31")) == "recognised");
  const Answer after = registry.asked("c", "B", "2020-02-01");
  CHECK(said(after) == "not-recognised");
  CHECK(argument(*find(after, code::kCompetenceRunOffEnded), "until") == "2020-02-01");

  // Recorded on the day of the loss, dated before it.
  const auto late = statement::decode(std::string_view(R"({"id": "late", "type": "certificate",
     "author": "lab2", "basis": {"kind": "own"}, "effective": {"from": "2019-06-01"},
     "body": {"certificate": "l", "number": "l", "artefact": "certificate", "body": "lab2",
     "act": "A-law", "legalEffect": "mandatory", "sector": "kettles", "holder": "acme",
     "issued": "2019-06-01"}})"));
  REQUIRE(late);
  REQUIRE(registry.state.apply({.statement = &*late,
                                .digest = {},
                                .recorded = parse_instant("2020-01-01T00:00:00Z").value()}));
  const Answer filed_late = registry.asked("l", "B", "2020-01-15");
  CHECK(said(filed_late) == "undecided not-checked");
  CHECK(bearing(filed_late, code::kCompetenceLateFiledAfterLoss) == Bearing::kOpen);
}

TEST_CASE("a transition lets the former act be followed, a sell-off what was placed before") {
  Registry registry;
  registry.body("nb", "A");
  registry.fact("legal-act", R"({"act": "old", "market": "A", "title": {"en": "x"}})", "2000-01-01",
                "2020-01-01");
  registry.fact("legal-act", R"({"act": "new", "market": "A", "title": {"en": "x"},
      "replaces": ["old"], "transitionUntil": "2021-01-01", "sellOffUntil": "2022-01-01"})",
                "2020-01-01");
  registry.fact("requirement", R"({"requirement": "r", "market": "A", "act": "new",
      "sector": "toys", "title": {"en": "x"}, "procedures": [{"procedure": "p",
      "party": "third"}]})",
                "2020-01-01");
  registry.fact("designation", R"({"body": "nb", "act": "old"})");
  registry.fact("certificate", R"({"certificate": "c", "number": "c", "artefact": "certificate",
     "body": "nb", "act": "old", "legalEffect": "mandatory", "sector": "toys",
     "holder": "acme", "issued": "2019-01-01"})",
                "2019-01-01");
  const auto on = [&](const std::string& date, const std::string& event) {
    return registry.ask(R"({"purpose": "market-access", "market": "A", "date": ")" + date +
                        R"(", "event": ")" + event + R"(", "attestations": [{"number": "c"}]})");
  };
  CHECK(has(on("2020-06-01", "placing-on-market"), code::kInstrumentTransition));
  CHECK(said(on("2020-06-01", "placing-on-market")) == "recognised");
  CHECK(said(on("2021-06-01", "placing-on-market")) == "not-recognised");
  CHECK(has(on("2021-06-01", "placing-on-market"), code::kInstrumentActEnded));
  const Answer sold = on("2021-06-01", "putting-into-service");
  CHECK(said(sold) == "conditional");
  CHECK(sold.conditions.at(0).code == code::kConditionPlacedBefore);
}

}  // namespace
}  // namespace concordat::recognition
