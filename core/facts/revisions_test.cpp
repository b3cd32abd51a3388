// Corrections, and suspensions that begin and end.
#include "core/facts/revisions.hpp"

#include <random>

#include "core/facts/telling_for_test.hpp"

namespace concordat::facts {
namespace {

using telling::day;
using telling::shown;
using telling::Teller;

// Random days between 0 and 30; possible contains certain, either may be empty.
Days random_days(std::mt19937& random) {
  std::array<std::int32_t, 4> at{};
  for (std::int32_t& one : at) one = static_cast<std::int32_t>(random() % 30);
  std::sort(at.begin(), at.end());
  Days days{{Date{at[1]}, Date{at[2]}}, {Date{at[0]}, Date{at[3]}}};
  if (random() % 3 == 0) days.possible = days.certain;
  if (random() % 5 == 0) days.possible.until = days.certain.until = kForever;
  return days;
}

TEST_CASE("what remains is sure where the cut surely is not, and possible where it is not sure") {
  std::mt19937 random(11);
  for (int round = 0; round < 3'000; ++round) {
    const Days whole = random_days(random);
    std::vector<Cut> cuts(random() % 4);
    for (Cut& cut : cuts) cut.days = random_days(random);
    const std::vector<Days> pieces = remainders(whole, cuts);
    for (std::int32_t at = -1; at < 34; ++at) {
      const Date date{at};
      bool certain = whole.certain.contains(date);
      bool possible = whole.possible.contains(date);
      for (const Cut& cut : cuts) {
        if (cut.days.possible.contains(date)) certain = false;
        if (cut.days.certain.contains(date)) possible = false;
      }
      int surely = 0;
      int perhaps = 0;
      for (const Days& piece : pieces) {
        if (piece.certain.contains(date)) ++surely;
        if (piece.possible.contains(date)) ++perhaps;
        if (!piece.certain.empty()) {
          REQUIRE(piece.possible.from <= piece.certain.from);
          REQUIRE(piece.certain.until <= piece.possible.until);
        }
      }
      REQUIRE(surely == (certain ? 1 : 0));
      REQUIRE(perhaps >= (possible ? 1 : 0));
      REQUIRE(perhaps <= 1);
      REQUIRE((perhaps == 1) == possible);
    }
  }
}

constexpr std::string_view kDesignation = R"({"body": "lne", "act": "EU-1", "number": "0086"})";

std::string correcting(std::string_view statement, bool whole) {
  return R"("corrects": {"kind": "clerical", "statement": ")" + std::string(statement) +
         R"(", "whole": )" + (whole ? "true}" : "false}");
}

TEST_CASE("a whole correction takes the place of what it corrects, from its own ordinal on") {
  Teller teller;
  const Tables& tables = teller.tables();
  teller.tell({.type = "designation", .body = kDesignation});
  const std::string corrects = correcting("s0", true);
  teller.tell({.type = "designation",
               .body = R"({"body": "lne", "act": "EU-1", "number": "0087"})",
               .effective = R"({"from": "2021-01-01"})",
               .members = corrects});
  const auto before = teller.rows(tables.designations, teller.id("lne"), 1);
  REQUIRE(before.size() == 1);
  CHECK(tables.text(before[0]->number) == "0086");
  const auto after = teller.rows(tables.designations, teller.id("lne"), 2);
  REQUIRE(after.size() == 1);
  CHECK(tables.text(after[0]->number) == "0087");
  CHECK(after[0]->origin == 0);
  CHECK(after[0]->since == 1);
  CHECK(tables.statements[1].origin == 0);
  CHECK(teller.refusal({.type = "designation", .body = kDesignation, .members = corrects}) ==
        "fold.already-corrected");
  const std::string unknown = correcting("nobody", true);
  CHECK(teller.refusal({.type = "designation", .body = kDesignation, .members = unknown}) ==
        "fold.unknown-statement");
  CHECK(teller.refusal({.type = "succession",
                        .body = R"({"predecessor": "a", "successor": "b", "scope": "all"})",
                        .members = corrects}) == "fold.correction-of-other-type");
}

