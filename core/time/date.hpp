// Civil dates: what laws, certificates and agreements speak in. A Date has no zone; it is read in
// the calendar of the market it is asked for.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace concordat {

// Days since 1970-01-01 in the proleptic Gregorian calendar. Range: years 1 to 9999, and the two
// sentinels below.
struct Date {
  std::int32_t days = 0;

  friend auto operator<=>(const Date&, const Date&) = default;
  [[nodiscard]] Date plus_days(std::int32_t count) const;  // saturates at the sentinels
};

// Before every date, and after every date: the ends of an interval that is open on that side.
inline constexpr Date kBeginning{std::numeric_limits<std::int32_t>::min()};
inline constexpr Date kForever{std::numeric_limits<std::int32_t>::max()};

// Half-open: contains `from`, does not contain `until`.
struct DateSpan {
  Date from = kBeginning;
  Date until = kForever;

  [[nodiscard]] bool contains(Date date) const { return from <= date && date < until; }
  [[nodiscard]] bool empty() const { return !(from < until); }
  friend bool operator==(const DateSpan&, const DateSpan&) = default;
};

// "2024-05-01"; exactly ten characters, a day that exists. Error code "time.date".
[[nodiscard]] Result<Date> parse_date(std::string_view text);
// The inverse. The sentinels print as "-infinity" and "infinity", which `parse_date` refuses.
[[nodiscard]] std::string to_string(Date date);
// The day must exist, in the years 1 to 9999.
[[nodiscard]] Date date_of(int year, unsigned month, unsigned day);
struct CivilDate {
  int year;
  unsigned month;
  unsigned day;
};
// A sentinel reads as the first or last day of the range.
[[nodiscard]] CivilDate civil(Date date);

}  // namespace concordat
