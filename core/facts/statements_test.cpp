#include "core/facts/statements.hpp"

#include <string>

#include <doctest/doctest.h>

namespace concordat::facts {
namespace {

StatementRecord record_at(std::int64_t recorded_ms, Ordinal origin) {
  StatementRecord record;
  record.author = 5;
  record.descriptor = statement::find("certificate");
  record.origin = origin;
  record.recorded = Instant{recorded_ms};
  return record;
}

TEST_CASE("a statement is found by its identifier and told as it was added") {
  Statements statements;
  for (Ordinal at = 0; at < 1000; ++at) {
    StatementRecord record = record_at(1'000'000 + at, at % 100 == 99 ? at - 1 : at);
    record.source = at % 3;
    statements.add(Statements::mark_of("s" + std::to_string(at)), record);
  }
  for (Ordinal at = 0; at < 1000; ++at) {
    REQUIRE(statements.find(Statements::mark_of("s" + std::to_string(at))) == at);
    const StatementRecord record = statements[at];
    CHECK(record.author == 5U);
    CHECK(record.source == at % 3);
    CHECK(record.origin == (at % 100 == 99 ? at - 1 : at));
    CHECK(record.recorded == Instant{1'000'000 + at});
  }
  CHECK_FALSE(statements.find(Statements::mark_of("s1000")));
}

TEST_CASE("recorded times far apart stay exact") {
  constexpr std::int64_t kYear_ms = std::int64_t{365} * 86'400'000;
  Statements statements;
  for (Ordinal at = 0; at < 300; ++at) {
    statements.add(Statements::mark_of(std::to_string(at)), record_at(at * kYear_ms, at));
  }
  for (Ordinal at = 0; at < 300; ++at) {
    REQUIRE(statements[at].recorded == Instant{at * kYear_ms});
  }
}

TEST_CASE("what is left out takes its ordinal, and nothing finds it") {
  Statements statements;
  statements.add(Statements::mark_of("first"), record_at(1'000, 0));
  for (int more = 0; more < 130; ++more) statements.leave_out();
  statements.add(Statements::mark_of("later"), record_at(9'000, 131));
  CHECK(statements.size() == 132);
  CHECK(statements.find(Statements::mark_of("first")) == Ordinal{0});
  CHECK(statements.find(Statements::mark_of("later")) == Ordinal{131});
  CHECK_FALSE(statements.find(Statements::Mark{}));
  CHECK(statements[131].recorded == Instant{9'000});
  CHECK(statements[131].origin == 131);
}

}  // namespace
}  // namespace concordat::facts
