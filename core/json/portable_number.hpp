// The shortest decimal digits of a double in exact integer arithmetic: what the portable build
// prints numbers with, and the second opinion that the native build is tested against. Slower than
// the library's; but the library's brings tables that weigh more than all of core/json.
#pragma once

#include <array>
#include <cstddef>

namespace concordat::json {

// No double needs more than 17 significant digits to be told from every other.
inline constexpr std::size_t kMostDigits = 17;

// The value is 0.d1 d2 ... dk x 10^point: the k and n of ECMA-262, Number::toString.
struct ShortestDecimal {
  std::array<char, kMostDigits> digits{};  // '0' to '9', the first of them not '0'
  std::size_t count = 0;
  int point = 0;
};

// The fewest digits that no other double is nearer to, and of those the nearest to the value
// (Steele and White 1990; Burger and Dybvig 1996, free-format). Finite and positive.
[[nodiscard]] ShortestDecimal shortest_decimal_portable(double positive);

}  // namespace concordat::json
