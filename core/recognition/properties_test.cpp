// What must hold for every registry: over generated ones, from seeds.
#include <random>

#include "core/recognition/evaluate.hpp"
#include "core/recognition/registry_for_test.hpp"

namespace concordat::recognition {
namespace {

using testing::Registry;
using testing::said;

constexpr int kRegistries = 30;
const Date kFirst = testing::day("2020-01-01");
constexpr int kDays = 120;

// A registry of two markets, in which nearly everything begins, pauses or ends within the days.
class Generated : public Registry {
 public:
  explicit Generated(unsigned seed) : random_(seed) {
    body("lab", "A");
    body("lab2", "A");
    statements_.push_back(fact("legal-act", R"({"act": "B-law", "market": "B",
        "title": {"en": "x"}})",
                               some_day(), maybe_until()));
    requirement();
    statements_.push_back(fact("agreement", R"({"agreement": "AB", "title": {"en": "x"},
        "parties": ["A", "B"], "entry": {"rule": "dates"}, "exit": {"noticeDays": 9,
        "runOffDays": 11}, "annexes": [{"annex": "AB/1", "kind": "R2", "importerActs": ["B-law"],
        "artefacts": ["certificate"], "competence": "designation", "phase": "operational"}]})",
                               "2019-01-01", maybe_until()));
    statements_.push_back(
        fact("designation", R"({"body": "lab", "act": "B-law"})", "2019-01-01", maybe_until()));
    statements_.push_back(fact("acceptance-act", R"({"act": "acc", "market": "B",
        "sector": "kettles", "scheme": "S", "forActs": ["B-law"],
        "artefacts": ["certificate"]})",
                               some_day(), maybe_until()));
    certificate();
    extras();
  }
  [[nodiscard]] std::string question(Date on, const std::string& purpose) const {
    return R"({"purpose": ")" + purpose + R"(", "market": "B", "date": ")" + to_string(on) +
           R"(", "attestations": [{"number": "c"}], "product": {"model": "K1"}})";
  }
  [[nodiscard]] bool coin() { return random_() % 2 == 0; }

 private:
  std::string some_day() {
    return to_string(kFirst.plus_days(static_cast<std::int32_t>(random_() % kDays)));
  }
  std::string maybe_until() {
    if (coin()) return "";
    return to_string(kFirst.plus_days(static_cast<std::int32_t>(kDays + random_() % kDays)));
  }
  void requirement() {
    statements_.push_back(fact("requirement", R"({"requirement": "r", "market": "B",
        "act": "B-law", "sector": "kettles", "title": {"en": "x"}, "procedures": [
        {"procedure": "p", "party": "third"}]})",
                               some_day(), maybe_until()));
    if (coin()) {
      fact("requirements-complete", R"({"market": "B", "sector": "kettles"})", some_day());
    }
  }
  void certificate() {
    fact("certificate",
         R"({"certificate": "c", "number": "c", "artefact": "certificate",
        "body": "lab", "act": "B-law", "scheme": "S", "legalEffect": "mandatory",
        "sector": "kettles", "holder": "acme", "issued": "2020-01-11",
        "surveillanceDue": ")" +
             some_day() + "\"}",
         "2020-01-11", maybe_until());
    if (coin())
      fact("certificate-state", R"({"certificate": "c", "state": "suspended"})", some_day());
  }
  void extras() {
    for (const facts::Ordinal statement : statements_) {
      if (coin()) change(statement, "suspended", some_day());
      if (coin()) change(statement, "ended", some_day(), coin() ? "fraud" : "");
    }
    if (coin()) {
      fact("run-off-rule", R"({"act": "B-law", "cause": "any", "effect": "days", "days": 17})");
    }
    if (coin()) {
      fact("designation", R"({"body": "lab2", "act": "B-law"})", some_day(), maybe_until());
      fact("transfer", R"({"certificate": "c", "from": "lab", "to": "lab2"})", some_day());
    }
    if (coin()) {
      fact("measure", R"({"measure": "m", "market": "B", "kind": "ban", "stage": "confirmed",
          "units": {"extent": "all-units", "models": ["K1"]}})",
           some_day());
    }
    if (coin()) {
      fact("deposit", R"({"agreement": "AB", "party": "B", "act": "denunciation"})", some_day());
    }
  }

  std::mt19937 random_;
  std::vector<facts::Ordinal> statements_;
};

