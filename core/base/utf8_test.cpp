#include "core/base/utf8.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/base/bidi.hpp"

namespace concordat {
namespace {

bool is_scalar(char32_t value) { return value < 0xD800 || (value > 0xDFFF && value < 0x110000); }

std::u16string to_utf16(const std::vector<char32_t>& scalars) {
  std::u16string units;
  for (const char32_t scalar : scalars) {
    if (scalar < 0x10000) {
      units.push_back(static_cast<char16_t>(scalar));
    } else {
      units.push_back(static_cast<char16_t>(0xD800 + ((scalar - 0x10000) >> 10)));
      units.push_back(static_cast<char16_t>(0xDC00 + ((scalar - 0x10000) & 0x3FF)));
    }
  }
  return units;
}

std::string to_utf8(const std::vector<char32_t>& scalars) {
  std::string text;
  for (const char32_t scalar : scalars) append_utf8(text, scalar);
  return text;
}

TEST_CASE("every scalar value is well-formed and nothing else of its size is") {
  for (char32_t value = 0; value < 0x110000; ++value) {
    if (!is_scalar(value)) continue;
    std::string text;
    append_utf8(text, value);
    REQUIRE(utf8_sequence_size(text) == text.size());
  }
  // All texts of up to three octets: as many are well-formed as there are scalar values.
  std::size_t well_formed = 0;
  std::string text(3, '\0');
  for (std::uint32_t octets = 0; octets < 0x1000000; ++octets) {
    text[0] = static_cast<char>(octets >> 16);
    text[1] = static_cast<char>(octets >> 8);
    text[2] = static_cast<char>(octets);
    well_formed += utf8_sequence_size(text) == 3 ? 1 : 0;
  }
  CHECK(well_formed == 0x10000 - 0x800 - 0x800);
}

TEST_CASE("the first octet out of place is found wherever it stands") {
  for (std::size_t before = 0; before < 40; ++before) {
    const std::string text = std::string(before, 'a') + "\xFF" + std::string(before, 'b');
    REQUIRE(find_invalid_utf8(text) == before);
    REQUIRE(is_utf8(std::string(before, 'a') + "\xE2\x82\xAC" + std::string(before, 'b')));
  }
  CHECK(find_invalid_utf8("abcdefgh\xE2\x82") == 8);
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);
  CHECK(find_invalid_utf8("\xC3\xA9\xC0\x80") == 2);
  CHECK(is_utf8(""));
  CHECK(is_utf8("\xF4\x8F\xBF\xBF"));
}

TEST_CASE("the order of UTF-16 code units") {
  CHECK(compare_utf16("a", "a") == 0);
  CHECK(compare_utf16("a", "ab") < 0);
  CHECK(compare_utf16("b", "ab") > 0);
  CHECK(compare_utf16("\u20ac", "\U0001F600") < 0);
  CHECK(compare_utf16("\uFB33", "\U0001F600") > 0);
  CHECK(compare_utf16("x\uFFFD", "x\U00010000") > 0);
  CHECK(compare_utf16("\uD7FF", "\U00010000") < 0);
  CHECK(compare_utf16("\U0001F600", "\U0001F601") < 0);
  CHECK(compare_utf16("\uE000", "\uF000") < 0);
}

TEST_CASE("the order is that of the texts in UTF-16") {
  CHECK(rc::check([] {
    const auto any_text = [] {
      return *rc::gen::container<std::vector<char32_t>>(
          rc::gen::map(rc::gen::elementOf(std::vector<std::uint32_t>{0x41, 0xE9, 0x7FF, 0x20AC,
                                                                     0xD7FF, 0xE000, 0xFB33, 0xFFFF,
                                                                     0x10000, 0x1F600, 0x10FFFF}),
                       [](std::uint32_t scalar) { return static_cast<char32_t>(scalar); }));
    };
    const auto left = any_text();
    const auto right = any_text();
    RC_ASSERT(
        (compare_utf16(to_utf8(left), to_utf8(right)) == (to_utf16(left) <=> to_utf16(right))));
  }));
}

TEST_CASE("an identifier is isolated, and cannot leave its isolate") {
  CHECK(bidi_isolate("2024-0001") == "\u20682024-0001\u2069");
  CHECK(bidi_isolate("") == "\u2068\u2069");
  CHECK(bidi_isolate("a\u2069b\u202Ec\u2066d\u202Ae") == "\u2068abcde\u2069");
  CHECK(bidi_isolate(bidi_isolate("x")) == bidi_isolate("x"));
  // Neighbours of the controls in the code table stay.
  CHECK(bidi_isolate("\u2029\u202F\u2065\u206A\u20AC") ==
        "\u2068\u2029\u202F\u2065\u206A\u20AC\u2069");
  CHECK(bidi_isolate("\xE2\x80") == "\u2068\xE2\x80\u2069");
}

}  // namespace
}  // namespace concordat
