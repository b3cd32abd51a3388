// The strict reader. RFC 8259 and I-JSON (RFC 7493) without laxness: signed data must mean one
// thing.
//
// An integer literal that fits std::int64_t is an integer; every other number ("1.0", "1e2", an
// integer of 23 digits) is the nearest double, and one too small for a double is zero.
//
// Refused, each with its own code and the offset from 0 in `Error::place` ("byte 17"):
//   json.syntax            anything RFC 8259 does not allow
//   json.trailing-bytes    something after the document
//   json.byte-order-mark   a UTF-8 BOM
//   json.invalid-utf8      overlong forms, surrogates, beyond U+10FFFF, truncation
//   json.lone-surrogate    \uD800 without its pair
//   json.duplicate-name    a member name twice in one object (after unescaping)
//   json.number-range      a number that no finite double holds
//   json.too-deep          nesting beyond Limits::depth
//   json.too-large         the text beyond Limits::size_bytes
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/result.hpp"
#include "core/json/value.hpp"

namespace concordat::json {

struct Limits {
  // A statement cannot be larger than a log entry's 16-bit length allows; a page of answers can.
  std::size_t size_bytes = std::size_t{16} << 20;
  // Deep enough for any published format met so far, shallow enough for any stack.
  std::size_t depth = 64;
};

[[nodiscard]] Result<Value> read(std::string_view text, const Limits& limits = {});

}  // namespace concordat::json
