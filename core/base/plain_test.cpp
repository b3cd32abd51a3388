#include "core/base/plain.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

namespace concordat {
namespace {

bool stands_for_itself(char letter) {
  return letter >= 0x20 && letter < 0x7F && letter != '"' && letter != '\\';
}

}  // namespace

// Every octet at every place of texts shorter and longer than a word, before every other octet that
// a borrow between octets could come from.
TEST_CASE("the first octet that does not stand for itself is found, wherever it is") {
  for (std::size_t size = 0; size <= 20; ++size) {
    const std::string plain(size, ' ');
    CHECK(plain_prefix(plain) == size);
    for (std::size_t at = 0; at < size; ++at) {
      for (int octet = 0; octet < 256; ++octet) {
        std::string text = plain;
        text[at] = static_cast<char>(octet);
        const auto expected = std::ranges::find_if_not(text, stands_for_itself) - text.begin();
        REQUIRE(plain_prefix(text) == static_cast<std::size_t>(expected));
        if (at + 1 == size) continue;
        for (const char next : {'\x00', '\x1F', '!', '"', '#', '[', '\\', ']', '\x7F', '\x80'}) {
          text[at + 1] = next;
          const auto first = std::ranges::find_if_not(text, stands_for_itself) - text.begin();
          REQUIRE(plain_prefix(text) == static_cast<std::size_t>(first));
        }
      }
    }
  }
}

}  // namespace concordat