// ---- the key, from the words of two answers ------------------------------------------------

bool same(const std::vector<Finding>& left, const std::vector<Finding>& right) {
  return std::ranges::equal(left, right, [](const Finding& one, const Finding& other) {
    return one.code == other.code && one.bearing == other.bearing && one.leg == other.leg;
  });
}

bool same(const std::vector<Condition>& left, const std::vector<Condition>& right) {
  return std::ranges::equal(left, right, [](const Condition& one, const Condition& other) {
    return one.code == other.code && one.timing == other.timing &&
           one.verified_by == other.verified_by && one.arguments == other.arguments;
  });
}

bool same(const RouteAnswer& left, const RouteAnswer& right) {
  return left.route == right.route && left.instrument == right.instrument &&
         left.attestations == right.attestations && left.outcome == right.outcome &&
         left.why == right.why && left.extent == right.extent &&
         same(left.findings, right.findings) && same(left.conditions, right.conditions);
}

bool same(const RequirementAnswer& left, const RequirementAnswer& right) {
  return left.requirement == right.requirement && left.outcome == right.outcome &&
         left.why == right.why && same(left.findings, right.findings) &&
         std::ranges::equal(left.routes, right.routes,
                            [](const auto& one, const auto& other) { return same(one, other); });
}

bool same_key(const Answer& left, const Answer& right) {
  return left.verdict == right.verdict && left.why == right.why &&
         left.semantics_version == right.semantics_version && left.extent == right.extent &&
         same(left.findings, right.findings) && same(left.conditions, right.conditions) &&
         std::ranges::equal(left.requirements, right.requirements,
                            [](const auto& one, const auto& other) { return same(one, other); });
}

Evaluation on_day(const Generated& registry, const Question& question, Date date) {
  return evaluate(registry.state, question, {registry.state.size_applied(), date, false});
}

TEST_CASE("the stable interval is exact at both ends, and the next changes are the next") {
  for (unsigned seed = 1; seed <= kRegistries; ++seed) {
    Generated registry(seed);
    registry.state.publish(registry.state.size_applied());
    for (const std::string purpose : {"recognition", "market-access"}) {
      Question question =
          question_from_json(*json::read(registry.question(kFirst, purpose))).value();
      for (int offset = 0; offset < kDays; offset += 13) {
        question.date = kFirst.plus_days(offset);
        const Answer answer = determine(registry.state, question);
        CAPTURE(seed);
        CAPTURE(to_string(question.date));
        const auto inside = [&](Date date) {
          return same_key(on_day(registry, question, date).answer, answer);
        };
        for (int day = -40; day < 2 * kDays + 40; ++day) {
          const Date date = kFirst.plus_days(day);
          if (answer.stable.contains(date)) CHECK(inside(date));
        }
        if (answer.stable.from != kBeginning) {
          CHECK_FALSE(inside({answer.stable.from.days - 1}));
        }
        if (answer.stable.until != kForever) CHECK_FALSE(inside(answer.stable.until));
        for (const Change& change : answer.look_ahead) {
          const Answer then = on_day(registry, question, change.date).answer;
          CHECK(then.verdict == change.verdict);
          const Answer before = on_day(registry, question, {change.date.days - 1}).answer;
          const bool turned = before.verdict != then.verdict || before.why != then.why;
          CHECK(turned);
        }
      }
    }
  }
}

TEST_CASE("a fact about something else changes nothing; a pinned size pins the answer") {
  for (unsigned seed = 1; seed <= kRegistries; ++seed) {
    Generated registry(seed);
    const Date on = kFirst.plus_days(60);
    const auto before_size = registry.state.size_applied();
    const Answer before = registry.ask(registry.question(on, "recognition"));
    registry.body("elsewhere", "C");
    registry.fact("designation", R"({"body": "elsewhere", "act": "C-law"})");
    registry.fact("certificate", R"({"certificate": "z", "number": "z",
        "artefact": "certificate", "body": "elsewhere", "legalEffect": "voluntary",
        "sector": "boats", "holder": "h", "issued": "2020-01-01"})");
    registry.fact("measure", R"({"measure": "mC", "market": "C", "kind": "ban",
        "stage": "confirmed", "units": {"extent": "all-units", "models": ["K1"]}})");
    Answer after = registry.ask(registry.question(on, "recognition"));
    CHECK(after.as_of == registry.state.size_applied());
    after.as_of = before.as_of;
    CHECK(json::canonical(to_json(after)) == json::canonical(to_json(before)));

    registry.fact("certificate-state", R"({"certificate": "c", "state": "withdrawn"})",
                  "2020-01-12");
    Question pinned = question_from_json(*json::read(registry.question(on, "recognition"))).value();
    pinned.as_of = before_size;
    CHECK(json::canonical(to_json(determine(registry.state, pinned))) ==
          json::canonical(to_json(before)));
    CHECK(registry.ask(registry.question(on, "recognition")).verdict >= before.verdict);
  }
}

