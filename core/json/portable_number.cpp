#include "core/json/portable_number.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <compare>
#include <cstdint>

namespace concordat::json {
namespace {

constexpr int kFractionBits = 52;
constexpr int kExponentBias = 1075;  // of the value seen as an integer times a power of two

// A natural number below 2^1280: a double has at most 1,074 bits behind the point, or 1,024 before
// it, and the bounds of its interval need three more, the next digit four.
class Natural {
 public:
  explicit Natural(std::uint64_t value) {
    words_[0] = static_cast<std::uint32_t>(value);
    words_[1] = static_cast<std::uint32_t>(value >> 32);
  }

  void multiply(std::uint32_t factor) {
    std::uint64_t carry = 0;
    for (std::uint32_t& word : words_) {
      carry += std::uint64_t{word} * factor;
      word = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }
  void multiply_by_power_of_two(int power) {
    for (; power >= 31; power -= 31) multiply(std::uint32_t{1} << 31);
    multiply(std::uint32_t{1} << power);
  }
  void multiply_by_power_of_ten(int power) {
    for (; power > 0; --power) multiply(10);
  }
  void subtract(const Natural& other) {
    std::int64_t borrow = 0;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      borrow += std::int64_t{words_[at]} - std::int64_t{other.words_[at]};
      words_[at] = static_cast<std::uint32_t>(borrow);
      borrow >>= 32;
    }
  }
  [[nodiscard]] Natural plus(const Natural& other) const {
    Natural sum = *this;
    std::uint64_t carry = 0;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      carry += std::uint64_t{words_[at]} + other.words_[at];
      sum.words_[at] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    return sum;
  }
  friend std::strong_ordering operator<=>(const Natural& left, const Natural& right) {
    return std::lexicographical_compare_three_way(left.words_.rbegin(), left.words_.rend(),
                                                  right.words_.rbegin(), right.words_.rend());
  }

 private:
  std::array<std::uint32_t, 40> words_{};
};

// The value is rest / scale; what rounds to it reaches from (rest - below) to (rest + above), its
// ends included when the double is even, because ties go to even.
struct Interval {
  Natural rest;
  Natural scale;
  Natural below;
  Natural above;
  bool with_ends = false;

  [[nodiscard]] bool reaches_down_to(const Natural& value) const {
    return with_ends ? value <= below : value < below;
  }
  // Whether value / scale plus the upper half reaches one.
  [[nodiscard]] bool reaches_up_from(const Natural& value) const {
    const Natural sum = value.plus(above);
    return with_ends ? sum >= scale : sum > scale;
  }
  void next_place() {
    rest.multiply(10);
    below.multiply(10);
    above.multiply(10);
  }
};

Interval interval_of(double positive) {
  const auto bits = std::bit_cast<std::uint64_t>(positive);
  constexpr std::uint64_t kHidden = std::uint64_t{1} << kFractionBits;
  const std::uint64_t fraction = bits & (kHidden - 1);
  const int biased = static_cast<int>(bits >> kFractionBits);
  const std::uint64_t mantissa = biased == 0 ? fraction : fraction | kHidden;
  const int exponent = std::max(biased, 1) - kExponentBias;
  // Twice everything, so that half a step is a whole number; four times where the step below is
  // half of the one above.
  const bool narrow_below = fraction == 0 && biased > 1;
  const int doublings = narrow_below ? 2 : 1;
  Interval interval{.rest = Natural(mantissa),
                    .scale = Natural(1),
                    .below = Natural(1),
                    .above = Natural(1),
                    .with_ends = (mantissa & 1) == 0};
  interval.rest.multiply_by_power_of_two(std::max(exponent, 0) + doublings);
  interval.below.multiply_by_power_of_two(std::max(exponent, 0));
  interval.above.multiply_by_power_of_two(std::max(exponent, 0) + doublings - 1);
  interval.scale.multiply_by_power_of_two(std::max(-exponent, 0) + doublings);
  return interval;
}

// Brings the value to [0.1, 1), as far as its interval tells, and returns the power of ten.
int normalise(Interval& interval, double positive) {
  int point = static_cast<int>(std::ceil(std::log10(positive) - 1e-10));
  if (point >= 0) {
    interval.scale.multiply_by_power_of_ten(point);
  } else {
    interval.rest.multiply_by_power_of_ten(-point);
    interval.below.multiply_by_power_of_ten(-point);
    interval.above.multiply_by_power_of_ten(-point);
  }
  // The logarithm can be one too small, never too large.
  if (interval.reaches_up_from(interval.rest)) {
    interval.scale.multiply(10);
    ++point;
  }
  return point;
}

}  // namespace

ShortestDecimal shortest_decimal_portable(double positive) {
  Interval interval = interval_of(positive);
  ShortestDecimal decimal;
  decimal.point = normalise(interval, positive);
  while (true) {
    interval.next_place();
    char digit = '0';
    while (interval.rest >= interval.scale) {
      interval.rest.subtract(interval.scale);
      ++digit;
    }
    const bool low = interval.reaches_down_to(interval.rest);
    const bool high = interval.reaches_up_from(interval.rest);
    // Halfway between two candidates the even one is taken, as ECMA-262 advises.
    const auto half = interval.rest.plus(interval.rest) <=> interval.scale;
    const bool above_is_nearer = half > 0 || (half == 0 && (digit - '0') % 2 == 1);
    if (high && (!low || above_is_nearer)) ++digit;
    decimal.digits[decimal.count++] = digit;
    if (low || high) return decimal;
  }
}

}  // namespace concordat::json
