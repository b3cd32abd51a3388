#include "core/time/instant.hpp"

#include <limits>

#include <doctest/doctest.h>

namespace concordat {
namespace {

std::string round_trip(std::string_view text) {
  const auto instant = parse_instant(text);
  return instant ? to_string(*instant) : instant.error().code;
}

TEST_CASE("instants count milliseconds from 1970 in UTC") {
  CHECK(parse_instant("1970-01-01T00:00:00Z")->milliseconds == 0);
  CHECK(parse_instant("2024-05-01T12:34:56.789Z")->milliseconds == 1714566896789);
  CHECK(parse_instant("1969-12-31T23:59:59.999Z")->milliseconds == -1);
}

TEST_CASE("the examples of RFC 3339, section 5.8") {
  CHECK(round_trip("1985-04-12T23:20:50.52Z") == "1985-04-12T23:20:50.520Z");
  CHECK(round_trip("1996-12-19T16:39:57-08:00") == "1996-12-20T00:39:57.000Z");
  CHECK(round_trip("1937-01-01T12:00:27.87+00:20") == "1937-01-01T11:40:27.870Z");
}

TEST_CASE("the fraction is kept to the millisecond and cut off behind it") {
  CHECK(round_trip("2024-05-01T00:00:00.1Z") == "2024-05-01T00:00:00.100Z");
  CHECK(round_trip("2024-05-01T00:00:00.9999999999999999999999Z") == "2024-05-01T00:00:00.999Z");
  CHECK(round_trip("1969-12-31T23:59:59.0009Z") == "1969-12-31T23:59:59.000Z");
}

TEST_CASE("offsets") {
  CHECK(round_trip("2024-05-01T00:30:00+05:45") == "2024-04-30T18:45:00.000Z");
  CHECK(round_trip("2024-05-01T00:30:00-00:00") == "2024-05-01T00:30:00.000Z");
  CHECK(round_trip("2024-05-01T00:30:00-23:59") == "2024-05-02T00:29:00.000Z");
}

TEST_CASE("what RFC 3339 does not allow, or leaves to choice, is refused") {
  for (const char* text : {"",
                           "2024-05-01",
                           "2024-05-01T12:34:56",
                           "2024-05-01t12:34:56Z",
                           "2024-05-01T12:34:56z",
                           "2024-05-01 12:34:56Z",
                           "2024-05-01T12:34Z",
                           "2024-05-01T24:00:00Z",
                           "2024-05-01T12:60:00Z",
                           "2016-12-31T23:59:60Z",
                           "2024-05-01T12:34:56.Z",
                           "2024-05-01T12:34:56,5Z",
                           "2024-05-01T12:34:56+0100",
                           "2024-05-01T12:34:56+24:00",
                           "2024-05-01T12:34:56+01:60",
                           "2024-05-01T12:34:56+1:00",
                           "2024-05-01T12:34:56Z ",
                           "2024-05-01T12:34:56ZZ",
                           "2024-02-30T12:34:56Z",
                           "2024-05-01T1x:34:56Z",
                           "2024-05-01T12.34.56Z",
                           "2024-05-01T12:34:56.5",
                           "0001-01-01T00:00:00+00:01",
                           "9999-12-31T23:59:59-00:01"}) {
    CAPTURE(text);
    const auto instant = parse_instant(text);
    REQUIRE_FALSE(instant);
    CHECK(instant.error().code == "time.instant");
  }
}

TEST_CASE("the ends of the range") {
  CHECK(round_trip("0001-01-01T00:00:00Z") == "0001-01-01T00:00:00.000Z");
  CHECK(round_trip("9999-12-31T23:59:59.999Z") == "9999-12-31T23:59:59.999Z");
  const Instant earliest{std::numeric_limits<std::int64_t>::min()};
  const Instant latest{std::numeric_limits<std::int64_t>::max()};
  CHECK(to_string(earliest) == "-infinity");
  CHECK(to_string(latest) == "infinity");
  CHECK(utc_date(earliest) == kBeginning);
  CHECK(utc_date(latest) == kForever);
}

TEST_CASE("an instant falls in a day of UTC") {
  CHECK(utc_date(Instant{0}) == date_of(1970, 1, 1));
  CHECK(utc_date(Instant{-1}) == date_of(1969, 12, 31));
  CHECK(utc_date(Instant{-86400000}) == date_of(1969, 12, 31));
  CHECK(utc_date(*parse_instant("2024-05-01T00:30:00+05:45")) == date_of(2024, 4, 30));
}

}  // namespace
}  // namespace concordat
