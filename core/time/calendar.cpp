#include "core/time/calendar.hpp"

#include <algorithm>
#include <utility>

namespace concordat {

Weekday weekday_of(Date date) {
  // 1970-01-01 was a Thursday.
  constexpr std::int64_t kDayOneIsThursday = 3;
  const std::int64_t since_monday = ((date.days + kDayOneIsThursday) % 7 + 7) % 7;
  return static_cast<Weekday>(since_monday + 1);
}

Weekend::Weekend(std::initializer_list<Weekday> days) {
  for (const Weekday day : days) days_[index_of(day)] = true;
}

WorkingCalendar::WorkingCalendar(CalendarFacts facts) : facts_(std::move(facts)) {
  std::ranges::sort(facts_.holidays);
  std::ranges::sort(facts_.made_up_days);
}

Result<bool> WorkingCalendar::is_working_day(Date date) const {
  CONCORDAT_CHECK(check_covered(date));
  return is_worked(date);
}

Result<Date> WorkingCalendar::add_working_days(Date date, std::int32_t count) const {
  const std::int32_t step = count < 0 ? -1 : 1;
  std::int32_t break_days = 0;
  while (count != 0) {
    date = date.plus_days(step);
    CONCORDAT_CHECK(check_covered(date));
    if (is_worked(date)) {
      count -= step;
      break_days = 0;
    } else if (++break_days == kLongestBreakDays) {
      return fail({.code = "time.no-working-day",
                   .place = to_string(date),
                   .expected = "a working day within a year"});
    }
  }
  return date;
}

Result<std::int32_t> WorkingCalendar::count_working_days(DateSpan span) const {
  std::int32_t count = 0;
  for (Date date = span.from; date < span.until; date = date.plus_days(1)) {
    CONCORDAT_CHECK(check_covered(date));
    if (is_worked(date)) ++count;
  }
  return count;
}

bool WorkingCalendar::is_worked(Date date) const {
  if (std::ranges::binary_search(facts_.holidays, date)) return false;
  return !facts_.weekend.contains(weekday_of(date)) ||
         std::ranges::binary_search(facts_.made_up_days, date);
}

Status WorkingCalendar::check_covered(Date date) const {
  // A sentinel is no day of any calendar, and stepping from one would never end.
  if (facts_.covered.contains(date) && date != kBeginning && date != kForever) return {};
  return fail({.code = "time.calendar-not-covered",
               .place = to_string(date),
               .expected = "a date the holiday calendar covers"});
}

}  // namespace concordat
