#include "core/time/timestamp.hpp"

#include <optional>

#include "core/time/digits.hpp"

namespace concordat {
namespace {

constexpr std::int64_t kMinute_ms = 60'000;
constexpr std::int64_t kHour_ms = 60 * kMinute_ms;
constexpr std::int64_t kDay_ms = 24 * kHour_ms;
// Far beyond any date that a document can mean, and far below what 64 bits of milliseconds hold.
constexpr std::size_t kMostYearDigits = 6;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

unsigned days_in(std::int64_t year, unsigned month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Days from 1970-01-01, proleptic Gregorian with a year 0: years begin in March, so that the leap
// day is the last of its year; eras of 400 years repeat.
std::int64_t days_of(std::int64_t year, unsigned month, unsigned day) {
  if (month <= 2) --year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_of_year = (static_cast<std::int64_t>(month) + 9) % 12;
  const std::int64_t day_of_year = (153 * month_of_year + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

// Takes the year and what stands before it off the text: four digits, or more without a leading
// zero, with a minus sign before year 0.
std::optional<std::int64_t> take_year(std::string_view& text) {
  const bool before = text.starts_with('-');
  if (before) text.remove_prefix(1);
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits < 4 || digits > kMostYearDigits || (digits > 4 && text[0] == '0')) return std::nullopt;
  const auto year = read_digits(text, 0, digits);
  text.remove_prefix(digits);
  if (!year) return std::nullopt;
  return before ? -std::int64_t{*year} : std::int64_t{*year};
}

// "-MM-DD"
std::optional<std::int64_t> take_day(std::string_view& text, std::int64_t year) {
  const auto month = read_digits(text, 1, 2);
  const auto day = read_digits(text, 4, 2);
  if (!month || !day || text[0] != '-' || text[3] != '-') return std::nullopt;
  if (*month < 1 || *month > 12 || *day < 1 || *day > days_in(year, *month)) return std::nullopt;
  text.remove_prefix(6);
  return days_of(year, *month, *day);
}

// ".123", whose milliseconds it returns; zero when there is no fraction.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
  if (!text.starts_with('.')) return 0;
  text.remove_prefix(1);
  std::int64_t milliseconds = 0;
  std::int64_t unit = 100;
  std::size_t digits = 0;
  for (; digits < text.size() && is_digit(text[digits]); ++digits) {
    milliseconds += (text[digits] - '0') * unit;
    unit /= 10;
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return milliseconds;
}

// "THH:MM:SS" with a fraction. 24:00:00 is the end of the day, and nothing after it is.
std::optional<std::int64_t> take_time(std::string_view& text) {
  const auto hour = read_digits(text, 1, 2);
  const auto minute = read_digits(text, 4, 2);
  const auto second = read_digits(text, 7, 2);
  if (!hour || !minute || !second || text[0] != 'T' || text[3] != ':' || text[6] != ':') {
    return std::nullopt;
  }
  if (*hour > 24 || *minute > 59 || *second > 59) return std::nullopt;
  text.remove_prefix(9);
  const bool fraction_is_zero = text.find_first_of("123456789") == std::string_view::npos ||
                                text.find_first_of("Z+-") < text.find_first_of("123456789");
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  if (*hour == 24 && (*minute != 0 || *second != 0 || !fraction_is_zero)) return std::nullopt;
  return *hour * kHour_ms + *minute * kMinute_ms + *second * std::int64_t{1000} + *fraction;
}

// How far the local clock is ahead of UTC.
std::optional<std::int64_t> read_offset(std::string_view text) {
  if (text.empty() || text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = read_digits(text, 1, 2);
  const auto minutes = read_digits(text, 4, 2);
  if (!hours || !minutes || *minutes > 59 || *hours > 14 || (*hours == 14 && *minutes != 0)) {
    return std::nullopt;
  }
  const std::int64_t ahead = *hours * kHour_ms + *minutes * kMinute_ms;
  return text[0] == '-' ? -ahead : ahead;
}

std::optional<Instant> read_timestamp(std::string_view text) {
  const auto year = take_year(text);
  if (!year) return std::nullopt;
  const auto day = take_day(text, *year);
  if (!day) return std::nullopt;
  const auto time = take_time(text);
  if (!time) return std::nullopt;
  const auto offset = read_offset(text);
  if (!offset) return std::nullopt;
  return Instant{*day * kDay_ms + *time - *offset};
}

}  // namespace

Result<Instant> parse_timestamp(std::string_view text) {
  const auto instant = read_timestamp(text);
  if (!instant) {
    return fail({.code = "time.timestamp",
                 .expected = "YYYY-MM-DDTHH:MM:SS with Z or an offset up to 14:00"});
  }
  return *instant;
}

}  // namespace concordat
