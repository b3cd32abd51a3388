// Two ways to print: canonical (RFC 8785, for everything that is hashed, signed or compared), and
// indented for people.
#pragma once

#include <string>

#include "core/json/value.hpp"

namespace concordat::json {

// RFC 8785: members sorted by UTF-16 code units, numbers as ECMAScript prints them, no white space.
// The value comes from `read` or from our own code, so its strings are valid UTF-8 and its doubles
// are finite.
[[nodiscard]] std::string canonical(const Value& value);

// Members in their own order, no white space. For HTTP bodies, where order helps the reader.
[[nodiscard]] std::string compact(const Value& value);

// Members in their own order, two spaces a level.
[[nodiscard]] std::string pretty(const Value& value);

}  // namespace concordat::json
