#include "core/facts/probe.hpp"

#include <random>

#include "core/facts/telling_for_test.hpp"

namespace concordat::facts {
namespace {

using telling::day;
using telling::Teller;

constexpr std::int32_t kFirst = -2;
constexpr std::int32_t kLast = 34;

void randomise(Row& row, std::mt19937& random) {
  std::array<std::int32_t, 4> at{};
  for (std::int32_t& one : at) one = static_cast<std::int32_t>(random() % 30);
  std::sort(at.begin(), at.end());
  row.certain = {Date{at[1]}, Date{at[2]}};
  row.possible = {Date{at[0]}, Date{at[3]}};
  if (random() % 3 == 0) row.possible = row.certain;
  if (random() % 4 == 0) row.certain.until = row.certain.from;
  if (random() % 6 == 0) row.certain.from = row.possible.from = kBeginning;
  if (random() % 6 == 0) row.certain.until = row.possible.until = kForever;
}

// The answer is constant inside the window and differs right outside of it.
template <class Ask>
void check_exact(Ask&& ask) {
  for (std::int32_t at = kFirst; at <= kLast; ++at) {
    const auto [answer, window] = ask(Date{at});
    REQUIRE(window.contains(Date{at}));
    for (std::int32_t other = kFirst; other <= kLast; ++other) {
      if (window.contains(Date{other})) REQUIRE(ask(Date{other}).first == answer);
    }
    if (window.low != kBeginning) {
      REQUIRE(ask(Date{window.low.days - 1}).first != answer);
    }
    if (window.high != kForever) REQUIRE(ask(window.high).first != answer);
  }
}

// The same without the longest possible: for answers that rest on several facts.
template <class Ask>
void check_sound(Ask&& ask) {
  for (std::int32_t at = kFirst; at <= kLast; ++at) {
    const auto [answer, window] = ask(Date{at});
    REQUIRE(window.contains(Date{at}));
    for (std::int32_t other = kFirst; other <= kLast; ++other) {
      if (window.contains(Date{other})) REQUIRE(ask(Date{other}).first == answer);
    }
  }
}

TEST_CASE("the window of one row is exact at both ends") {
  const Tables tables;
  std::mt19937 random(1);
  for (int round = 0; round < 2'000; ++round) {
    Row row;
    randomise(row, random);
    check_exact([&](Date date) {
      Probe probe{.tables = tables, .size = 1, .date = date};
      const Holding holding = span_state(row, probe);
      const Holding expected = row.certain.contains(date)    ? Holding::kHolds
                               : row.possible.contains(date) ? Holding::kPossibly
                                                             : Holding::kNot;
      REQUIRE(holding == expected);
      return std::pair(holding, probe.window);
    });
  }
}

TEST_CASE("the newest row at a date, one alone: exact") {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    Tables tables;
    LegalAct row;
    randomise(row, random);
    tables.acts.add(7, std::move(row));
    check_exact([&](Date date) {
      Probe probe{.tables = tables, .size = 1, .date = date};
      const auto found = newest_at(tables.acts, 7, probe);
      return std::pair(std::pair(found.row, found.possibly), probe.window);
    });
  }
}

TEST_CASE("the newest row at a date, among several: agrees with a scan, and the window is sound") {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    Tables tables;
    const std::uint32_t count = 1 + random() % 5;
    for (std::uint32_t n = 0; n < count; ++n) {
      LegalAct row;
      randomise(row, random);
      row.since = n;
      row.origin = n;
      tables.acts.add(7, std::move(row));
    }
    check_sound([&](Date date) {
      Probe probe{.tables = tables, .size = count, .date = date};
      const auto found = newest_at(tables.acts, 7, probe);
      const LegalAct* expected = nullptr;
      const LegalAct* possibly = nullptr;
      for (std::uint32_t n = 0; n < count; ++n) {
        const LegalAct& row = tables.acts.at(n);
        if (row.certain.contains(date)) {
          expected = &row;
          possibly = nullptr;
        } else if (row.possible.contains(date)) {
          possibly = &row;
        }
      }
      REQUIRE(found.row == expected);
      REQUIRE(found.possibly == possibly);
      return std::pair(std::pair(found.row, found.possibly), probe.window);
    });
  }
}

TEST_CASE("a correction does not make an old statement newer than those after it") {
  Tables tables;
  const auto add = [&](Ordinal since, Ordinal origin) {
    LegalAct row;
    row.since = since;
    row.origin = origin;
    tables.acts.add(7, std::move(row));
  };
  add(5, 5);
  add(9, 2);  // a correction of statement 2
  Probe probe{.tables = tables, .size = 10, .date = Date{0}};
  CHECK(newest_at(tables.acts, 7, probe)->since == 5);
  Probe nothing{.tables = tables, .size = 5, .date = Date{0}};
  CHECK_FALSE(newest_at(tables.acts, 7, nothing));
}

