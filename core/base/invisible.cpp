#include "core/base/invisible.hpp"

#include <algorithm>
#include <span>

#include "core/base/utf8.hpp"

namespace concordat {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Nowhere.
constexpr Range kHidden[] = {
    {0x034F, 0x034F},    // combining grapheme joiner
    {0x115F, 0x1160},    // fillers of Hangul
    {0x17B4, 0x17B5},    // inherent vowels of Khmer
    {0x180E, 0x180E},    // Mongolian vowel separator
    {0x200B, 0x200B},    // space without width
    {0x2028, 0x202E},    // separators of lines; embeddings and overrides of direction
    {0x2060, 0x206F},    // word joiner, invisible operators, isolates of direction
    {0x3164, 0x3164},    // filler of Hangul
    {0xFEFF, 0xFEFF},    // byte order mark
    {0xFFA0, 0xFFA0},    // filler of Hangul, half width
    {0xFFF9, 0xFFFB},    // interlinear annotation
    {0x1BCA0, 0x1BCA3},  // format controls of shorthand
    {0x1D173, 0x1D17A},  // and of music
    {0xE0000, 0xE007F},  // tags
};
// Not in what is compared octet for octet.
constexpr Range kUnprinted[] = {
    {0x00AD, 0x00AD},    // soft hyphen
    {0x061C, 0x061C},    // Arabic letter mark
    {0x200E, 0x200F},    // marks of direction
    {0xFE00, 0xFE0F},    // variation selectors
    {0xE0100, 0xE01EF},  // and more of them
};
constexpr Range kJoiners = {0x200C, 0x200D};
// Below it lie Latin, Greek and Cyrillic, which join nothing.
constexpr char32_t kFirstJoining = 0x0530;

template <class Ranges>
bool among(const Ranges& ranges, char32_t scalar) {
  return std::ranges::any_of(
      ranges, [&](const Range& range) { return range.first <= scalar && scalar <= range.last; });
}

char32_t scalar_at(std::string_view text, std::size_t size) {
  constexpr unsigned char kLeadBits[] = {0x7F, 0x1F, 0x0F, 0x07};
  char32_t scalar = static_cast<unsigned char>(text[0]) & kLeadBits[size - 1];
  for (std::size_t at = 1; at < size; ++at) {
    scalar = scalar << 6 | (static_cast<unsigned char>(text[at]) & 0x3F);
  }
  return scalar;
}

}  // namespace

std::optional<std::size_t> find_invisible(std::string_view text, Writing writing) {
  char32_t before = 0;  // the last character that was no joiner
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      before = static_cast<unsigned char>(text[at++]);
      continue;
    }
    const std::size_t size = std::max<std::size_t>(utf8_sequence_size(text.substr(at)), 1);
    const char32_t scalar = scalar_at(text.substr(at, size), size);
    const bool joins = among(std::span(&kJoiners, 1), scalar);
    if (among(kHidden, scalar)) return at;
    if (writing == Writing::kPrinted) {
      if (among(kUnprinted, scalar) || (joins && before < kFirstJoining)) return at;
    }
    if (!joins) before = scalar;
    at += size;
  }
  return std::nullopt;
}

}  // namespace concordat
