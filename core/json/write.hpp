// Two ways to print: canonical (RFC 8785, for everything that is hashed, signed or compared), and
// indented for people.
#pragma once

#include <string>

#include "core/json/value.hpp"

namespace concordat::json {

// RFC 8785: members sorted by UTF-16 code units, numbers as ECMAScript prints them, no white space.
// The value comes from `read` or from our own code, so its strings are valid UTF-8 and its doubles
// are finite (one that is not prints as null, as in ECMAScript).
// ECMAScript knows only doubles: an integer beyond 2^53 in size prints as the nearest double does,
// 9007199254740993 as 9007199254740992. A signed document keeps such numbers in decimal strings.
[[nodiscard]] std::string canonical(const Value& value);

// Members in their own order, no white space. For HTTP bodies, where order helps the reader.
// Integers print exactly; a double prints as ECMAScript does, so 1.0 as 1.
[[nodiscard]] std::string compact(const Value& value);

// Members in their own order, two spaces a level, no line feed at the end.
[[nodiscard]] std::string pretty(const Value& value);

}  // namespace concordat::json
