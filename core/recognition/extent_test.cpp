// Levels: how far an arrangement over the same certificates recognises.
#include "core/recognition/registry_for_test.hpp"

namespace concordat::recognition {
namespace {

using testing::argument;
using testing::bearing;
using testing::find;
using testing::has;
using testing::Registry;
using testing::said;

// Two arrangements in the likeness of those of Common Criteria: one stops at L2 (L4 for what was
// accepted before its change), the other at L4, or L7 in a domain for which the issuer qualified.
class Arrangements : public Registry {
 public:
  Arrangements() {
    body("anssi", "A");
    fact("level-scale", R"({"scale": "eal", "levels": ["L1", "L2", "L3", "L4", "L5"],
      "components": [{"family": "VAN", "at": [1, 2, 2, 3, 4]},
                     {"family": "DVS", "at": [0, 0, 1, 1, 1]}],
      "outsidePackages": ["FLR"]})");
    arrangement("wide", R"([
      {"issuedUntil": "2014-09-08", "scale": "eal", "level": "L4"},
      {"issuedFrom": "2014-09-08", "issuedUntil": "2017-09-09", "acceptedBefore": "2014-09-08",
       "scale": "eal", "level": "L4"},
      {"issuedFrom": "2014-09-08", "issuedUntil": "2017-09-09", "acceptedFrom": "2014-09-08",
       "scale": "eal", "level": "L2"},
      {"issuedFrom": "2017-09-09", "scale": "eal", "level": "L2"}])");
    participant("wide", "A", "authorising");
    participant("wide", "B", "consuming");
  }
  void deep(const std::string& domains_from) {
    arrangement("deep", R"([
      {"scale": "eal", "level": "L4"},
      {"categories": ["smart cards"], "issuerDomain": "cards", "scale": "eal", "level": "L5"}])");
    fact("participation", R"({"agreement": "deep", "party": "A", "role": "authorising",
         "domains": ["cards"]})",
         domains_from);
    fact("participation", R"({"agreement": "deep", "party": "A", "role": "authorising"})");
    participant("deep", "B", "consuming");
  }
  void arrangement(const std::string& id, const std::string& caps) {
    fact("agreement", R"({"agreement": ")" + id + R"(", "title": {"en": "x"},
      "parties": ["A"], "entry": {"rule": "dates"}, "annexes": [{"annex": ")" +
                          id +
                          R"(/1", "kind": "R3", "schemes": ["cc"], "artefacts": ["certificate"],
      "competence": "participation", "phase": "operational", "caps": )" +
                          caps + "}]}");
  }
  void participant(const std::string& agreement, const std::string& party, const std::string& role,
                   const std::string& from = "2000-01-01", const std::string& until = "") {
    fact("participation",
         R"({"agreement": ")" + agreement + R"(", "party": ")" + party + R"(", "role": ")" + role +
             "\"}",
         from, until);
  }
  void card(const std::string& number, const std::string& issued, const std::string& level,
            const std::string& components, const std::string& more = "") {
    fact("certificate",
         R"({"certificate": ")" + number + R"(", "number": ")" + number +
             R"(", "artefact": "certificate", "body": "anssi", "scheme": "cc",
         "legalEffect": "agreement", "sector": "it", "category": "smart cards",
         "holder": "acme", "scale": "eal", "level": ")" +
             level + R"(", "components": )" + components + R"(, "issued": ")" + issued + "\"" +
             more + "}",
         issued);
  }
  Answer asked(const std::string& number, const std::string& market = "B",
               const std::string& on = "2020-01-01") {
    return ask(R"({"market": ")" + market + R"(", "date": ")" + on +
               R"(", "attestations": [{"number": ")" + number + "\"}]}");
  }
};

TEST_CASE("a high certificate where the arrangement stops at L2") {
  Arrangements registry;
  registry.card("c", "2018-01-01", "L5", R"(["VAN.4", "DVS.1", "FLR.3"])");
  const Answer answer = registry.asked("c");
  CHECK(said(answer) == "recognised");
  CHECK_FALSE(answer.extent.whole);
  CHECK(answer.extent.level == "L2");
  CHECK(answer.extent.components == std::vector<std::string>{"FLR.3"});
  CHECK(answer.extent.not_recognised == std::vector<std::string>{"L5", "VAN.4", "DVS.1"});
  CHECK(bearing(answer, code::kInstrumentPartialExtent) == Bearing::kNote);
}

TEST_CASE("of two arrangements the further one counts, and the answer names it") {
  Arrangements registry;
  registry.deep("2010-01-01");
  registry.card("c", "2018-01-01", "L5", R"(["VAN.4"])");
  const Answer answer = registry.asked("c");
  CHECK(said(answer) == "recognised");
  CHECK(answer.extent.whole);
  CHECK(answer.extent.level == "L5");
  REQUIRE(answer.requirements.size() == 1);
  REQUIRE(answer.requirements[0].routes.size() == 2);
  CHECK(answer.requirements[0].routes[0].instrument == "deep/1");
  CHECK(answer.requirements[0].routes[1].extent.level == "L2");
}

TEST_CASE("an issuer that qualified later: the basic cap") {
  Arrangements registry;
  registry.deep("2019-01-01");
  registry.card("c", "2018-01-01", "L5", R"(["VAN.4"])");
  CHECK(registry.asked("c").extent.level == "L4");
}

