#include "core/statement/decimal.hpp"

#include <algorithm>

namespace concordat::statement {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_zero(const Decimal& number) { return number.whole.empty() && number.fraction.empty(); }

std::strong_ordering compare_magnitudes(const Decimal& left, const Decimal& right) {
  if (left.whole.size() != right.whole.size()) return left.whole.size() <=> right.whole.size();
  if (const auto order = left.whole <=> right.whole; order != 0) return order;
  // Fractions without trailing zeros sort as text does: of a prefix and its extension, the longer
  // is the larger.
  return left.fraction <=> right.fraction;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  Decimal number;
  if (text.starts_with('-')) {
    number.negative = true;
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  number.whole = text.substr(0, point);
  if (!is_digits(number.whole)) return std::nullopt;
  if (point != std::string_view::npos) {
    number.fraction = text.substr(point + 1);
    if (!is_digits(number.fraction)) return std::nullopt;
  }
  while (number.whole.starts_with('0')) number.whole.remove_prefix(1);
  while (number.fraction.ends_with('0')) number.fraction.remove_suffix(1);
  return number;
}

std::strong_ordering compare(const Decimal& left, const Decimal& right) {
  const bool left_negative = left.negative && !is_zero(left);
  const bool right_negative = right.negative && !is_zero(right);
  if (left_negative != right_negative) {
    return left_negative ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  return left_negative ? compare_magnitudes(right, left) : compare_magnitudes(left, right);
}

}  // namespace concordat::statement
