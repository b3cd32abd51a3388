// The vectors every domain expert asks first.
#include "core/recognition/determine.hpp"

#include "core/recognition/registry_for_test.hpp"

namespace concordat::recognition {
namespace {

using testing::argument;
using testing::bearing;
using testing::cured_by;
using testing::day;
using testing::find;
using testing::has;
using testing::Registry;
using testing::said;

// A traditional agreement: bodies of A certify to the law of B.
class Traditional : public Registry {
 public:
  Traditional() {
    body("lab-a", "A");
    fact("legal-act", R"({"act": "B-law", "market": "B", "title": {"en": "x"}})");
    fact("legal-act", R"({"act": "A-law", "market": "A", "title": {"en": "x"}})");
    fact("requirement", R"({"requirement": "B-kettles", "market": "B", "act": "B-law",
         "sector": "kettles", "title": {"en": "x"}, "procedures": [
           {"procedure": "certification", "party": "third"}]})");
    fact("requirements-complete", R"({"market": "B", "sector": "kettles"})");
    agreement = fact("agreement", R"({"agreement": "A-B", "title": {"en": "x"},
         "parties": ["A", "B"], "entry": {"rule": "dates"},
         "exit": {"noticeDays": 180, "runOffDays": 365},
         "annexes": [{"annex": "A-B/kettles", "kind": "R2", "sector": "kettles",
           "directions": [{"from": "A", "to": "B"}], "importerActs": ["B-law"],
           "artefacts": ["certificate"], "competence": "designation",
           "phase": "operational"}]})");
  }
  void certificate(const std::string& id, const std::string& act, const std::string& issued,
                   const std::string& more = "") {
    fact("certificate",
         R"({"certificate": ")" + id + R"(", "number": "N-)" + id +
             R"(", "artefact": "certificate", "body": "lab-a", "act": ")" + act +
             R"(", "legalEffect": "mandatory", "sector": "kettles", "holder": "acme",
             "issued": ")" +
             issued + "\"" + more + "}",
         issued, "2030-01-01");
  }
  Answer asked(const std::string& number, const std::string& on,
               const std::string& purpose = "recognition") {
    return ask(R"({"purpose": ")" + purpose + R"(", "market": "B", "date": ")" + on +
               R"(", "attestations": [{"number": ")" + number + "\"}]}");
  }
  facts::Ordinal designate(const std::string& from, const std::string& until = "") {
    return fact("designation", R"({"body": "lab-a", "act": "B-law"})", from, until);
  }
  facts::Ordinal agreement = 0;
};

TEST_CASE("T1: a traditional agreement covers the importer's law only") {
  Traditional registry;
  registry.designate("2015-01-01");
  registry.certificate("c1", "A-law", "2020-01-01");
  for (const std::string purpose : {"recognition", "market-access"}) {
    const Answer answer = registry.asked("N-c1", "2021-01-01", purpose);
    CHECK(said(answer) == "not-recognised");
    CHECK(bearing(answer, code::kInstrumentWrongLaw) == Bearing::kFails);
    CHECK(argument(*find(answer, code::kInstrumentWrongLaw), "required") == "B-law");
  }
}

TEST_CASE("T2: certified to the importer's law by a designated body") {
  Traditional registry;
  registry.designate("2015-01-01");
  registry.certificate("c1", "B-law", "2020-01-01");
  const Answer answer = registry.asked("N-c1", "2021-01-01");
  CHECK(said(answer) == "recognised");
  CHECK(answer.extent.whole);
  CHECK(answer.cures.empty());
  CHECK(answer.stable == DateSpan{day("2020-01-01"), day("2030-01-01")});
  REQUIRE(answer.look_ahead.size() == 1);
  CHECK(answer.look_ahead[0].date == day("2030-01-01"));
  CHECK(answer.look_ahead[0].verdict == Verdict::kNotRecognised);
  CHECK(said(registry.asked("N-c1", "2021-01-01", "market-access")) == "recognised");
}

TEST_CASE("T3: issued before and after the body's suspension") {
  Traditional registry;
  const auto designation = registry.designate("2020-01-01");
  registry.certificate("early", "B-law", "2024-02-10");
  registry.certificate("late", "B-law", "2024-03-10");
  registry.change(designation, "suspended", "2024-03-01");
  const Answer early = registry.asked("N-early", "2024-06-01");
  CHECK(said(early) == "recognised");
  CHECK(bearing(early, code::kCompetenceSuspendedSince) == Bearing::kNote);
  const Answer late = registry.asked("N-late", "2024-06-01");
  CHECK(said(late) == "not-recognised");
  CHECK(bearing(late, code::kCompetenceSuspendedAtIssue) == Bearing::kFails);
  CHECK(cured_by(late, code::kCureOtherBody));
}

