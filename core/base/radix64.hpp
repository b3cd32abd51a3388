// What base64 and base64url have in common: the inner part of both, not used directly elsewhere.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace concordat::radix64 {

// 64 letters, and each letter's value by its octet (-1 for the others).
struct Alphabet {
  std::string_view letters;
  std::array<signed char, 256> values;
};

[[nodiscard]] constexpr Alphabet alphabet_of(std::string_view letters) {
  Alphabet alphabet{.letters = letters, .values = {}};
  alphabet.values.fill(-1);
  for (std::size_t value = 0; value < letters.size(); ++value) {
    alphabet.values[static_cast<unsigned char>(letters[value])] = static_cast<signed char>(value);
  }
  return alphabet;
}

// Without padding.
[[nodiscard]] std::string encode(const Alphabet& alphabet, ByteView bytes);

// Without padding; the error carries `code`.
[[nodiscard]] Result<Bytes> decode(const Alphabet& alphabet, std::string_view text,
                                   std::string_view code);

}  // namespace concordat::radix64
