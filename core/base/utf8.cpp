#include "core/base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace concordat {
namespace {

// The second octet carries the limits that forbid overlong forms, surrogates and large values.
struct SecondOctet {
  std::uint8_t least;
  std::uint8_t most;
};

SecondOctet second_octet(std::uint8_t lead) {
  switch (lead) {
    case 0xE0:
      return {0xA0, 0xBF};
    case 0xED:
      return {0x80, 0x9F};
    case 0xF0:
      return {0x90, 0xBF};
    case 0xF4:
      return {0x80, 0x8F};
    default:
      return {0x80, 0xBF};
  }
}

// Octets that a sequence with this lead has; 0 for an octet that leads none.
std::size_t size_by_lead(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead <= 0xF4 ? 4 : 0;
}

bool is_continuation(char octet) { return (static_cast<std::uint8_t>(octet) & 0xC0) == 0x80; }

}  // namespace

std::size_t utf8_sequence_size(std::string_view text) {
  if (text.empty()) return 0;
  const auto lead = static_cast<std::uint8_t>(text[0]);
  const std::size_t size = size_by_lead(lead);
  if (size <= 1) return size;
  if (text.size() < size) return 0;
  const auto second = static_cast<std::uint8_t>(text[1]);
  const auto [least, most] = second_octet(lead);
  if (second < least || second > most) return 0;
  const std::string_view rest = text.substr(2, size - 2);
  return std::ranges::all_of(rest, is_continuation) ? size : 0;
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  constexpr std::size_t kStride = sizeof(std::uint64_t);
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + kStride <= text.size()) {
      std::uint64_t octets = 0;
      std::memcpy(&octets, text.data() + at, kStride);
      if ((octets & kHighBits) == 0) {
        at += kStride;
        continue;
      }
    }
    const std::size_t size = utf8_sequence_size(text.substr(at));
    if (size == 0) return at;
    at += size;
  }
  return std::nullopt;
}

void append_utf8(std::string& text, char32_t scalar) {
  const auto put = [&text](char32_t octet) { text.push_back(static_cast<char>(octet)); };
  if (scalar < 0x80) {
    put(scalar);
  } else if (scalar < 0x800) {
    put(0xC0 | (scalar >> 6));
    put(0x80 | (scalar & 0x3F));
  } else if (scalar < 0x10000) {
    put(0xE0 | (scalar >> 12));
    put(0x80 | ((scalar >> 6) & 0x3F));
    put(0x80 | (scalar & 0x3F));
  } else {
    put(0xF0 | (scalar >> 18));
    put(0x80 | ((scalar >> 12) & 0x3F));
    put(0x80 | ((scalar >> 6) & 0x3F));
    put(0x80 | (scalar & 0x3F));
  }
}

std::strong_ordering compare_utf16(std::string_view left, std::string_view right) {
  const std::size_t shorter = std::min(left.size(), right.size());
  for (std::size_t at = 0; at < shorter; ++at) {
    const auto one = static_cast<std::uint8_t>(left[at]);
    const auto other = static_cast<std::uint8_t>(right[at]);
    if (one == other) continue;
    // 0xEE and 0xEF lead U+E000 to U+FFFF, 0xF0 and above the supplementary characters; a
    // continuation octet is below both, so this can only be the first octet of two characters.
    const bool one_is_supplementary = one >= 0xF0;
    const bool other_is_supplementary = other >= 0xF0;
    if (one >= 0xEE && other >= 0xEE && one_is_supplementary != other_is_supplementary) {
      return one_is_supplementary ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    return one <=> other;
  }
  return left.size() <=> right.size();
}

}  // namespace concordat
