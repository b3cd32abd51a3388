// What one certificate, one reference or one search leaves in a workspace must not be taken for
// another's. (sim/property holds workspaces in use to new ones over drawn registries.)
#include "core/recognition/desk.hpp"
#include "core/recognition/registry_for_test.hpp"

namespace concordat::recognition {
namespace {

using testing::day;
using testing::has;
using testing::Registry;

// Two bodies of A, and certificates by each that bear the number N.
class OneNumber : public Registry {
 public:
  OneNumber() {
    fact("requirement", R"({"requirement": "r", "market": "A", "act": "A-law",
         "sector": "kettles", "title": {"en": "x"},
         "procedures": [{"procedure": "p", "party": "third"}]})");
    for (const std::string lab : {"lab", "other"}) {
      body(lab, "A");
      fact("designation", R"({"body": ")" + lab + R"(", "act": "A-law"})");
    }
    first_ = certificate("c1", "lab");
    second_ = certificate("c2", "other");
  }
  // From that day on, what a certificate says of its body is corrected.
  void corrected(const std::string& id, facts::Ordinal first, const std::string& lab,
                 const std::string& from) {
    const std::string body = certificate_body(id, lab);
    const std::string effective = R"({"from": ")" + from + R"(", "until": "2029-01-01"})";
    const std::string members = R"("corrects": {"statement": "s)" + std::to_string(first) +
                                R"(", "kind": "clerical", "whole": false})";
    tell({.type = "certificate", .body = body, .effective = effective, .members = members});
  }
  [[nodiscard]] facts::Ordinal first() const { return first_; }
  [[nodiscard]] facts::Ordinal second() const { return second_; }

 private:
  static std::string certificate_body(const std::string& id, const std::string& lab) {
    return R"({"certificate": ")" + id +
           R"(", "number": "N", "artefact": "certificate", "body": ")" + lab +
           R"(", "act": "A-law", "legalEffect": "mandatory", "sector": "kettles",
         "holder": "acme", "issued": "2019-01-01"})";
  }
  facts::Ordinal certificate(const std::string& id, const std::string& lab) {
    return fact("certificate", certificate_body(id, lab), "2019-01-01", "2029-01-01");
  }

  facts::Ordinal first_ = 0;
  facts::Ordinal second_ = 0;
};

Question asked(Registry& registry, const std::string& question) {
  registry.state.publish(registry.state.size_applied());
  const auto json = json::read(question);
  REQUIRE(json);
  const auto read = question_from_json(*json);
  REQUIRE(read);
  return *read;
}

std::string words(const Answer& answer) { return json::compact(to_json(answer)); }

}  // namespace

TEST_CASE("a number that another certificate bears from some day on has another answer then") {
  OneNumber registry;
  registry.corrected("c1", registry.first(), "other", "2021-01-01");
  registry.corrected("c2", registry.second(), "lab", "2021-01-01");
  Workspace workspace(registry.state);
  const auto on = [&](const std::string& date) {
    const Question question =
        asked(registry, R"({"market": "A", "date": ")" + date +
                            R"(", "attestations": [{"number": "N", "issuer": "lab"}]})");
    const Answer answer = told(determine(workspace, question));
    CHECK(words(answer) == words(determine(registry.state, question)));
    return answer;
  };
  const Answer before = on("2020-06-01");
  const Answer after = on("2021-06-01");
  REQUIRE(before.verdict == Verdict::kRecognised);
  REQUIRE(after.verdict == Verdict::kRecognised);
  CHECK(before.stable.until == day("2021-01-01"));
  CHECK(after.stable.from == day("2021-01-01"));
  CHECK(words(before) != words(after));
}