TEST_CASE("the change of 2014: before, after, and not known") {
  Arrangements registry;
  registry.card("old", "2013-01-01", "L4", R"(["FLR.2"])");
  registry.card("accepted-before", "2015-01-01", "L5", "[\"VAN.4\"]",
                R"(, "evaluationAccepted": "2014-09-07")");
  registry.card("accepted-after", "2015-01-01", "L5", "[\"VAN.4\"]",
                R"(, "evaluationAccepted": "2014-09-08")");
  registry.card("unknown", "2015-01-01", "L5", R"(["VAN.4"])");
  registry.card("low", "2015-01-01", "L2", R"(["FLR.1"])");
  CHECK(registry.asked("old").extent.whole);
  CHECK(registry.asked("accepted-before").extent.level == "L4");
  CHECK(registry.asked("accepted-after").extent.level == "L2");
  const Answer unknown = registry.asked("unknown");
  CHECK(said(unknown) == "recognised");
  CHECK(unknown.extent.level == "L2");
  CHECK(unknown.extent.at_most == "L4");
  CHECK(unknown.extent.missing == "evaluation-accepted");
  // Below both caps nothing is open.
  CHECK(registry.asked("low").extent.whole);
  CHECK(registry.asked("low").extent.at_most.empty());
}

TEST_CASE("components off the scale are neither recognised nor refused") {
  Arrangements registry;
  registry.card("c", "2018-01-01", "L2", R"(["ODD.1"])");
  const Answer answer = registry.asked("c");
  CHECK(answer.extent.components.empty());
  CHECK(answer.extent.not_recognised.empty());
  CHECK(answer.extent.missing == "component-not-on-scale");
}

TEST_CASE("roles: at issue for the issuer, at the event for the market") {
  Arrangements registry;
  registry.card("c", "2018-01-01", "L2", R"(["FLR.1"])");
  CHECK(said(registry.asked("c", "C")) == "undecided no-decision");
  registry.participant("wide", "C", "consuming", "2019-01-01", "2021-01-01");
  CHECK(said(registry.asked("c", "C", "2020-01-01")) == "recognised");
  CHECK(has(registry.asked("c", "C", "2018-06-01"), code::kInstrumentParticipationLater));
  CHECK(has(registry.asked("c", "C", "2021-01-01"), code::kInstrumentParticipationEnded));
  CHECK(said(registry.asked("c", "C", "2021-01-01")) == "not-recognised");
  CHECK(registry.asked("c", "C", "2020-01-01").stable ==
        DateSpan{testing::day("2019-01-01"), testing::day("2021-01-01")});
}

TEST_CASE("an issuer that only consumes, and one whose role is open") {
  Arrangements registry;
  registry.body("b-body", "B");
  registry.fact("certificate", R"({"certificate": "b1", "number": "b1", "artefact": "certificate",
     "body": "b-body", "scheme": "cc", "legalEffect": "agreement", "sector": "it",
     "holder": "h", "scale": "eal", "level": "L2", "issued": "2018-01-01"})");
  const Answer consuming = registry.asked("b1", "A");
  CHECK(said(consuming) == "not-recognised");
  CHECK(bearing(consuming, code::kCompetenceNotAuthorising) == Bearing::kFails);
  registry.tell({.type = "participation",
                 .body = R"({"agreement": "wide", "party": "B", "role": "authorising"})",
                 .effective = R"({"from": "2019-01-01", "possiblyFrom": "2017-01-01"})"});
  const Answer open = registry.asked("b1", "A");
  CHECK(said(open) == "undecided fact-needed");
  CHECK(bearing(open, code::kCompetenceRoleOpen) == Bearing::kOpen);
}

TEST_CASE("a market's own attestation counts there in full") {
  Arrangements registry;
  registry.card("c", "2018-01-01", "L5", R"(["VAN.4"])");
  const Answer answer = registry.asked("c", "A");
  CHECK(said(answer) == "recognised");
  CHECK(answer.extent.whole);
  CHECK(has(answer, code::kInstrumentOwnAttestation));
}

TEST_CASE("a required level is compared with the recognised one") {
  Arrangements registry;
  registry.fact("requirement", R"({"requirement": "r", "market": "B", "act": "B-act",
     "sector": "it", "title": {"en": "x"}, "scale": "eal", "level": "L4",
     "procedures": [{"procedure": "p", "party": "third"}]})");
  registry.fact("acceptance-act", R"({"act": "acc", "market": "B", "sector": "it", "scheme": "cc",
     "forActs": ["B-act"], "artefacts": ["certificate"]})");
  registry.card("low", "2018-01-01", "L2", R"(["FLR.1"])");
  registry.card("high", "2018-01-01", "L5", R"(["FLR.1"])");
  const auto access = [&](const std::string& number) {
    return registry.ask(R"({"purpose": "market-access", "market": "B", "date": "2020-01-01",
        "attestations": [{"number": ")" +
                        number + "\"}]}");
  };
  CHECK(has(access("low"), code::kInstrumentLevelBelow));
  CHECK_FALSE(has(access("high"), code::kInstrumentLevelBelow));
}

}  // namespace
}  // namespace concordat::recognition
