#include "core/time/date.hpp"

#include <initializer_list>
#include <utility>

#include <doctest/doctest.h>

namespace concordat {
namespace {

TEST_CASE("dates count days from 1970") {
  CHECK(date_of(1970, 1, 1).days == 0);
  CHECK(date_of(2000, 3, 1).days == 11017);
  CHECK(date_of(1, 1, 1).days == -719162);
  CHECK(date_of(9999, 12, 31).days == 2932896);
}

TEST_CASE("a date reads and prints as one text") {
  for (const char* text : {"0001-01-01", "1900-03-01", "1970-01-01", "2000-02-29", "2024-05-01",
                           "2024-12-31", "9999-12-31"}) {
    CAPTURE(text);
    const auto date = parse_date(text);
    REQUIRE(date);
    CHECK(to_string(*date) == text);
  }
}

TEST_CASE("every day of four centuries survives the way to text and back") {
  Date date = date_of(1800, 1, 1);
  const Date end = date_of(2200, 1, 1);
  std::int32_t days = 0;
  for (; date < end; date = date.plus_days(1), ++days) {
    const auto [year, month, day] = civil(date);
    REQUIRE(date_of(year, month, day) == date);
    REQUIRE(parse_date(to_string(date)) == date);
  }
  CHECK(days == 146097);
}

TEST_CASE("what is not a date of the calendar is refused") {
  for (const char* text : {"",           "2024-5-01",  "2024-05-1",   "2024-13-01",  "2024-00-10",
                           "2024-04-31", "2023-02-29", "1900-02-29",  "2024-05-00",  "0000-01-01",
                           "2024/05/01", "20240501",   "2024-05-01 ", " 2024-05-01", "2024-05-01T",
                           "+024-05-01", "-001-05-01", "2024-0x-01",  "12024-05-01", "infinity",
                           "-infinity"}) {
    CAPTURE(text);
    const auto date = parse_date(text);
    REQUIRE_FALSE(date);
    CHECK(date.error().code == "time.date");
  }
}

TEST_CASE("the ends of time print as what no date is") {
  CHECK(to_string(kBeginning) == "-infinity");
  CHECK(to_string(kForever) == "infinity");
  CHECK(civil(kBeginning).year == 1);
  CHECK(civil(kForever).year == 9999);
}

TEST_CASE("adding days saturates at the ends of the range") {
  const Date last = date_of(9999, 12, 31);
  const Date first = date_of(1, 1, 1);
  CHECK(date_of(2024, 2, 28).plus_days(2) == date_of(2024, 3, 1));
  CHECK(date_of(2024, 3, 1).plus_days(-1) == date_of(2024, 2, 29));
  CHECK(last.plus_days(1) == kForever);
  CHECK(last.plus_days(std::numeric_limits<std::int32_t>::max()) == kForever);
  CHECK(first.plus_days(-1) == kBeginning);
  CHECK(first.plus_days(std::numeric_limits<std::int32_t>::min()) == kBeginning);
  CHECK(kForever.plus_days(-10) == kForever);
  CHECK(kBeginning.plus_days(10) == kBeginning);
}

TEST_CASE("a span contains its first day and not its last") {
  const DateSpan span{.from = date_of(2024, 1, 1), .until = date_of(2024, 2, 1)};
  CHECK(span.contains(date_of(2024, 1, 1)));
  CHECK(span.contains(date_of(2024, 1, 31)));
  CHECK_FALSE(span.contains(date_of(2024, 2, 1)));
  CHECK_FALSE(span.contains(date_of(2023, 12, 31)));
  CHECK(DateSpan{}.contains(date_of(1, 1, 1)));
  CHECK_FALSE(span.empty());
  CHECK(DateSpan{.from = span.until, .until = span.until}.empty());
  CHECK(DateSpan{.from = span.until, .until = span.from}.empty());
}

}  // namespace
}  // namespace concordat