TEST_CASE("a certificate named twice is judged by the reference that finds it on the day") {
  OneNumber registry;
  // From then on two certificates of the body bear the number.
  registry.corrected("c2", registry.second(), "lab", "2021-01-01");
  Workspace workspace(registry.state);
  const auto on = [&](const std::string& date) {
    Question question =
        asked(registry,
              R"({"market": "A", "date": ")" + date +
                  R"(", "attestations": [{"number": "N", "issuer": "lab"}, {"number": "c1"}]})");
    question.attestations.front().presented = Presented::kRejected;
    return told(determine(workspace, question));
  };
  const Answer before = on("2020-06-01");
  CHECK(has(before, code::kAuthenticityRejected));
  CHECK(before.verdict == Verdict::kNotRecognised);
  const Answer after = on("2021-06-01");
  CHECK(has(after, code::kAuthenticityAmbiguousNumber));
  CHECK(!has(after, code::kAuthenticityRejected));
  REQUIRE(after.verdict == Verdict::kRecognised);
  // As seen from the day before as well.
  REQUIRE(!before.look_ahead.empty());
  CHECK(before.look_ahead.front().date == day("2021-01-01"));
  CHECK(before.look_ahead.front().verdict == Verdict::kRecognised);
}

TEST_CASE("an answer that needs no cure keeps no comparison of the search before") {
  OneNumber registry;
  Workspace workspace(registry.state);
  Workspace::Desk& desk = workspace.desk();
  const auto determined = [&](const std::string& more) {
    return determine(workspace, asked(registry, R"({"market": "A", "date": "2020-06-01",
        "purpose": "market-access", "attestations": [{"number": "c1"}], )" +
                                                    more + "}"))
        .verdict;
  };
  // Two operators nobody has licensed: their cures are compared.
  REQUIRE(determined(R"("operators": {"manufacturer": "m1", "holder": "m2"})") ==
          Verdict::kNotRecognised);
  REQUIRE(!desk.cure_guards.empty());
  REQUIRE(determined(R"("operators": {"manufacturer": "acme"})") == Verdict::kRecognised);
  CHECK(desk.cure_guards.empty());
}

namespace {

// Markets B and C, which ask for the same of kettles, and certificates of A's body.
class TwoMarkets : public Registry {
 public:
  TwoMarkets() {
    body("lab", "A");
    for (const std::string law : {"A-law", "B-law", "C-law"}) {
      fact("designation", R"({"body": "lab", "act": ")" + law + "\"}");
    }
    for (const std::string market : {"B", "C"}) requirement(market, "r-" + market, "2000-01-01");
  }
  void requirement(const std::string& market, const std::string& id, const std::string& from,
                   const std::string& until = "") {
    fact("requirement",
         R"({"requirement": ")" + id + R"(", "market": ")" + market + R"(", "act": ")" + market +
             R"(-law", "sector": "kettles",
         "title": {"en": "x"}, "editions": ["K:2020"],
         "procedures": [{"procedure": "p", "party": "third"}]})",
         from, until);
  }
  void certificate(const std::string& number, const std::string& more,
                   const std::string& artefact = "certificate", const std::string& act = "A-law") {
    fact("certificate",
         R"({"certificate": ")" + number + R"(", "number": ")" + number + R"(", "artefact": ")" +
             artefact + R"(", "body": "lab", "act": ")" + act + R"(",
         "legalEffect": "mandatory", "sector": "kettles", "holder": "acme",
         "issued": "2019-01-01")" +
             more + "}",
         "2019-01-01", "2029-01-01");
  }
  // By which the market takes certificates (R3) or reports (R1) of A.
  void agreement(const std::string& id, const std::string& market, const std::string& kind) {
    const std::string acts = kind == "R1" ? R"("importerActs": [")" + market + R"(-law"])"
                                          : R"("actPairs": [{"exporter": "A-law", "importer": ")" +
                                                market + R"(-law"}])";
    fact("agreement", R"({"agreement": ")" + id + R"(", "title": {"en": "x"},
        "parties": ["A", ")" +
                          market + R"("], "entry": {"rule": "dates"}, "annexes": [{"annex": ")" +
                          id + R"(/1", "kind": ")" + kind +
                          R"(", "artefacts": ["certificate", "test-report"],
        "competence": "designation", )" +
                          acts + R"(, "phase": "operational"}]})");
  }
  // Each in turn, as a new workspace answers.
  std::vector<Answer> in_turn(Workspace& workspace,
                              const std::vector<std::pair<std::string, std::string>>& questions) {
    std::vector<Answer> answers;
    for (const auto& [market, number] : questions) {
      const Question question =
          asked(*this, R"({"market": ")" + market + R"(", "date": "2020-06-01",
                        "attestations": [{"number": ")" +
                           number + "\"}]}");
      answers.push_back(told(determine(workspace, question)));
      CHECK(words(answers.back()) == words(determine(state, question)));
    }
    return answers;
  }
};

}  // namespace

