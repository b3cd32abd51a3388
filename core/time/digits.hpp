// Numbers of fixed width inside dates and times.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace concordat {

// The decimal number in exactly `width` digits (at most 9) from `offset` on; nothing when the text
// is shorter or anything but 0-9 stands there.
[[nodiscard]] inline std::optional<unsigned> read_digits(std::string_view text, std::size_t offset,
                                                         std::size_t width) {
  if (text.size() < offset + width) return std::nullopt;
  unsigned number = 0;
  for (const char digit : text.substr(offset, width)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(digit - '0');
  }
  return number;
}

// Appends the number with leading zeros up to `width` digits.
inline void append_digits(std::string& text, unsigned number, std::size_t width) {
  const std::string digits = std::to_string(number);
  if (digits.size() < width) text.append(width - digits.size(), '0');
  text += digits;
}

}  // namespace concordat
