// Records of access: their form, how they are written, and what is found out about them.
#include <algorithm>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "core/base/hex.hpp"
#include "registry/audit/check.hpp"
#include "registry/audit/store_for_tests.hpp"
#include "registry/audit/tally.hpp"
#include "registry/audit/trail.hpp"

namespace concordat::registry::audit {
namespace {

using testing::MemoryAuditStore;
using testing::StillClock;

Access look(std::string who = "p-4f2a") {
  return {.kind = "person",
          .who = std::move(who),
          .organisation = "customs-a",
          .action = "read-record",
          .resource = "record/7",
          .owner = "lab-b",
          .purpose = "customs-control",
          .rule = "read-granted",
          .size = 678};
}
Access refused() {
  Access access = look();
  access.rule.clear();
  access.reason = "access.not-found";
  return access;
}

// The worked bytes of spec/formats/audit.md.
constexpr std::string_view kWorked =
    R"({"action":"read-record","at":"2026-06-01T08:00:00.000Z","kind":"person","number":1,)"
    R"("organisation":"customs-a","owner":"lab-b","purpose":"customs-control",)"
    R"("resource":"record/7","rule":"read-granted","size":678,"who":"p-4f2a"})";
constexpr std::string_view kWorkedHash =
    "160b956e5ba5ed30b1623d5c271ce97d29e135d4aadb27bb395afe7056af2659";
constexpr std::string_view kWorkedNext =
    R"({"action":"read-record","at":"2026-06-01T08:00:00.000Z","kind":"person","number":2,)"
    R"("organisation":"customs-a","owner":"lab-b","purpose":"customs-control",)"
    R"("reason":"access.not-found","resource":"record/7","size":678,"who":"p-4f2a"})";
constexpr std::string_view kWorkedNextHash =
    "c80a6d120a2b1da1869aa1d3e25c7fca3a08194de9e278379e5987d53ec79640";

struct Desk {
  MemoryAuditStore store;
  StillClock clock;
  std::unique_ptr<Trail> trail = made();