TEST_CASE("T16: recognition is not inferred through a third market") {
  Registry registry;
  registry.body("lab-a", "A");
  const auto agreement = [&](const std::string& one, const std::string& other) {
    registry.fact("agreement", R"({"agreement": ")" + one + other + R"(", "title": {"en": "x"},
        "parties": [")" + one + R"(", ")" +
                                   other + R"("], "entry": {"rule": "dates"},
        "annexes": [{"annex": ")" + one +
                                   other + R"(/1", "kind": "R3", "schemes": ["S"],
        "artefacts": ["certificate"], "competence": "designation", "phase": "operational"}]})");
  };
  agreement("A", "B");
  agreement("B", "C");
  registry.fact("certificate", R"({"certificate": "c1", "number": "1", "artefact": "certificate",
      "body": "lab-a", "scheme": "S", "legalEffect": "agreement", "sector": "kettles",
      "holder": "acme", "issued": "2020-01-01"})");
  const std::string question = R"(", "date": "2021-01-01", "attestations": [{"number": "1"}]})";
  const Answer to_c = registry.ask(R"({"market": "C)" + question);
  CHECK(said(to_c) == "undecided no-decision");
  CHECK(has(to_c, code::kInstrumentNoDecision));
  CHECK(cured_by(to_c, code::kCureAgreement));
  CHECK(has(registry.ask(R"({"market": "B)" + question), code::kInstrumentInForce));
}

TEST_CASE("a loss with its country's membership, and no rule of run-off on file") {
  Traditional registry;
  const auto designation = registry.designate("2015-01-01");
  registry.certificate("c1", "B-law", "2020-01-01");
  registry.change(designation, "ended", "2021-01-01", "membership-ended");
  CHECK(said(registry.asked("N-c1", "2020-06-01")) == "recognised");
  const Answer open = registry.asked("N-c1", "2021-01-01");
  CHECK(said(open) == "undecided no-decision");
  CHECK(bearing(open, code::kCompetenceNoRunOffRule) == Bearing::kOpen);
  CHECK(cured_by(open, code::kCureTransfer));
  CHECK(cured_by(open, code::kCureRunOffRule));

  registry.fact("run-off-rule", R"({"act": "B-law", "cause": "any", "effect": "until-expiry"})");
  CHECK(said(registry.asked("N-c1", "2021-01-01")) == "recognised");
  registry.fact("run-off-rule",
                R"({"act": "B-law", "cause": "membership-ended", "effect": "none"})");
  const Answer ended = registry.asked("N-c1", "2021-01-01");
  CHECK(said(ended) == "not-recognised");
  CHECK(argument(*find(ended, code::kCompetenceDesignationEnded), "cause") == "membership-ended");
  CHECK(cured_by(ended, code::kCureTransfer));

  registry.body("lab-a2", "A");
  registry.fact("designation", R"({"body": "lab-a2", "act": "B-law"})");
  registry.fact("transfer", R"({"certificate": "c1", "from": "lab-a", "to": "lab-a2"})",
                "2021-03-01");
  CHECK(said(registry.asked("N-c1", "2021-02-28")) == "not-recognised");
  CHECK(said(registry.asked("N-c1", "2021-03-01")) == "recognised");
}

TEST_CASE("an annulment from the beginning changes past dates at later sizes only") {
  Traditional registry;
  registry.designate("2015-01-01");
  registry.certificate("c1", "B-law", "2020-01-01");
  const auto before = registry.state.size_applied();
  registry.tell({.type = "certificate-state",
                 .body = R"({"certificate": "c1", "state": "annulled"})",
                 .effective = R"({"from": "2022-01-01"})",
                 .members = R"("effect": "ex-tunc", "cause": "fraud")"});
  const Answer now = registry.asked("N-c1", "2021-01-01");
  CHECK(said(now) == "not-recognised");
  CHECK(bearing(now, code::kCurrencyAnnulled) == Bearing::kFails);
  const std::string then = R"({"market": "B", "date": "2021-01-01", "asOf": )" +
                           std::to_string(before) + R"(, "attestations": [{"number": "N-c1"}]})";
  const Answer as_known = registry.ask(then);
  CHECK(said(as_known) == "recognised");
  CHECK(as_known.as_of == before);
}

TEST_CASE("an agreement's end, notice and run-off") {
  Traditional registry;
  registry.designate("2015-01-01");
  registry.certificate("c1", "B-law", "2020-01-01");
  registry.certificate("c2", "B-law", "2021-08-01");
  registry.fact("deposit", R"({"agreement": "A-B", "party": "B", "act": "denunciation"})",
                "2021-01-01");  // ends on 2021-06-30, runs off to 2022-06-30
  CHECK(has(registry.asked("N-c1", "2021-06-29"), code::kInstrumentInForce));
  const Answer after = registry.asked("N-c1", "2021-06-30");
  CHECK(said(after) == "recognised");
  CHECK(argument(*find(after, code::kInstrumentRunOff), "until") == "2022-06-30");
  CHECK(said(registry.asked("N-c1", "2022-06-30")) == "not-recognised");
  const Answer issued_after = registry.asked("N-c2", "2021-09-01");
  CHECK(bearing(issued_after, code::kInstrumentEnded) == Bearing::kFails);
}

TEST_CASE("several reasons at once are all named") {
  Traditional registry;
  registry.certificate("c1", "A-law", "2020-01-01", R"(, "product": {"models": ["K1"]})");
  const Answer answer = registry.ask(
      R"({"market": "B", "date": "2031-01-01", "product": {"model": "K2"},
          "attestations": [{"number": "N-c1", "digest": "sha256:00"}]})");
  CHECK(has(answer, code::kCoverageModelNotCovered));
  CHECK(has(answer, code::kCurrencyExpired));
  CHECK(has(answer, code::kCompetenceNotDesignated));
  CHECK(has(answer, code::kInstrumentWrongLaw));
  REQUIRE(!answer.cures.empty());
  CHECK(answer.cures[0].steps.size() == 4);
}

}  // namespace
}  // namespace concordat::recognition
