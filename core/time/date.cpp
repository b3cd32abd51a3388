#include "core/time/date.hpp"

#include <algorithm>
#include <chrono>

#include "core/time/digits.hpp"

namespace concordat {
namespace {

constexpr std::int32_t kFirstDay = -719162;  // 0001-01-01
constexpr std::int32_t kLastDay = 2932896;   // 9999-12-31

std::chrono::year_month_day in_calendar(std::int32_t days) {
  return std::chrono::sys_days(std::chrono::days(days));
}

}  // namespace

Date Date::plus_days(std::int32_t count) const {
  if (*this == kBeginning || *this == kForever) return *this;
  const std::int64_t sum = std::int64_t{days} + count;
  if (sum < kFirstDay) return kBeginning;
  if (sum > kLastDay) return kForever;
  return {static_cast<std::int32_t>(sum)};
}

Result<Date> parse_date(std::string_view text) {
  const auto year = read_digits(text, 0, 4);
  const auto month = read_digits(text, 5, 2);
  const auto day = read_digits(text, 8, 2);
  if (text.size() == 10 && text[4] == '-' && text[7] == '-' && year && *year > 0 && month && day) {
    const std::chrono::year_month_day read{std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(*month), std::chrono::day(*day)};
    if (read.ok()) return date_of(static_cast<int>(*year), *month, *day);
  }
  return fail({.code = "time.date", .expected = "a date YYYY-MM-DD"});
}

std::string to_string(Date date) {
  if (date.days < kFirstDay) return "-infinity";
  if (date.days > kLastDay) return "infinity";
  const auto [year, month, day] = civil(date);
  std::string text;
  append_digits(text, static_cast<unsigned>(year), 4);
  text.push_back('-');
  append_digits(text, month, 2);
  text.push_back('-');
  append_digits(text, day, 2);
  return text;
}

Date date_of(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day read{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  return {static_cast<std::int32_t>(std::chrono::sys_days(read).time_since_epoch().count())};
}

CivilDate civil(Date date) {
  const auto read = in_calendar(std::clamp(date.days, kFirstDay, kLastDay));
  return {static_cast<int>(read.year()), static_cast<unsigned>(read.month()),
          static_cast<unsigned>(read.day())};
}

}  // namespace concordat