  std::unique_ptr<Trail> made() {
    auto opened = Trail::open(store, clock);
    REQUIRE(opened);
    return *std::move(opened);
  }
  void write(std::size_t count) {
    for (std::size_t at = 0; at < count; ++at) REQUIRE(trail->record(look()));
  }
  [[nodiscard]] LoggedHead head(std::size_t number) const {
    return {.entry = 100 + number, .number = number, .chained = store.rows[number - 1].chained};
  }
  // "audit.altered record 3", one a line.
  [[nodiscard]] std::string faults(const std::vector<LoggedHead>& heads = {}) const {
    const auto report = check(store, heads);
    REQUIRE(report);
    std::string text;
    for (const Error& fault : report->faults) text += fault.code + " " + fault.place + "\n";
    return text;
  }
  // As somebody would who can write the file and knows the format: everything from there on anew.
  void chain_anew(std::size_t from) {
    crypto::Digest before{};
    if (from > 0) before = store.rows[from - 1].chained;
    for (std::size_t at = from; at < store.rows.size(); ++at) {
      before = store.rows[at].chained = chained(before, store.rows[at].record);
    }
  }
};

TEST_CASE("a record is written as the format says, and chained to the one before") {
  Desk desk;
  REQUIRE(desk.trail->record(look()));
  REQUIRE(desk.trail->record(refused()));
  REQUIRE(desk.store.rows.size() == 2);
  CHECK(desk.store.rows[0].record == kWorked);
  CHECK(encode_hex(desk.store.rows[0].chained) == kWorkedHash);
  CHECK(desk.store.rows[1].record == kWorkedNext);
  CHECK(encode_hex(desk.store.rows[1].chained) == kWorkedNextHash);
  CHECK(desk.store.rows[0].keys.resource == "record/7");
  CHECK(desk.trail->count() == 2);
}

TEST_CASE("a record reads as it was written, and nothing else reads") {
  const auto record = parse_record(kWorked);
  REQUIRE(record);
  CHECK(record->number == 1);
  CHECK(record->access == look());
  CHECK(to_text(*record) == kWorked);
  const auto changed = [](std::string_view from, std::string_view to) {
    std::string text(kWorked);
    text.replace(text.find(from), from.size(), to);
    const auto read = parse_record(text);
    return read ? std::string() : read.error().code;
  };
  CHECK(changed(R"("number":1)", R"("number":0)") == "audit.form");
  CHECK(changed(R"("number":1)", R"("number": 1)") == "audit.form");
  CHECK(changed("00.000Z", "00Z") == "audit.form");
  CHECK(changed(R"("who":"p-4f2a")", R"("who":"")") == "audit.form");
  CHECK(changed(R"("who":"p-4f2a")", R"("who":"p-4f2a","why":"x")") == "audit.form");
  CHECK(changed(R"("rule":"read-granted",)", "") == "audit.form");
  CHECK(changed(R"("rule")", R"("reason":"access.role","rule")") == "audit.form");
  CHECK_FALSE(parse_record("[]"));
  CHECK_FALSE(parse_record(""));
}

TEST_CASE("what cannot be recorded is refused before anything is written") {
  Desk desk;
  Access nameless = look("");
  CHECK(desk.trail->record(nameless).error().code == "audit.form");
  Access long_one = look();
  long_one.resource.assign(kMaxText_bytes + 1, 'x');
  CHECK(desk.trail->record(long_one).error().code == "audit.form");
  Access both = look();
  both.reason = "access.role";
  CHECK(desk.trail->record(both).error().code == "audit.form");
  CHECK(desk.store.batches == 0);
}

TEST_CASE("a store that fails refuses the access, and the trail goes on without a gap") {
  Desk desk;
  desk.write(2);
  desk.store.failing = MemoryAuditStore::Failing::kBefore;
  const Status full = desk.trail->record(look());
  REQUIRE_FALSE(full);
  CHECK(full.error().code == "audit.unwritten");
  CHECK(full.error().arguments.front().second == "store.full");
  // Written, and reported as failed: the record stays, the access was refused.
  desk.store.failing = MemoryAuditStore::Failing::kAfter;
  CHECK(desk.trail->record(look()).error().code == "audit.unwritten");
  desk.store.failing = MemoryAuditStore::Failing::kNot;
  desk.write(1);
  CHECK(desk.store.rows.size() == 4);
  CHECK(desk.faults().empty());
}

TEST_CASE("many at once share commits, and each has a record of its own") {
  Desk desk;
  constexpr std::size_t kThreads = 8;
  constexpr std::size_t kEach = 200;
  std::vector<std::jthread> threads;
  for (std::size_t thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&desk, thread] {
      for (std::size_t at = 0; at < kEach; ++at) {
        REQUIRE(desk.trail->record(look("p-" + std::to_string(thread))));
      }
    });
  }
  threads.clear();
  CHECK(desk.store.rows.size() == kThreads * kEach);
  CHECK(desk.store.batches <= kThreads * kEach);
  CHECK(desk.faults().empty());
  for (std::size_t thread = 0; thread < kThreads; ++thread) {
    const auto found =
        desk.store.search({.keys = {.who = "p-" + std::to_string(thread)}, .limit = 1'000});
    CHECK(found->size() == kEach);
  }
}

TEST_CASE("time never goes back along the trail, and a trail goes on where the last one ended") {
  Desk desk;
  desk.write(1);
  desk.clock.time = {desk.clock.time.milliseconds - 60'000};
  desk.trail = desk.made();
  desk.write(1);
  CHECK(desk.store.rows[1].keys.at == desk.store.rows[0].keys.at);
  CHECK(desk.faults().empty());
}

TEST_CASE("two programs may add to one trail") {
  Desk desk;
  const auto other = desk.made();
  for (int at = 0; at < 3; ++at) {
    REQUIRE(desk.trail->record(look()));
    REQUIRE(other->record(refused()));
  }
  CHECK(desk.store.rows.size() == 6);
  CHECK(desk.faults().empty());
}

TEST_CASE("each way of tampering is found") {
  Desk desk;
  desk.write(9);
  const std::vector<LoggedHead> heads = {desk.head(3), desk.head(6)};
  CHECK(desk.faults(heads).empty());
  auto& rows = desk.store.rows;
  const auto before = rows;
  const auto after = [&](auto tamper) {
    rows = before;
    tamper();
    return desk.faults(heads);
  };
  // Altered.
  const auto alter = [&](std::size_t at) {
    std::string& text = rows[at].record;
    text.replace(text.find("p-4f2a"), 6, "p-0000");
    rows[at].keys.who = "p-0000";
  };
  CHECK(after([&] { alter(4); }) == "audit.altered record 5\n");
  CHECK(after([&] { rows[4].chained.fill(7); }) ==
        "audit.altered record 5\naudit.altered record 6\n");
  CHECK(after([&] { rows[4].record = "gone"; }) == "audit.form record 5\n");
  CHECK(after([&] { rows[4].keys.who = "p-0000"; }) == "audit.index record 5\n");
  // Altered, and chained anew by somebody who knows how: the log knows better.
  CHECK(after([&] {
          alter(4);
          desk.chain_anew(4);
        }) == "audit.head entry 106\n");
  CHECK(after([&] {
          alter(1);
          desk.chain_anew(1);
        }) == "audit.head entry 103\naudit.head entry 106\n");
  // Removed.
  CHECK(after([&] { rows.erase(rows.begin() + 4); }) == "audit.missing record 6\n");
  CHECK(after([&] { rows.erase(rows.begin()); }) == "audit.missing record 2\n");
  // Reordered: two change places, their numbers stay.
  CHECK(after([&] {
          std::swap(rows[3].record, rows[4].record);
          std::swap(rows[3].chained, rows[4].chained);
        }) == "audit.altered record 4\naudit.altered record 5\naudit.altered record 6\n");
  // Cut off, inside what the log knows.
  CHECK(after([&] { rows.resize(5); }) == "audit.cut-off entry 106\n");
  CHECK(after([&] { rows.clear(); }) == "audit.cut-off entry 103\naudit.cut-off entry 106\n");
  // Added.
  CHECK(after([&] {
          AuditRow extra = rows[8];
          extra.number = 11;
          rows.push_back(extra);
        }) == "audit.missing record 11\naudit.altered record 11\n");
}

TEST_CASE("people are counted once for an organisation and a purpose, granted accesses alone") {
  Desk desk;
  for (const std::string_view who : {"p-1", "p-2", "p-2", "p-3"}) {
    REQUIRE(desk.trail->record(look(std::string(who))));
  }
  Access other = look("p-1");
  other.purpose.clear();
  REQUIRE(desk.trail->record(other));
  other.organisation = "authority-b";
  REQUIRE(desk.trail->record(other));
  REQUIRE(desk.trail->record(refused()));
  const auto found = tally(desk.store, {.from = {0}, .until = {4'000'000'000'000}});
  REQUIRE(found);
  CHECK(found->organisations == std::vector<std::string>{"authority-b", "customs-a"});
  CHECK(found->purposes == std::vector<std::string>{"customs-control", "none"});
  CHECK(found->people.cells == std::vector<std::uint64_t>{0, 1, 3, 1});
  const auto none = tally(desk.store, {.from = {0}, .until = {1}});
  REQUIRE(none);
  CHECK(none->people.cells.empty());
}

TEST_CASE("what lies behind the newest head is held by the chain alone, and is said to be") {
  Desk desk;
  desk.write(9);
  const std::vector<LoggedHead> heads = {desk.head(3), desk.head(6)};
  desk.store.rows.resize(7);
  const auto report = check(desk.store, heads);
  REQUIRE(report);
  // Two records are gone, and nothing shows it: the log was not told of them.
  CHECK(report->whole());
  CHECK(report->records == 7);
  CHECK(report->committed == 6);
  CHECK(report->heads == 2);
}

}  // namespace
}  // namespace concordat::registry::audit
