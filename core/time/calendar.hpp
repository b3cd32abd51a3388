// Working days: what the clocks of border and other procedures count in. Every market has its own.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "core/base/result.hpp"
#include "core/time/date.hpp"

namespace concordat {

// Numbered as ISO 8601 does.
enum class Weekday : std::uint8_t {
  kMonday = 1,
  kTuesday,
  kWednesday,
  kThursday,
  kFriday,
  kSaturday,
  kSunday
};

// The date must not be a sentinel.
[[nodiscard]] Weekday weekday_of(Date date);

// The days of every week on which a market does not work: Saturday and Sunday in most, Friday and
// Saturday or Friday alone in others.
class Weekend {
 public:
  Weekend() = default;
  Weekend(std::initializer_list<Weekday> days);

  [[nodiscard]] bool contains(Weekday day) const { return days_[index_of(day)]; }

 private:
  static std::size_t index_of(Weekday day) { return static_cast<std::size_t>(day) - 1; }

  std::array<bool, 7> days_{};
};

// What a market has put on file about its days.
struct CalendarFacts {
  Weekend weekend = {Weekday::kSaturday, Weekday::kSunday};
  // In any order; repeated and weekend days do no harm.
  std::vector<Date> holidays = {};
  // Days that are worked although they fall on the weekend, as where a long holiday is made up for.
  // A day that is on both lists is a holiday.
  std::vector<Date> made_up_days = {};
  // The days for which the lists are known to be complete.
  DateSpan covered = {};
};

class WorkingCalendar {
 public:
  explicit WorkingCalendar(CalendarFacts facts);

  // Error code "time.calendar-not-covered", with the date as its place, when the facts do not cover
  // the date: an unpublished holiday must not shorten anybody's time. The same for all below.
  [[nodiscard]] Result<bool> is_working_day(Date date) const;

  // The count-th working day after the date, which is itself never counted (as in Regulation (EEC,
  // Euratom) No 1182/71, article 3(1)); before it when the count is negative; the date itself,
  // worked or not, when the count is 0. Error code "time.no-working-day" when kLongestBreakDays
  // follow each other without one.
  [[nodiscard]] Result<Date> add_working_days(Date date, std::int32_t count) const;

  // The working days in [from, until); 0 when the span is empty. Both ends must be dates.
  [[nodiscard]] Result<std::int32_t> count_working_days(DateSpan span) const;

  // No market closes for a whole year; a calendar that says so is in error.
  static constexpr std::int32_t kLongestBreakDays = 366;

 private:
  // For a covered date.
  [[nodiscard]] bool is_worked(Date date) const;
  [[nodiscard]] Status check_covered(Date date) const;

  CalendarFacts facts_;
};

}  // namespace concordat
