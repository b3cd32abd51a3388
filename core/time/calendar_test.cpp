#include "core/time/calendar.hpp"

#include <doctest/doctest.h>

namespace concordat {
namespace {

TEST_CASE("days of the week") {
  CHECK(weekday_of(date_of(1970, 1, 1)) == Weekday::kThursday);
  CHECK(weekday_of(date_of(1969, 12, 31)) == Weekday::kWednesday);
  CHECK(weekday_of(date_of(2024, 2, 29)) == Weekday::kThursday);
  CHECK(weekday_of(date_of(1, 1, 1)) == Weekday::kMonday);
  CHECK(weekday_of(date_of(9999, 12, 31)) == Weekday::kFriday);
}

TEST_CASE("four working days after a Thursday before a holiday Friday") {
  const Date thursday = date_of(2024, 3, 28);
  const Date good_friday = date_of(2024, 3, 29);
  const Date easter_monday = date_of(2024, 4, 1);

  const WorkingCalendar one_holiday({.holidays = {good_friday}});
  CHECK(one_holiday.add_working_days(thursday, 4) == date_of(2024, 4, 4));

  const WorkingCalendar two_holidays({.holidays = {easter_monday, good_friday, good_friday}});
  CHECK(two_holidays.add_working_days(thursday, 4) == date_of(2024, 4, 5));

  const WorkingCalendar no_holidays({});
  CHECK(no_holidays.add_working_days(thursday, 4) == date_of(2024, 4, 3));

  // The same Thursday where the week ends with Friday and Saturday.
  const WorkingCalendar friday_saturday({.weekend = {Weekday::kFriday, Weekday::kSaturday}});
  CHECK(friday_saturday.add_working_days(thursday, 4) == date_of(2024, 4, 3));
  CHECK(friday_saturday.add_working_days(thursday, 1) == date_of(2024, 3, 31));
}

TEST_CASE("backwards, and not at all") {
  const WorkingCalendar calendar({.holidays = {date_of(2024, 4, 1)}});
  CHECK(calendar.add_working_days(date_of(2024, 4, 2), -1) == date_of(2024, 3, 29));
  CHECK(calendar.add_working_days(date_of(2024, 3, 31), 0) == date_of(2024, 3, 31));
}

TEST_CASE("a weekend day can be made up for a holiday") {
  const WorkingCalendar calendar({.holidays = {date_of(2024, 5, 1), date_of(2024, 5, 2)},
                                  .made_up_days = {date_of(2024, 5, 4), date_of(2024, 5, 2)}});
  CHECK(calendar.is_working_day(date_of(2024, 5, 4)) == true);
  CHECK(calendar.is_working_day(date_of(2024, 5, 5)) == false);
  CHECK(calendar.is_working_day(date_of(2024, 5, 2)) == false);
  CHECK(calendar.add_working_days(date_of(2024, 4, 30), 2) == date_of(2024, 5, 4));
}

TEST_CASE("counting is what adding undoes") {
  const WorkingCalendar calendar({.holidays = {date_of(2024, 12, 25), date_of(2024, 12, 26)}});
  const Date from = date_of(2024, 12, 20);
  for (std::int32_t count = 1; count <= 20; ++count) {
    const auto until = calendar.add_working_days(from, count);
    REQUIRE(until);
    CHECK(calendar.count_working_days({from.plus_days(1), until->plus_days(1)}) == count);
    CHECK(calendar.is_working_day(*until) == true);
  }
  CHECK(calendar.count_working_days({from, from}) == 0);
}

TEST_CASE("a date the calendar does not cover is not guessed") {
  const WorkingCalendar calendar(
      {.covered = {.from = date_of(2024, 1, 1), .until = date_of(2025, 1, 1)}});
  CHECK(calendar.add_working_days(date_of(2024, 12, 30), 1) == date_of(2024, 12, 31));
  const auto beyond = calendar.add_working_days(date_of(2024, 12, 30), 2);
  REQUIRE_FALSE(beyond);
  CHECK(beyond.error().code == "time.calendar-not-covered");
  CHECK(beyond.error().place == "2025-01-01");
  CHECK(calendar.is_working_day(date_of(2023, 12, 31)).error().place == "2023-12-31");
  CHECK_FALSE(calendar.count_working_days({date_of(2024, 12, 1), date_of(2025, 1, 2)}));
}

TEST_CASE("what would never end is refused") {
  const WorkingCalendar never(
      {.weekend = {Weekday::kMonday, Weekday::kTuesday, Weekday::kWednesday, Weekday::kThursday,
                   Weekday::kFriday, Weekday::kSaturday, Weekday::kSunday}});
  CHECK(never.add_working_days(date_of(2024, 1, 1), 1).error().code == "time.no-working-day");
  CHECK(never.add_working_days(date_of(2024, 1, 1), -1).error().code == "time.no-working-day");

  const WorkingCalendar always({.weekend = {}});
  CHECK(always.add_working_days(date_of(9999, 12, 30), 1) == date_of(9999, 12, 31));
  CHECK(always.add_working_days(date_of(9999, 12, 30), 2).error().code ==
        "time.calendar-not-covered");
  CHECK(always.add_working_days(kBeginning, 1).error().code == "time.calendar-not-covered");
  CHECK(always.count_working_days({kBeginning, date_of(2024, 1, 1)}).error().code ==
        "time.calendar-not-covered");
}

}  // namespace
}  // namespace concordat