TEST_CASE("in force: the span and its interruptions together") {
  std::mt19937 random(4);
  for (int round = 0; round < 500; ++round) {
    Tables tables;
    Row row;
    randomise(row, random);
    row.origin = 3;
    const std::uint32_t count = random() % 4;
    for (std::uint32_t n = 0; n < count; ++n) {
      Interruption interruption;
      randomise(interruption, random);
      interruption.kind =
          random() % 2 == 0 ? InterruptionKind::kEnded : InterruptionKind::kSuspended;
      interruption.subject = 3;
      tables.interruptions.add(pack(3, kNoId), std::move(interruption));
    }
    check_sound([&](Date date) {
      Probe probe{.tables = tables, .size = 1, .date = date};
      const Holding holding = in_force(row, probe).holding;
      bool stopped = false;
      bool perhaps = false;
      for (std::uint32_t n = 0; n < count; ++n) {
        stopped = stopped || tables.interruptions.at(n).certain.contains(date);
        perhaps = perhaps || tables.interruptions.at(n).possible.contains(date);
      }
      Holding expected = row.certain.contains(date)    ? Holding::kHolds
                         : row.possible.contains(date) ? Holding::kPossibly
                                                       : Holding::kNot;
      if (expected == Holding::kHolds && perhaps) expected = Holding::kPossibly;
      if (stopped) expected = Holding::kNot;
      REQUIRE(holding == expected);
      return std::pair(holding, probe.window);
    });
  }
}

// ---- economies --------------------------------------------------------------------------------

class World : public Teller {
 public:
  World() {
    economy("EU", "area");
    economy("EEA", "area");
    economy("GB", "economy");
    economy("FR", "economy");
    tell({.type = "economy", .body = R"({"code": "GB-NIR", "kind": "territory",
          "names": {"en": "Northern Ireland"}, "partOf": "GB"})"});
    member("FR", "EU", R"({"from": "1958-01-01"})");
    member("GB", "EU", R"({"from": "1973-01-01", "until": "2020-02-01"})");
    member("EU", "EEA", R"({"from": "1994-01-01"})");
    tell({.type = "area-membership",
          .body = R"({"area": "EU", "member": "GB-NIR", "sectors": ["toys"]})",
          .effective = R"({"from": "2021-01-01"})"});
  }
  Holding ask(std::string_view member, std::string_view area, std::string_view date,
              std::string_view sector = "") {
    Probe probe = at(date);
    const Belonging answer =
        belongs(probe, id(member), id(area), sector.empty() ? kNoId : id(sector));
    window = probe.window;
    return answer.holding;
  }
  Window window;

 private:
  void economy(std::string_view code, std::string_view kind) {
    const std::string body = R"({"code": ")" + std::string(code) + R"(", "kind": ")" +
                             std::string(kind) + R"(", "names": {"en": "x"}})";
    tell({.type = "economy", .body = body, .effective = R"({"from": "1950-01-01"})"});
  }
  void member(std::string_view code, std::string_view area, std::string_view effective) {
    const std::string body =
        R"({"area": ")" + std::string(area) + R"(", "member": ")" + std::string(code) + R"("})";
    tell({.type = "area-membership", .body = body, .effective = effective});
  }
};

TEST_CASE("an area's law holds in its members while they are members") {
  World world;
  CHECK(world.ask("FR", "FR", "2024-01-01") == Holding::kHolds);
  CHECK(world.window == Window{});
  CHECK(world.ask("FR", "EU", "2024-01-01") == Holding::kHolds);
  CHECK(world.window == Window{day("1958-01-01"), kForever});
  CHECK(world.ask("GB", "EU", "2020-01-31") == Holding::kHolds);
  CHECK(world.window == Window{day("1973-01-01"), day("2020-02-01")});
  CHECK(world.ask("GB", "EU", "2020-02-01") == Holding::kNot);
  CHECK(world.ask("GB", "EU", "1960-01-01") == Holding::kNot);
  CHECK(world.window.high == day("1973-01-01"));
  // A member of a member is none.
  CHECK(world.ask("FR", "EEA", "2024-01-01") == Holding::kNot);
}