TEST_CASE("a requirement that takes the place of another is not that one") {
  TwoMarkets registry;
  registry.requirement("A", "r-1", "2000-01-01", "2021-01-01");
  registry.requirement("A", "r-2", "2021-01-01");
  registry.certificate("c", "");
  Workspace workspace(registry.state);
  const Answer answer = registry.in_turn(workspace, {{"A", "c"}}).front();
  REQUIRE(answer.verdict == Verdict::kRecognised);
  CHECK(answer.requirements.front().requirement == "r-1");
  CHECK(answer.stable.until == day("2021-01-01"));
}

TEST_CASE("ways that tie are told in the order of their own names") {
  TwoMarkets registry;
  // The later is looked at first: here the second name, there the first.
  registry.agreement("AB-1", "B", "R3");
  registry.agreement("AB-2", "B", "R3");
  registry.agreement("AC-2", "C", "R3");
  registry.agreement("AC-1", "C", "R3");
  registry.certificate("c", "");
  Workspace workspace(registry.state);
  const auto answers = registry.in_turn(workspace, {{"B", "c"}, {"C", "c"}});
  REQUIRE(answers[0].requirements.front().routes.size() == 2);
  CHECK(answers[0].requirements.front().routes.front().instrument == "AB-1/1");
  CHECK(answers[1].requirements.front().routes.front().instrument == "AC-1/1");
}

TEST_CASE("a report leaves each market's own requirement to be met") {
  TwoMarkets registry;
  registry.agreement("AB", "B", "R1");
  registry.agreement("AC", "C", "R1");
  registry.certificate("c-B", R"(, "editions": ["K:2020"])", "test-report", "B-law");
  registry.certificate("c-C", R"(, "editions": ["K:2020"])", "test-report", "C-law");
  Workspace workspace(registry.state);
  for (const Answer& answer : registry.in_turn(workspace, {{"B", "c-B"}, {"C", "c-C"}})) {
    CHECK(testing::said(answer) == "evidence-accepted");
    CHECK(!answer.cures.empty());
  }
}

TEST_CASE("conditions of one decision are not those of another") {
  TwoMarkets registry;
  for (const std::string edition : {"e1", "e2"}) {
    registry.fact("equivalence-decision", R"({"decision": "d-)" + edition + R"(", "market": "B",
        "fromEdition": ")" + edition + R"(", "toEdition": "K:2020",
        "outcome": "full-with-addenda", "mapping": [{"atom": ")" +
                                              edition + R"(-probe",
        "clause": "8", "severity": 2, "verdict": "missing",
        "closure": {"kind": "addendum-test", "name": "probe"}}]})");
    registry.certificate("c-" + edition, R"(, "editions": [")" + edition + "\"]");
  }
  Workspace workspace(registry.state);
  for (const Answer& answer : registry.in_turn(workspace, {{"B", "c-e1"}, {"B", "c-e2"}})) {
    CHECK(answer.verdict == Verdict::kConditional);
  }
}

}  // namespace concordat::recognition