TEST_CASE("a partial correction leaves the remaining days as they were") {
  Teller teller;
  const Tables& tables = teller.tables();
  teller.tell({.type = "designation",
               .body = kDesignation,
               .effective = R"({"from": "2020-01-01", "until": "2024-01-01"})"});
  const std::string corrects = correcting("s0", false);
  teller.tell({.type = "designation",
               .body = R"({"body": "lne", "act": "EU-1", "number": "0087"})",
               .effective = R"({"from": "2021-01-01", "until": "2022-01-01"})",
               .members = corrects});
  const auto rows = teller.rows(tables.designations, teller.id("lne"));
  REQUIRE(rows.size() == 3);
  std::vector<std::string> told;
  for (const Designation* row : rows) {
    told.push_back(std::string(tables.text(row->number)) + " " + shown(row->certain));
    CHECK(row->since == 1);
    CHECK(row->origin == 0);
    CHECK(row->possible == row->certain);
  }
  std::sort(told.begin(), told.end());
  CHECK(told == std::vector<std::string>{"0086 [2020-01-01, 2021-01-01)",
                                         "0086 [2022-01-01, 2024-01-01)",
                                         "0087 [2021-01-01, 2022-01-01)"});
  CHECK(teller.rows(tables.designations, teller.id("lne"), 1).size() == 1);

  // The correction was mistaken about the days: what it had taken comes back.
  const std::string again = correcting("s1", true);
  teller.tell({.type = "designation",
               .body = R"({"body": "lne", "act": "EU-1", "number": "0088"})",
               .effective = R"({"from": "2023-01-01", "until": "2024-01-01"})",
               .members = again});
  told.clear();
  for (const Designation* row : teller.rows(tables.designations, teller.id("lne"))) {
    told.push_back(std::string(tables.text(row->number)) + " " + shown(row->certain));
  }
  std::sort(told.begin(), told.end());
  CHECK(told ==
        std::vector<std::string>{"0086 [2020-01-01, 2023-01-01)", "0088 [2023-01-01, 2024-01-01)"});
  CHECK(teller.rows(tables.designations, teller.id("lne"), 2).size() == 3);
}

TEST_CASE("copies are found by every key of their kind") {
  Teller teller;
  const Tables& tables = teller.tables();
  const auto certificate = [](std::string_view number) {
    return R"({"certificate": "c", "number": ")" + std::string(number) +
           R"(", "artefact": "certificate", "body": "b", "legalEffect": "voluntary",
             "sector": "s", "holder": "h", "issued": "2020-01-01"})";
  };
  teller.tell({.type = "certificate", .body = certificate("N-1")});
  const std::string corrects = correcting("s0", false);
  teller.tell({.type = "certificate",
               .body = certificate("N-2"),
               .effective = R"({"from": "2021-01-01"})",
               .members = corrects});
  Probe early = teller.at("2020-06-01");
  Probe late = teller.at("2021-06-01");
  const auto number_at = [&](Probe& probe) {
    return tables.text(certificate_by_id(probe, teller.id("c"))->number);
  };
  CHECK(number_at(early) == "N-1");
  CHECK(early.window == Window{day("2020-01-01"), day("2021-01-01")});
  CHECK(number_at(late) == "N-2");
  CHECK(certificates_with_number(early, teller.id("N-1")).size() == 1);
  CHECK(certificates_with_number(late, teller.id("N-2")).size() == 1);
}

