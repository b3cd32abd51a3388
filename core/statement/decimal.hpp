// Decimals as text, compared exactly: no floating point ever touches a threshold of the law.
#pragma once

#include <compare>
#include <optional>
#include <string_view>

namespace concordat::statement {

// A view of a decimal's significant digits: "-007.50" is negative, "7", "5".
struct Decimal {
  bool negative = false;
  std::string_view whole = {};     // without leading zeros
  std::string_view fraction = {};  // without trailing zeros

  // -?digits(.digits)?, of any length. The result points into `text`.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);
};

// By value: "50" equals "50.0", "-0" equals "0".
[[nodiscard]] std::strong_ordering compare(const Decimal& left, const Decimal& right);

}  // namespace concordat::statement
