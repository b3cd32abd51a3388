#include "core/time/instant.hpp"

#include <optional>

#include "core/time/digits.hpp"

namespace concordat {
namespace {

constexpr std::int64_t kMillisecondsPerSecond = 1000;
constexpr std::int64_t kMillisecondsPerMinute = 60 * kMillisecondsPerSecond;
constexpr std::int64_t kMillisecondsPerHour = 60 * kMillisecondsPerMinute;
constexpr std::int64_t kMillisecondsPerDay = 24 * kMillisecondsPerHour;

constexpr Instant kFirst{-719162 * kMillisecondsPerDay};     // 0001-01-01T00:00:00.000Z
constexpr Instant kLast{2932897 * kMillisecondsPerDay - 1};  // 9999-12-31T23:59:59.999Z

constexpr std::size_t kDateSize = 10;     // YYYY-MM-DD
constexpr std::size_t kSecondsSize = 19;  // YYYY-MM-DDTHH:MM:SS

std::int64_t days_before(Instant instant) {
  const std::int64_t days = instant.milliseconds / kMillisecondsPerDay;
  return instant.milliseconds % kMillisecondsPerDay < 0 ? days - 1 : days;
}

std::optional<std::int64_t> read_time_of_day(std::string_view text) {
  const auto hour = read_digits(text, kDateSize + 1, 2);
  const auto minute = read_digits(text, kDateSize + 4, 2);
  const auto second = read_digits(text, kDateSize + 7, 2);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  if (text[kDateSize] != 'T' || text[kDateSize + 3] != ':' || text[kDateSize + 6] != ':') {
    return std::nullopt;
  }
  return *hour * kMillisecondsPerHour + *minute * kMillisecondsPerMinute +
         *second * kMillisecondsPerSecond;
}

// Takes ".123456" off the text, if it begins so, and returns its milliseconds; nothing when the
// point stands without a digit.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
  if (!text.starts_with('.')) return 0;
  text.remove_prefix(1);
  std::int64_t milliseconds = 0;
  std::int64_t unit = kMillisecondsPerSecond / 10;
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') {
    milliseconds += (text[count] - '0') * unit;
    unit /= 10;  // zero from the fourth digit on, which cuts off the rest
    ++count;
  }
  if (count == 0) return std::nullopt;
  text.remove_prefix(count);
  return milliseconds;
}

// "Z", "+05:30", "-08:00": how far the local clock is ahead of UTC.
std::optional<std::int64_t> read_offset(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = read_digits(text, 1, 2);
  const auto minutes = read_digits(text, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t ahead = *hours * kMillisecondsPerHour + *minutes * kMillisecondsPerMinute;
  return text[0] == '-' ? -ahead : ahead;
}

std::optional<Instant> read_instant(std::string_view text) {
  if (text.size() <= kSecondsSize) return std::nullopt;
  const auto date = parse_date(text.substr(0, kDateSize));
  const auto time_of_day = read_time_of_day(text);
  std::string_view rest = text.substr(kSecondsSize);
  const auto fraction = take_fraction(rest);
  const auto offset = read_offset(rest);
  if (!date || !time_of_day || !fraction || !offset) return std::nullopt;
  const Instant instant{date->days * kMillisecondsPerDay + *time_of_day + *fraction - *offset};
  // An offset can carry the first and the last day out of the years that can be written.
  if (instant < kFirst || kLast < instant) return std::nullopt;
  return instant;
}

}  // namespace

Result<Instant> parse_instant(std::string_view text) {
  const auto instant = read_instant(text);
  if (!instant) {
    return fail({.code = "time.instant",
                 .expected = "an instant YYYY-MM-DDTHH:MM:SSZ, or with a fraction and an offset"});
  }
  return *instant;
}

std::string to_string(Instant instant) {
  if (instant < kFirst) return "-infinity";
  if (kLast < instant) return "infinity";
  std::int64_t left = instant.milliseconds - days_before(instant) * kMillisecondsPerDay;
  const auto take = [&left](std::int64_t unit) {
    const auto count = static_cast<unsigned>(left / unit);
    left %= unit;
    return count;
  };
  std::string text = to_string(utc_date(instant));
  text.push_back('T');
  append_digits(text, take(kMillisecondsPerHour), 2);
  text.push_back(':');
  append_digits(text, take(kMillisecondsPerMinute), 2);
  text.push_back(':');
  append_digits(text, take(kMillisecondsPerSecond), 2);
  text.push_back('.');
  append_digits(text, take(1), 3);
  text.push_back('Z');
  return text;
}

Date utc_date(Instant instant) {
  if (instant < kFirst) return kBeginning;
  if (kLast < instant) return kForever;
  return {static_cast<std::int32_t>(days_before(instant))};
}

}  // namespace concordat
