#include "core/json/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <version>

#include "core/json/portable_number.hpp"

namespace concordat::json {
namespace {

#if defined(__cpp_lib_to_chars)
// "-1.7976931348623157e+308" has 24 characters.
constexpr std::size_t kLongestDouble = 24;

ShortestDecimal shortest_decimal(double positive) {
  std::array<char, kLongestDouble> text;
  char* const end =
      std::to_chars(text.data(), text.data() + text.size(), positive, std::chars_format::scientific)
          .ptr;
  ShortestDecimal decimal;
  const char* at = text.data();
  for (; *at != 'e'; ++at) {
    if (*at != '.') decimal.digits[decimal.count++] = *at;
  }
  ++at;                  // the e
  if (*at == '+') ++at;  // which from_chars does not take
  int exponent = 0;
  std::from_chars(at, end, exponent);
  decimal.point = exponent + 1;
  return decimal;
}
#else
// libc++ 19 prints doubles with to_chars, and brings 100 kB of tables along.
ShortestDecimal shortest_decimal(double positive) { return shortest_decimal_portable(positive); }
#endif

void append_exponent(std::string& out, int exponent) {
  out += exponent < 0 ? "e-" : "e+";
  out += std::to_string(std::abs(exponent));
}

#if !defined(__cpp_lib_to_chars)
// libc++ 19 does not read doubles with from_chars. It serves the WebAssembly build only, whose C
// library has no locale but "C".
std::optional<double> read_double(const std::string& literal) {
  const double number = std::strtod(literal.c_str(), nullptr);
  if (std::isinf(number)) return std::nullopt;
  return number;
}
#else
// Whether a literal that from_chars found out of range is too small rather than too large: whether
// its first digit other than 0 stands behind the decimal point after the exponent is applied.
bool is_tiny(std::string_view literal) {
  const std::size_t exponent_mark = literal.find_first_of("eE");
  const std::string_view mantissa = literal.substr(0, exponent_mark);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) return true;
  if (exponent_mark == std::string_view::npos) return first > point;

  std::string_view exponent_text = literal.substr(exponent_mark + 1);
  const bool negative = exponent_text.front() == '-';
  if (negative || exponent_text.front() == '+') exponent_text.remove_prefix(1);
  std::int64_t exponent = 0;
  const auto [_, error] =
      std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
  // An exponent beyond 64 bits outweighs any mantissa that fits in memory.
  if (error != std::errc{}) return negative;
  if (negative) exponent = -exponent;
  const auto place = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  return exponent <= -place;  // the sum could overflow
}

std::optional<double> read_double(std::string_view literal) {
  double number = 0;
  const auto [_, error] = std::from_chars(literal.data(), literal.data() + literal.size(), number);
  if (error == std::errc::result_out_of_range) {
    if (!is_tiny(literal)) return std::nullopt;
    return literal.front() == '-' ? -0.0 : 0.0;
  }
  if (std::isinf(number)) return std::nullopt;
  return number;
}
#endif

}  // namespace

void append_ecmascript(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  if (number == 0) {
    out.push_back('0');
    return;
  }
  if (number < 0) out.push_back('-');
  const ShortestDecimal decimal = shortest_decimal(std::abs(number));
  const std::string_view digits(decimal.digits.data(), decimal.count);
  const int point = decimal.point;
  if (point > 21 || point <= -6) {
    out.push_back(digits.front());
    if (digits.size() > 1) {
      out.push_back('.');
      out += digits.substr(1);
    }
    append_exponent(out, point - 1);
  } else if (point <= 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-point), '0');
    out += digits;
  } else if (digits.size() <= static_cast<std::size_t>(point)) {
    out += digits;
    out.append(static_cast<std::size_t>(point) - digits.size(), '0');
  } else {
    out += digits.substr(0, static_cast<std::size_t>(point));
    out.push_back('.');
    out += digits.substr(static_cast<std::size_t>(point));
  }
}

std::optional<double> nearest_double(std::string_view literal) {
#if !defined(__cpp_lib_to_chars)
  return read_double(std::string(literal));
#else
  return read_double(literal);
#endif
}

}  // namespace concordat::json
