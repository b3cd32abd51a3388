// UTF-8 as RFC 3629 and the Unicode standard (table 3-7) define it: no overlong forms, no
// surrogates, nothing beyond U+10FFFF. Noncharacters such as U+FFFF are well-formed and accepted.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace concordat {

// Octets in the well-formed sequence at the beginning of `text`: 1 to 4, or 0 when there is none.
[[nodiscard]] std::size_t utf8_sequence_size(std::string_view text);

// The offset of the first octet that is not part of a well-formed sequence, if there is one.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);

[[nodiscard]] inline bool is_utf8(std::string_view text) { return !find_invalid_utf8(text); }

// Appends the sequence of a Unicode scalar value (0 to 0x10FFFF without 0xD800 to 0xDFFF).
void append_utf8(std::string& text, char32_t scalar);

// The order of two well-formed texts by their UTF-16 code units, as RFC 8785, 3.2.3 sorts names.
// It differs from the order of octets only where U+E000 to U+FFFF meets a supplementary character:
// the latter begins with a surrogate and comes first.
[[nodiscard]] std::strong_ordering compare_utf16(std::string_view left, std::string_view right);

}  // namespace concordat
