#include "core/base/radix64.hpp"

#include <cstdint>

namespace concordat::radix64 {
namespace {

std::unexpected<Error> refuse(std::string_view code, std::size_t offset, std::string expected) {
  return fail({.code = std::string(code),
               .place = "byte " + std::to_string(offset),
               .expected = std::move(expected)});
}

}  // namespace

std::string encode(const Alphabet& alphabet, ByteView bytes) {
  const auto letter = [&](std::uint32_t bits) { return alphabet.letters[bits & 0x3F]; };
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  char* out = text.data();
  std::size_t at = 0;
  for (; at + 3 <= bytes.size(); at += 3) {
    const std::uint32_t bits = static_cast<std::uint32_t>(bytes[at] << 16) |
                               static_cast<std::uint32_t>(bytes[at + 1] << 8) | bytes[at + 2];
    *out++ = letter(bits >> 18);
    *out++ = letter(bits >> 12);
    *out++ = letter(bits >> 6);
    *out++ = letter(bits);
  }
  const std::size_t left = bytes.size() - at;
  if (left == 0) return text;
  const std::uint32_t first = bytes[at];
  const std::uint32_t second = left == 2 ? bytes[at + 1] : 0;
  *out++ = letter(first >> 2);
  *out++ = letter((first << 4) | (second >> 4));
  if (left == 2) *out = letter(second << 2);
  return text;
}

Result<Bytes> decode(const Alphabet& alphabet, std::string_view text, std::string_view code) {
  const auto value_at = [&](std::size_t at) -> int {
    return alphabet.values[static_cast<unsigned char>(text[at])];
  };
  Bytes bytes(text.size() / 4 * 3 + 2);
  Byte* out = bytes.data();
  std::size_t at = 0;
  for (; at + 4 <= text.size(); at += 4) {
    const int first = value_at(at);
    const int second = value_at(at + 1);
    const int third = value_at(at + 2);
    const int fourth = value_at(at + 3);
    if ((first | second | third | fourth) < 0) break;  // the letters one by one say which
    const int bits = (first << 18) | (second << 12) | (third << 6) | fourth;
    *out++ = static_cast<Byte>(bits >> 16);
    *out++ = static_cast<Byte>(bits >> 8);
    *out++ = static_cast<Byte>(bits);
  }
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (; at < text.size(); ++at) {
    const int value = value_at(at);
    if (value < 0) return refuse(code, at, "a letter of the alphabet");
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      *out++ = static_cast<Byte>(bits >> count);
      bits &= (1U << count) - 1;
    }
  }
  if (count == 6) return refuse(code, text.size(), "a length that whole octets have");
  if (bits != 0) return refuse(code, text.size() - 1, "zeros in the unused bits");
  bytes.resize(static_cast<std::size_t>(out - bytes.data()));
  return bytes;
}

}  // namespace concordat::radix64
