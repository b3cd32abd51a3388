#include "core/json/portable_number.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include <doctest/doctest.h>

namespace concordat::json {
namespace {

// 0.d1...dk x 10^n as to_chars writes it: d1.d2...dke(n-1).
std::string scientific(const ShortestDecimal& decimal) {
  std::string text(1, decimal.digits[0]);
  if (decimal.count > 1) text += '.' + std::string(&decimal.digits[1], decimal.count - 1);
  const int exponent = decimal.point - 1;
  text += exponent < 0 ? "e-" : "e+";
  if (std::abs(exponent) < 10) text += '0';
  return text + std::to_string(std::abs(exponent));
}

std::string library(double positive) {
  char text[32];
  return {text,
          std::to_chars(text, text + sizeof text, positive, std::chars_format::scientific).ptr};
}

void agree(double positive) {
  CAPTURE(std::bit_cast<std::uint64_t>(positive));
  CHECK(scientific(shortest_decimal_portable(positive)) == library(positive));
}

TEST_CASE("the library and the portable digits agree at every power of two and beside it") {
  for (int exponent = -1074; exponent <= 1023; ++exponent) {
    const double power = std::ldexp(1.0, exponent);
    agree(power);
    agree(std::nextafter(power, std::numeric_limits<double>::infinity()));
    if (exponent > -1074) agree(std::nextafter(power, 0.0));
  }
}

TEST_CASE("they agree at every power of ten, beside it, and on its small multiples") {
  for (int exponent = -323; exponent <= 308; ++exponent) {
    for (int factor = 1; factor <= 9; ++factor) {
      const std::string literal = std::to_string(factor) + "e" + std::to_string(exponent);
      double number = 0;
      const auto read = std::from_chars(literal.data(), literal.data() + literal.size(), number);
      if (read.ec != std::errc{}) continue;
      agree(number);
      agree(std::nextafter(number, std::numeric_limits<double>::infinity()));
      agree(std::nextafter(number, 1.0));
    }
  }
}

TEST_CASE("they agree on doubles of every shape") {
  std::uint64_t bits = 0x9e3779b97f4a7c15;
  for (int round = 0; round < 20'000; ++round) {
    bits = bits * 6364136223846793005 + 1442695040888963407;  // a full-period generator
    const double number = std::abs(std::bit_cast<double>(bits ^ bits >> 29));
    if (std::isfinite(number) && number != 0) agree(number);
  }
}

TEST_CASE("they agree at the ends of the range and on integers") {
  agree(std::numeric_limits<double>::max());
  agree(std::numeric_limits<double>::min());
  agree(std::numeric_limits<double>::denorm_min());
  for (double integer = 1; integer < 2'000; ++integer) agree(integer);
  agree(9007199254740991.0);
  agree(9007199254740993.0);
  agree(18446744073709551615.0);
}

}  // namespace
}  // namespace concordat::json
