// What became of a statement, on any day and as known at any size.
#include "core/facts/fate.hpp"

#include "core/facts/telling_for_test.hpp"

namespace concordat::facts {
namespace {

using telling::Teller;

constexpr std::string_view kDesignation = R"({"body": "lne", "act": "EU-1"})";

FateOf fate(const Teller& teller, std::string_view date, Ordinal size = kNever) {
  Probe probe = teller.at(date, std::min(size, teller.state.size_applied()));
  return fate_of(probe, 0);
}

TEST_CASE("before its first day, on its days, and after its last") {
  Teller teller;
  teller.tell({.type = "designation",
               .body = kDesignation,
               .effective = R"({"from": "2020-01-01", "until": "2024-01-01"})"});
  CHECK(fate(teller, "2019-12-31").fate == Fate::kNotYet);
  CHECK(fate(teller, "2020-01-01").fate == Fate::kHolds);
  CHECK(fate(teller, "2023-12-31").fate == Fate::kHolds);
  CHECK(fate(teller, "2024-01-01").fate == Fate::kOver);
  CHECK(fate(teller, "2020-01-01").days.until == telling::day("2024-01-01"));
  CHECK(fate(teller, "2020-01-01", 0).fate == Fate::kUntold);
}

TEST_CASE("a suspension and an end name the statement that brought them") {
  Teller teller;
  teller.tell({.type = "designation", .body = kDesignation});
  const auto change = [&](std::string_view what, std::string_view effective) {
    const std::string body = R"({"subject": "s0", "change": ")" + std::string(what) + R"("})";
    teller.tell({.type = "status-change", .body = body, .effective = effective});
  };
  change("suspended", R"({"from": "2021-01-01"})");
  CHECK(fate(teller, "2020-06-01").fate == Fate::kHolds);
  CHECK(fate(teller, "2021-06-01").fate == Fate::kSuspended);
  CHECK(fate(teller, "2021-06-01").by == 1);
  CHECK(fate(teller, "2021-06-01", 1).fate == Fate::kHolds);  // as known before
  change("reinstated", R"({"from": "2022-01-01"})");
  CHECK(fate(teller, "2021-06-01").by == 1);
  CHECK(fate(teller, "2022-06-01").fate == Fate::kHolds);
  change("ended", R"({"from": "2023-01-01"})");
  CHECK(fate(teller, "2023-06-01").fate == Fate::kEnded);
  CHECK(fate(teller, "2023-06-01").by == 3);
}

TEST_CASE("a correction takes its place on the days of which it speaks") {
  Teller teller;
  teller.tell({.type = "designation", .body = kDesignation});
  teller.tell(
      {.type = "designation",
       .body = R"({"body": "lne", "act": "EU-1", "number": "1"})",
       .effective = R"({"from": "2021-01-01", "until": "2022-01-01"})",
       .members = R"("corrects": {"statement": "s0", "kind": "clerical", "whole": false})"});
  CHECK(fate(teller, "2020-06-01").fate == Fate::kHolds);
  CHECK(fate(teller, "2020-06-01").corrected_by == 1);
  CHECK(fate(teller, "2021-06-01").fate == Fate::kCorrected);
  CHECK(fate(teller, "2021-06-01").by == 1);
  CHECK(fate(teller, "2022-06-01").fate == Fate::kHolds);
  CHECK(fate(teller, "2021-06-01", 1).corrected_by == kNever);
}

TEST_CASE("days that are not known stay open, and what makes no fact has no fate") {
  Teller teller;
  teller.tell({.type = "designation",
               .body = kDesignation,
               .effective = R"({"from": "2021-01-01", "possiblyFrom": "2020-01-01"})"});
  CHECK(fate(teller, "2020-06-01").fate == Fate::kPossibly);
  CHECK(fate(teller, "2019-06-01").fate == Fate::kNotYet);
  Teller other;
  other.tell({.type = "assessment",
              .body = R"({"subject": "lne", "kind": "peer-assessment", "assessors": ["cofrac"],
                          "outcome": "satisfactory"})"});
  CHECK(fate(other, "2020-06-01").fate == Fate::kUntold);
}

}  // namespace
}  // namespace concordat::facts
