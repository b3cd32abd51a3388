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
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const Byte byte : bytes) {
    bits = (bits << 8) | byte;
    count += 8;
    while (count >= 6) {
      count -= 6;
      text.push_back(alphabet.letters[(bits >> count) & 0x3F]);
    }
    bits &= 0x3F;  // fewer than six wait for the next octet
  }
  if (count > 0) text.push_back(alphabet.letters[(bits << (6 - count)) & 0x3F]);
  return text;
}

Result<Bytes> decode(const Alphabet& alphabet, std::string_view text, std::string_view code) {
  Bytes bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int value = alphabet.values[static_cast<unsigned char>(text[at])];
    if (value < 0) return refuse(code, at, "a letter of the alphabet");
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<Byte>(bits >> count));
      bits &= (1U << count) - 1;
    }
  }
  if (count == 6) return refuse(code, text.size(), "a length that whole octets have");
  if (bits != 0) return refuse(code, text.size() - 1, "zeros in the unused bits");
  return bytes;
}

}  // namespace concordat::radix64