TEST_CASE("tightening a limit never turns a no into a yes, closing every delta does") {
  for (int severity = 1; severity <= 4; ++severity) {
    for (const bool closed : {false, true}) {
      Registry registry;
      registry.body("lab", "A");
      registry.fact("designation", R"({"body": "lab", "act": "A-law"})");
      registry.fact("requirement", R"({"requirement": "r", "market": "B", "act": "B-law",
          "sector": "kettles", "title": {"en": "x"}, "editions": ["K:2"],
          "procedures": [{"procedure": "p", "party": "third"}]})");
      registry.fact(
          "equivalence-decision",
          R"({"decision": "d", "market": "B",
          "fromEdition": "K:1", "toEdition": "K:2", "outcome": "full-with-addenda",
          "mapping": [{"atom": "1", "clause": "1", "severity": )" +
              std::to_string(severity) +
              R"(, "verdict": "weaker", "closure": {"kind": "addendum-test", "name": "t"}}]})");
      registry.fact("certificate", R"({"certificate": "c", "number": "c",
          "artefact": "certificate", "body": "lab", "act": "A-law", "legalEffect": "mandatory",
          "sector": "kettles", "holder": "h", "editions": ["K:1"], "issued": "2019-01-01")" +
                                       std::string(closed ? R"(, "addenda": ["t"])" : "") + "}");
      const std::string expected = closed          ? "recognised"
                                   : severity >= 3 ? "not-recognised"
                                                   : "conditional";
      CHECK(said(registry.ask(R"({"market": "B", "date": "2020-01-01",
          "attestations": [{"number": "c"}]})")) == expected);
    }
  }
}

TEST_CASE("a question survives its JSON, and bad ones are refused at their place") {
  const std::string text =
      R"({"purpose":"market-access","attestations":[{"number":"n",)"
      R"("issuer":"i","digest":"sha256:0","presented":"rejected"}],"market":"EU",)"
      R"("product":{"sector":"toys","attributes":{"radio":true},"model":"m","quantity":7},)"
      R"("event":"putting-into-service","date":"2024-05-01","operators":{"brand":"b"},"asOf":3})";
  const auto question = question_from_json(*json::read(text));
  REQUIRE(question);
  CHECK(json::compact(to_json(*question)) == text);
  const auto refused = [](const std::string& bad) {
    const auto read = question_from_json(*json::read(bad));
    return read ? std::string("accepted") : read.error().code + " " + read.error().place;
  };
  CHECK(refused(R"({"date": "2024-05-01"})") == "question.missing-member /market");
  CHECK(refused(R"({"market": "EU"})") == "question.missing-member /date");
  CHECK(refused(R"({"market": "EU", "date": "1 May"})") == "question.wrong-kind /date");
  CHECK(refused(R"({"market": "EU", "date": "2024-05-01", "hs": "1"})") ==
        "question.unknown-member /hs");
  CHECK(refused(R"({"market": "EU", "date": "2024-05-01", "event": "birth"})") ==
        "question.not-a-choice /event");
  CHECK(refused(R"({"market": "EU", "date": "2024-05-01", "attestations": [{}]})") ==
        "question.missing-member /attestations/0/number");
  CHECK(refused(R"([])") == "question.wrong-kind ");
}

TEST_CASE("the catalogue of codes: each once, under its leg, well formed") {
  std::vector<Code> met;
  for (const CodeEntry& entry : all_codes()) {
    CHECK(std::ranges::find(met, entry.code) == met.end());  // by their numbers
    met.push_back(entry.code);
    const std::string_view code = entry.code;
    CHECK(code.find('.') != std::string_view::npos);
    CHECK(std::ranges::all_of(code, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }));
  }
}

}  // namespace
}  // namespace concordat::recognition
