// What the reader accepts, an independent parser accepts with the same value; and the canonical
// form of whatever is accepted is stable.
//
// Boost.JSON is the oracle. It is laxer where this reader is strict (repeated names), so nothing is
// asked of it for a refused text.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#endif
#include <boost/json/src.hpp>
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

#include "core/base/utf8.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::json {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Boost.JSON 1.81 is no judge of doubles: it errs by a few units in the last place, makes infinity
// of 1e400 and no number of 0e400, and loses what is near the least. It tells gross errors; the
// nearest double is the C library's to say, below.
bool same_double(double ours, double theirs) {
  constexpr double kTolerance = 8 * std::numeric_limits<double>::epsilon();
  constexpr double kLeast = 16 * std::numeric_limits<double>::min();
  if (std::isnan(theirs)) return ours == 0;
  if (std::abs(ours) < kLeast) return std::abs(theirs) < 2 * kLeast;
  if (std::isinf(theirs)) return std::abs(ours) > std::numeric_limits<double>::max() * 0.999;
  return std::abs(ours - theirs) <= std::abs(ours) * kTolerance;
}

bool same_number(const Value& ours, const boost::json::value& theirs) {
  if (const auto* integer = ours.as_integer()) {
    return theirs.is_int64() && theirs.get_int64() == *integer;
  }
  const double number = *ours.as_double();
  if (theirs.is_uint64()) return number == static_cast<double>(theirs.get_uint64());
  return theirs.is_double() && same_double(number, theirs.get_double());
}

bool same(const Value& ours, const boost::json::value& theirs) {
  if (ours.is_null()) return theirs.is_null();
  if (const auto* boolean = ours.as_bool()) {
    return theirs.is_bool() && theirs.get_bool() == *boolean;
  }
  if (const auto* text = ours.as_string()) {
    return theirs.is_string() && std::string_view(theirs.get_string()) == *text;
  }
  if (const auto* array = ours.as_array()) {
    if (!theirs.is_array() || theirs.get_array().size() != array->size()) return false;
    for (std::size_t index = 0; index < array->size(); ++index) {
      if (!same((*array)[index], theirs.get_array()[index])) return false;
    }
    return true;
  }
  if (const auto* object = ours.as_object()) {
    if (!theirs.is_object() || theirs.get_object().size() != object->size()) return false;
    for (const auto& [name, member] : *object) {
      const auto* other = theirs.get_object().if_contains(name);
      if (!other || !same(member, *other)) return false;
    }
    return true;
  }
  return same_number(ours, theirs);
}

void check_oracle(std::string_view text, const Value& value) {
  boost::json::parse_options options;
  options.max_depth = Limits{}.depth;
  boost::json::error_code error;
  const auto theirs = boost::json::parse(text, error, {}, options);
  // An exponent such as e-99999999999 is within the grammar, and the value is zero.
  if (error == boost::json::error::exponent_overflow) return;
  require(!error);
  require(same(value, theirs));
}

// A document that is one number means the double that strtod finds (in the locale "C").
void check_nearest(std::string_view text, const Value& value) {
  const double* number = value.as_double();
  if (!number) return;
  const double nearest = std::strtod(std::string(text).c_str(), nullptr);
  require(*number == nearest && std::signbit(*number) == std::signbit(nearest));
}

void check_round_trips(const Value& value) {
  const std::string once = canonical(value);
  require(is_utf8(once));
  for (const std::string& text : {once, compact(value), pretty(value)}) {
    const auto back = read(text);
    require(back.has_value());
    require(canonical(*back) == once);
  }
}

}  // namespace
}  // namespace concordat::json

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size_bytes) {
  using namespace concordat::json;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size_bytes);
  const auto value = read(text);
  if (!value) {
    require(!value.error().code.empty() && value.error().place.starts_with("byte "));
    return 0;
  }
  check_oracle(text, *value);
  check_nearest(text, *value);
  check_round_trips(*value);
  return 0;
}