// A chain in which each statement corrects the one before it, wholly or for its own days. On every
// day, at every size, exactly one holds: the newest that still stands and speaks of the day.
TEST_CASE("chains of corrections leave one answer for each day, at every size") {
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    Teller teller;
    struct Told {
      DateSpan days;
      Ordinal dead = kNever;
    };
    std::vector<Told> told;
    for (Ordinal n = 0; n < 7; ++n) {
      const Date from{static_cast<std::int32_t>(18'000 + random() % 20)};
      const Date until =
          n == 0 ? Date{18'040} : from.plus_days(1 + static_cast<int>(random() % 15));
      const std::string effective =
          R"({"from": ")" + to_string(from) + R"(", "until": ")" + to_string(until) + R"("})";
      const std::string body = R"({"organisation": "o", "names": {"en": "O"}, "economy": "E)" +
                               std::to_string(n) + R"(", "roles": ["customs"]})";
      const bool whole = random() % 2 == 0;
      const std::string corrects = n == 0 ? "" : correcting("s" + std::to_string(n - 1), whole);
      teller.tell(
          {.type = "organisation", .body = body, .effective = effective, .members = corrects});
      if (n > 0 && whole) told.back().dead = n;
      told.push_back({{from, until}});
    }
    for (Ordinal size = 0; size <= told.size(); ++size) {
      for (std::int32_t at = 17'998; at < 18'043; ++at) {
        std::string expected;
        for (Ordinal n = 0; n < size; ++n) {
          if (told[n].dead >= size && told[n].days.contains(Date{at})) {
            expected = "E" + std::to_string(n);
          }
        }
        int holding = 0;
        std::string_view found;
        for (const Organisation* row :
             teller.rows(teller.tables().organisations, teller.id("o"), size)) {
          if (!row->certain.contains(Date{at})) continue;
          ++holding;
          found = teller.tables().text(row->economy);
          REQUIRE(row->origin == 0);
        }
        REQUIRE(holding == (expected.empty() ? 0 : 1));
        REQUIRE(found == expected);
      }
    }
  }
}

// ---- interruptions ----------------------------------------------------------------------------

class Designated : public Teller {
 public:
  Designated() { tell({.type = "designation", .body = kDesignation}); }
  Ordinal change(std::string_view change, std::string_view effective,
                 std::string_view members = "") {
    const std::string body = R"({"subject": "s0", "change": ")" + std::string(change) + R"("})";
    return tell(
        {.type = "status-change", .body = body, .effective = effective, .members = members});
  }
  Holding in_force_at(std::string_view date, Ordinal size) {
    Probe probe = at(date, size);
    const auto found = rows(tables().designations, id("lne"), size);
    const Holding holding = found.empty() ? Holding::kNot : in_force(*found.at(0), probe).holding;
    window = probe.window;
    return holding;
  }
  Holding in_force_at(std::string_view date) { return in_force_at(date, state.size_applied()); }
  Window window;
};

TEST_CASE("a suspension interrupts, and a reinstatement closes it") {
  Designated one;
  one.change("suspended", R"({"from": "2022-01-01"})", R"("cause": "audit")");
  CHECK(one.in_force_at("2021-12-31") == Holding::kHolds);
  CHECK(one.window == Window{day("2020-01-01"), day("2022-01-01")});
  CHECK(one.in_force_at("2022-01-01") == Holding::kNot);
  CHECK(one.in_force_at("2022-01-01", 1) == Holding::kHolds);
  Probe probe = one.at("2023-06-01");
  Interrupted interrupted = interruption_at(probe, 0);
  REQUIRE(interrupted.by);
  CHECK(interrupted.by->kind == InterruptionKind::kSuspended);
  CHECK(interrupted.by->cause == one.id("audit"));
  CHECK(interrupted.by->opened_by == 1);

  one.change("reinstated", R"({"from": "2023-01-01"})");
  CHECK(one.in_force_at("2022-12-31") == Holding::kNot);
  CHECK(one.window == Window{day("2022-01-01"), day("2023-01-01")});
  CHECK(one.in_force_at("2023-01-01") == Holding::kHolds);
  CHECK(one.window == Window{day("2023-01-01"), kForever});
  CHECK(one.in_force_at("2023-01-01", 2) == Holding::kNot);  // as known before
  Probe closed = one.at("2022-06-01");
  interrupted = interruption_at(closed, 0);
  REQUIRE(interrupted.by);
  CHECK(interrupted.by->opened_by == 1);
  CHECK(interrupted.by->since == 2);

  one.change("ended", R"({"from": "2024-01-01"})");
  CHECK(one.in_force_at("2023-12-31") == Holding::kHolds);
  CHECK(one.in_force_at("2030-01-01") == Holding::kNot);
  CHECK(one.refusal({.type = "status-change",
                     .body = R"({"subject": "s0", "change": "reinstated"})",
                     .effective = R"({"from": "2019-01-01", "until": "2020-01-01"})"}) ==
        "fold.nothing-suspended");
}

