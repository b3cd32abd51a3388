// Text that needs no second look: printable ASCII, eight octets at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace concordat {

// How many octets from the start are printable ASCII (U+0020 to U+007E) other than the quotation
// mark and the backslash: those that stand for themselves in JSON, in a line, in anything.
[[nodiscard]] inline std::size_t plain_prefix(std::string_view text) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t kEach = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x80 * kEach;
  // The high bit of every octet that is zero; above the first of them it may be set wrongly.
  const auto zero = [](std::uint64_t octets) { return (octets - kEach) & ~octets & kHigh; };
  std::size_t at = 0;
  while (text.size() - at >= sizeof(std::uint64_t)) {
    std::uint64_t octets = 0;
    std::memcpy(&octets, text.data() + at, sizeof octets);
    const std::uint64_t below_space = (octets - 0x20 * kEach) & ~octets & kHigh;
    const std::uint64_t others = octets | below_space | zero(octets ^ '"' * kEach) |
                                 zero(octets ^ '\\' * kEach) | zero(octets ^ 0x7F * kEach);
    if ((others & kHigh) != 0) {
      return at + static_cast<std::size_t>(std::countr_zero(others & kHigh)) / 8;
    }
    at += sizeof octets;
  }
  while (at < text.size()) {
    const auto octet = static_cast<unsigned char>(text[at]);
    if (octet < 0x20 || octet >= 0x7F || octet == '"' || octet == '\\') break;
    ++at;
  }
  return at;
}

}  // namespace concordat
