// The state of a certificate at a date.
#include <random>

#include "core/facts/telling_for_test.hpp"

namespace concordat::facts {
namespace {

using telling::day;
using telling::Teller;

class Certified : public Teller {
 public:
  Certified() {
    tell({.type = "certificate",
          .body = R"({"certificate": "c", "number": "1", "artefact": "certificate", "body": "b",
            "legalEffect": "voluntary", "sector": "s", "holder": "h", "issued": "2020-01-01"})"});
  }
  Ordinal change(std::string_view state, std::string_view from, std::string_view members = "",
                 std::string_view envelope = "") {
    const std::string body = R"({"certificate": "c", "state": ")" + std::string(state) + "\"" +
                             std::string(members) + "}";
    const std::string effective =
        from.starts_with('{') ? std::string(from) : R"({"from": ")" + std::string(from) + R"("})";
    return tell(
        {.type = "certificate-state", .body = body, .effective = effective, .members = envelope});
  }
  CertificateStanding on(std::string_view date) { return on(date, state.size_applied()); }
  CertificateStanding on(std::string_view date, Ordinal size) {
    Probe probe = at(date, size);
    CertificateStanding standing = certificate_state_at(probe, id("c"));
    window = probe.window;
    return standing;
  }
  Window window;
};

TEST_CASE("without a change it is valid, at every date alike") {
  Certified one;
  CHECK(one.on("2024-01-01").standing == Standing::kValid);
  CHECK(one.on("2024-01-01").by == nullptr);
  CHECK(one.window == Window{});
}

TEST_CASE("suspended, reinstated, withdrawn") {
  Certified one;
  const Ordinal suspended = one.change("suspended", "2022-01-01", "", R"("cause": "late")");
  one.change("reinstated", "2022-07-01");
  one.change("withdrawn", "2023-01-01");
  CHECK(one.on("2021-12-31").standing == Standing::kValid);
  CHECK(one.window == Window{kBeginning, day("2022-01-01")});
  const auto in_between = one.on("2022-01-01");
  CHECK(in_between.standing == Standing::kSuspended);
  CHECK(in_between.by->since == suspended);
  CHECK(in_between.by->cause == one.id("late"));
  CHECK(one.window == Window{day("2022-01-01"), day("2022-07-01")});
  CHECK(one.on("2022-07-01").standing == Standing::kValid);
  CHECK(one.on("2023-01-01").standing == Standing::kWithdrawn);
  CHECK(one.on("2023-01-01", 3).standing == Standing::kValid);
  CHECK(one.on("2022-08-01", 2).standing == Standing::kSuspended);
}

TEST_CASE("what is final stays, whatever was recorded for later days") {
  Certified one;
  one.change("suspended", "2023-06-01");
  one.change("reissued", "2023-01-01", R"(, "replacedBy": "c2")");
  const auto standing = one.on("2024-01-01");
  CHECK(standing.standing == Standing::kReissued);
  CHECK(standing.by->replaced_by == one.id("c2"));
  one.change("reinstated", "2023-09-01");
  CHECK(one.on("2024-01-01").standing == Standing::kReissued);
  one.change("annulled", "2023-10-01");
  CHECK(one.on("2024-01-01").standing == Standing::kAnnulled);
  CHECK(one.on("2023-02-01").standing == Standing::kReissued);
}

TEST_CASE("annulled from the beginning: at every date, from its own ordinal on") {
  Certified one;
  one.change("withdrawn", "2022-01-01");
  const Ordinal annulled = one.change("annulled", "2023-01-01", "", R"("effect": "ex-tunc")");
  CHECK(one.on("2020-06-01").standing == Standing::kAnnulled);
  CHECK(one.on("2020-06-01").by->since == annulled);
  CHECK(one.on("2020-06-01").by->certain.from == day("2020-01-01"));  // the day of issue
  CHECK(one.window == Window{});
  CHECK(one.on("2020-06-01", annulled).standing == Standing::kValid);
  CHECK(one.on("2022-06-01", annulled).standing == Standing::kWithdrawn);
}

TEST_CASE("a suspension with an end lapses by itself") {
  Certified one;
  one.change("suspended", R"({"from": "2022-01-01", "until": "2022-03-01"})");
  CHECK(one.on("2022-02-28").standing == Standing::kSuspended);
  CHECK(one.window == Window{day("2022-01-01"), day("2022-03-01")});
  CHECK(one.on("2022-03-01").standing == Standing::kValid);
}

TEST_CASE("a change on an open day is told as possible") {
  Certified one;
  const Ordinal withdrawn =
      one.change("withdrawn", R"({"from": "2022-07-01", "possiblyFrom": "2022-01-01"})");
  const auto open = one.on("2022-03-01");
  CHECK(open.standing == Standing::kValid);
  REQUIRE(open.possibly);
  CHECK(open.possibly->since == withdrawn);
  CHECK(one.window == Window{day("2022-01-01"), day("2022-07-01")});
  CHECK(one.on("2022-07-01").possibly == nullptr);
  CHECK(one.on("2021-12-31").possibly == nullptr);
}

TEST_CASE("models have a standing of their own") {
  Certified one;
  one.change("suspended", "2022-01-01", R"(, "models": ["m1", "m2"])");
  one.change("restricted", "2022-02-01", R"(, "models": ["m3"])");
  one.change("withdrawn", "2022-03-01", R"(, "models": ["m2"])");
  one.change("reinstated", "2022-04-01");
  const auto before = one.on("2022-03-15");
  CHECK(before.standing == Standing::kValid);
  REQUIRE(before.models.size() == 3);
  CHECK(before.models[0].standing == Standing::kSuspended);
  CHECK(before.models[1].standing == Standing::kWithdrawn);
  CHECK(before.models[1].by->since == 3);
  CHECK(before.models[2].restricted);
  const auto after = one.on("2022-04-01");
  REQUIRE(after.models.size() == 2);
  CHECK(after.models[0].model == one.id("m2"));
  CHECK(after.models[1].model == one.id("m3"));
  one.change("supplemented", "2022-05-01", R"(, "models": ["m3"])");
  CHECK(one.on("2022-05-01").models.size() == 1);
}

TEST_CASE("restrictions of the whole and surveillance done") {
  Certified one;
  const Ordinal restricted = one.change("restricted", "2022-01-01");
  one.change("surveillance-done", "2022-02-01", R"(, "surveillanceDue": "2023-02-01")");
  one.change("supplemented", "2022-06-01");
  one.change("surveillance-done", "2023-01-15", R"(, "surveillanceDue": "2024-02-01")");
  CHECK(one.on("2022-01-01").restricted->since == restricted);
  CHECK(one.on("2022-01-01").surveillance_due == kBeginning);
  CHECK(one.on("2022-03-01").surveillance_due == day("2023-02-01"));
  CHECK(one.on("2022-03-01").standing == Standing::kValid);
  CHECK(one.on("2022-06-01").restricted == nullptr);
  CHECK(one.on("2023-01-15").surveillance_due == day("2024-02-01"));
}

TEST_CASE("for random changes the standing is constant inside the window") {
  constexpr std::string_view kStates[] = {"amended",    "suspended",  "suspended", "reinstated",
                                          "reinstated", "restricted", "cancelled"};
  std::mt19937 random(9);
  for (int round = 0; round < 150; ++round) {
    Certified one;
    for (std::uint32_t n = 0; n < 1 + random() % 5; ++n) {
      const Date from{static_cast<std::int32_t>(19'000 + random() % 30)};
      const Date until = from.plus_days(1 + static_cast<std::int32_t>(random() % 20));
      std::string effective = R"({"from": ")" + to_string(from) + R"(")";
      if (random() % 2 == 0) effective += R"(, "until": ")" + to_string(until) + R"(")";
      if (random() % 3 == 0) {
        effective += R"(, "possiblyFrom": ")" + to_string(from.plus_days(-4)) + R"(")";
      }
      one.change(kStates[random() % std::size(kStates)], effective + "}");
    }
    const auto ask = [&](Date date) {
      Probe probe{.tables = one.tables(), .size = one.state.size_applied(), .date = date};
      const auto standing = certificate_state_at(probe, one.id("c"));
      return std::pair(
          std::tuple(standing.standing, standing.by, standing.possibly, standing.restricted),
          probe.window);
    };
    for (std::int32_t at = 18'990; at < 19'060; ++at) {
      const auto [answer, window] = ask(Date{at});
      REQUIRE(window.contains(Date{at}));
      for (std::int32_t other = 18'990; other < 19'060; ++other) {
        if (window.contains(Date{other})) REQUIRE(ask(Date{other}).first == answer);
      }
    }
  }
}

}  // namespace
}  // namespace concordat::facts