TEST_CASE("a reinstatement that is corrected opens the suspension again until the right day") {
  Designated one;
  one.change("suspended", R"({"from": "2022-01-01"})");
  one.change("reinstated", R"({"from": "2022-06-01"})");
  const std::string corrects = correcting("s2", true);
  one.change("reinstated", R"({"from": "2023-01-01"})", corrects);
  CHECK(one.in_force_at("2022-07-01", 3) == Holding::kHolds);
  CHECK(one.in_force_at("2022-07-01") == Holding::kNot);
  CHECK(one.in_force_at("2023-01-01") == Holding::kHolds);
  const std::string partly = correcting("s3", false);
  CHECK(one.refusal({.type = "status-change",
                     .body = R"({"subject": "s0", "change": "reinstated"})",
                     .members = partly}) == "fold.partial-reinstatement");
}

TEST_CASE("a suspension that is corrected stays lifted where it was lifted") {
  Designated one;
  one.change("suspended", R"({"from": "2022-01-01"})");
  one.change("reinstated", R"({"from": "2023-01-01"})");
  const std::string corrects = correcting("s1", true);
  one.change("suspended", R"({"from": "2022-03-01"})", corrects);
  CHECK(one.in_force_at("2022-02-01", 3) == Holding::kNot);
  CHECK(one.in_force_at("2022-02-01") == Holding::kHolds);
  CHECK(one.in_force_at("2022-03-01") == Holding::kNot);
  CHECK(one.in_force_at("2023-01-01") == Holding::kHolds);
}

TEST_CASE("interruptions follow a fact through its corrections") {
  Designated one;
  one.change("suspended", R"({"from": "2022-01-01"})");
  const std::string corrects = correcting("s0", true);
  one.tell({.type = "designation", .body = kDesignation, .members = corrects});
  CHECK(one.in_force_at("2022-06-01") == Holding::kNot);
  // Naming the correction names the fact.
  one.tell({.type = "status-change",
            .body = R"({"subject": "s2", "change": "reinstated"})",
            .effective = R"({"from": "2023-01-01"})"});
  CHECK(one.in_force_at("2023-06-01") == Holding::kHolds);
}

TEST_CASE("a reinstatement on an open day leaves the days between open") {
  Designated one;
  one.change("suspended", R"({"from": "2022-01-01"})");
  one.change("reinstated", R"({"from": "2023-03-01", "possiblyFrom": "2023-01-01"})");
  CHECK(one.in_force_at("2022-12-31") == Holding::kNot);
  CHECK(one.in_force_at("2023-02-01") == Holding::kPossibly);
  CHECK(one.window == Window{day("2023-01-01"), day("2023-03-01")});
  CHECK(one.in_force_at("2023-03-01") == Holding::kHolds);
}

TEST_CASE("a part is interrupted by itself or with the whole") {
  Teller teller;
  teller.tell({.type = "designation", .body = kDesignation});
  teller.tell({.type = "status-change",
               .body = R"({"subject": "s0", "change": "suspended", "part": "module-h"})",
               .effective = R"({"from": "2021-01-01"})"});
  Probe probe = teller.at("2021-06-01");
  CHECK(interruption_at(probe, 0).by == nullptr);
  CHECK(interruption_at(probe, 0, teller.id("module-h")).holding == Holding::kHolds);
  teller.tell({.type = "status-change",
               .body = R"({"subject": "s0", "change": "ended"})",
               .effective = R"({"from": "2022-01-01"})"});
  Probe later = teller.at("2022-06-01");
  CHECK(interruption_at(later, 0, teller.id("module-h")).by->kind == InterruptionKind::kEnded);
}

}  // namespace
}  // namespace concordat::facts