TEST_CASE("a territory belongs to its economy, and to areas only by its own membership") {
  World world;
  CHECK(world.ask("GB-NIR", "GB", "2022-01-01") == Holding::kHolds);
  CHECK(world.ask("GB-NIR", "EU", "2020-01-15") == Holding::kNot);
  CHECK(world.ask("GB-NIR", "EU", "2020-01-15", "toys") == Holding::kNot);
  CHECK(world.window.high == day("2021-01-01"));
  CHECK(world.ask("GB-NIR", "EU", "2022-01-01", "toys") == Holding::kHolds);
  world.tell(
      {.type = "requirements-complete", .body = R"({"market": "EU", "sector": "machines"})"});
  CHECK(world.ask("GB-NIR", "EU", "2022-01-01", "machines") == Holding::kNot);
  CHECK(world.ask("GB-NIR", "EU", "2022-01-01") == Holding::kNot);
  CHECK(world.ask("GB", "GB-NIR", "2022-01-01") == Holding::kNot);
}

TEST_CASE("the areas of an economy, each once") {
  World world;
  Probe probe = world.at("2022-01-01");
  std::vector<std::string> names;
  for (const AreaOf& area : areas_of(probe, world.id("GB-NIR"))) {
    names.emplace_back(world.tables().text(area.area));
  }
  CHECK(names == std::vector<std::string>{"GB-NIR", "GB", "EU"});
  world.tell(
      {.type = "requirements-complete", .body = R"({"market": "EU", "sector": "machines"})"});
  Probe machines = world.at("2022-01-01");
  CHECK(areas_of(machines, world.id("GB-NIR"), world.id("machines")).size() == 2);
  Probe before = world.at("2019-01-01");
  const auto areas = areas_of(before, world.id("GB"));
  REQUIRE(areas.size() == 2);
  CHECK(areas[1].area == world.id("EU"));
  CHECK(areas[1].belonging.evidence == 6);
  CHECK(before.window == Window{day("1973-01-01"), day("2020-02-01")});
}

TEST_CASE("parts in a circle end") {
  Teller teller;
  for (const auto* body : {R"({"code": "A", "kind": "territory", "names": {"en": "A"},
                               "partOf": "B"})",
                           R"({"code": "B", "kind": "territory", "names": {"en": "B"},
                               "partOf": "A"})"}) {
    teller.tell({.type = "economy", .body = body});
  }
  Probe probe = teller.at("2022-01-01");
  CHECK(areas_of(probe, teller.id("A")).size() == 2);
  CHECK(belongs(probe, teller.id("A"), teller.id("nowhere")).holding == Holding::kNot);
}

TEST_CASE("a later description replaces the earlier one wherever it begins") {
  Teller teller;
  teller.tell({.type = "organisation", .body = R"({"organisation": "o", "names": {"en": "O"},
               "economy": "FR", "roles": ["customs"]})"});
  teller.tell({.type = "organisation",
               .body = R"({"organisation": "o", "names": {"en": "O"},
               "economy": "DE", "roles": ["customs"]})",
               .effective = R"({"from": "2022-06-01", "possiblyFrom": "2022-01-01"})"});
  Probe before = teller.at("2021-12-31");
  CHECK(organisation_at(before, teller.id("o"))->economy == teller.id("FR"));
  CHECK(before.window == Window{day("2020-01-01"), day("2022-01-01")});
  Probe open = teller.at("2022-03-01");
  const auto found = organisation_at(open, teller.id("o"));
  CHECK(found->economy == teller.id("FR"));
  REQUIRE(found.possibly);
  CHECK(found.possibly->economy == teller.id("DE"));
  CHECK(open.window == Window{day("2022-01-01"), day("2022-06-01")});
  Probe after = teller.at("2022-06-01");
  CHECK(organisation_at(after, teller.id("o"))->economy == teller.id("DE"));
  CHECK(organisation_at(after, teller.id("o")).possibly == nullptr);
}

TEST_CASE("the stage of a measure is the one that began last") {
  Teller teller;
  const auto stage = [&](std::string_view name, std::string_view from) {
    const std::string body = R"({"measure": "m", "market": "FR", "kind": "ban", "stage": ")" +
                             std::string(name) + R"(", "units": {"models": ["x"]}})";
    const std::string effective = R"({"from": ")" + std::string(from) + R"("})";
    teller.tell({.type = "measure", .body = body, .effective = effective});
  };
  stage("lifted", "2024-01-01");  // recorded first
  stage("provisional", "2022-01-01");
  stage("confirmed", "2023-01-01");
  const auto at = [&](std::string_view date) {
    Probe probe = teller.at(date);
    return measure_at(probe, teller.id("m"));
  };
  CHECK_FALSE(at("2021-12-31"));
  CHECK(at("2022-01-01")->stage == MeasureStage::kProvisional);
  CHECK(at("2023-05-01")->stage == MeasureStage::kConfirmed);
  CHECK(at("2024-01-01")->stage == MeasureStage::kLifted);
}

}  // namespace
}  // namespace concordat::facts
