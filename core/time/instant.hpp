// Instants: what keys, log entries and checkpoints speak in. UTC, milliseconds, no leap seconds.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/time/date.hpp"

namespace concordat {

struct Instant {
  std::int64_t milliseconds = 0;  // since 1970-01-01T00:00:00Z
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

// Years 1 to 9999 in UTC. RFC 3339 with an offset or Z, fraction up to milliseconds kept, more
// digits truncated. Refuses leap seconds and lower-case letters. Error code "time.instant".
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);
// "2024-05-01T12:34:56.789Z"; outside the years 1 to 9999 "-infinity" and "infinity".
[[nodiscard]] std::string to_string(Instant instant);
// The UTC day the instant falls in; outside the years 1 to 9999 kBeginning and kForever.
[[nodiscard]] Date utc_date(Instant instant);

}  // namespace concordat
