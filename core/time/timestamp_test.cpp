#include "core/time/timestamp.hpp"

#include <doctest/doctest.h>

namespace concordat {
namespace {

std::string as_instant(std::string_view text) {
  const auto instant = parse_timestamp(text);
  return instant ? to_string(*instant) : instant.error().code;
}

TEST_CASE("a timestamp is read as the instant it names") {
  CHECK(as_instant("2024-05-01T12:34:56Z") == "2024-05-01T12:34:56.000Z");
  CHECK(as_instant("2024-05-01T12:34:56.7899Z") == "2024-05-01T12:34:56.789Z");
  CHECK(as_instant("2024-05-01T12:34:56+05:30") == "2024-05-01T07:04:56.000Z");
  CHECK(as_instant("2024-05-01T12:34:56-14:00") == "2024-05-02T02:34:56.000Z");
  CHECK(as_instant("2024-02-29T00:00:00Z") == "2024-02-29T00:00:00.000Z");
  CHECK(as_instant("2024-12-31T24:00:00Z") == "2025-01-01T00:00:00.000Z");
  CHECK(as_instant("2024-12-31T24:00:00.000Z") == "2025-01-01T00:00:00.000Z");
  CHECK(as_instant("0001-01-01T00:00:00Z") == "0001-01-01T00:00:00.000Z");
}

TEST_CASE("without an offset it is UTC") {
  CHECK(as_instant("2024-05-01T12:34:56") == "2024-05-01T12:34:56.000Z");
}

TEST_CASE("years of more than four digits and before year 1 are ordered as they should be") {
  const auto far = parse_timestamp("12024-01-01T00:00:00Z");
  const auto last = parse_timestamp("9999-12-31T23:59:59Z");
  REQUIRE(far);
  REQUIRE(last);
  CHECK(*last < *far);
  // 10000-01-01 follows 9999-12-31 by a second.
  CHECK(parse_timestamp("10000-01-01T00:00:00Z")->milliseconds == last->milliseconds + 1000);
  CHECK(parse_timestamp("0000-12-31T24:00:00Z") == parse_timestamp("0001-01-01T00:00:00Z"));
  CHECK(parse_timestamp("-0001-12-31T24:00:00Z") == parse_timestamp("0000-01-01T00:00:00Z"));
}

TEST_CASE("what is no timestamp is refused") {
  for (const char* const text : {"",
                                 "2024-05-01",
                                 "2024-05-01T12:34Z",
                                 "2024-05-01 12:34:56Z",
                                 "2024-05-01t12:34:56Z",
                                 "2024-05-01T12:34:56z",
                                 "2024-05-01T12:34:60Z",
                                 "2024-05-01T24:00:01Z",
                                 "2024-05-01T24:00:00.001Z",
                                 "2024-05-01T24:00:00.0001Z",
                                 "2024-05-01T25:00:00Z",
                                 "2024-05-01T12:60:00Z",
                                 "2024-02-30T00:00:00Z",
                                 "2023-02-29T00:00:00Z",
                                 "2024-13-01T00:00:00Z",
                                 "2024-00-01T00:00:00Z",
                                 "2024-01-00T00:00:00Z",
                                 "2024-05-01T12:34:56+14:01",
                                 "2024-05-01T12:34:56+15:00",
                                 "2024-05-01T12:34:56+0530",
                                 "2024-05-01T12:34:56.Z",
                                 "02024-05-01T12:34:56Z",
                                 "224-05-01T12:34:56Z",
                                 "2024-05-01T12:34:56Z ",
                                 " 2024-05-01T12:34:56Z",
                                 "+2024-05-01T12:34:56Z",
                                 "1234567-05-01T12:34:56Z",
                                 "2024-05-01T12:34:56ZZ"}) {
    CAPTURE(text);
    CHECK(as_instant(text) == "time.timestamp");
  }
}

}  // namespace
}  // namespace concordat
