// Doubles as text, in both directions, independent of any locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concordat::json {

// 2^53: up to this size every integer is a double, and ECMAScript prints it digit for digit.
inline constexpr std::int64_t kLargestExactInteger = std::int64_t{1} << 53;

// Appends a finite double as ECMAScript's Number::toString does (ECMA-262, 6.1.6.1.20, which
// RFC 8785, 3.2.2.3 demands): the fewest digits that read back as the same double, both zeros as
// "0", an exponent from 1e21 upwards and below 1e-6. Appends "null" for what is not finite.
void append_ecmascript(std::string& out, double number);

// The double nearest to a number in the grammar of RFC 8259, section 6, ties to even; zero when it
// is too small for a double. Nothing when no finite double is near: the literal is too large.
[[nodiscard]] std::optional<double> nearest_double(std::string_view literal);

}  // namespace concordat::json
