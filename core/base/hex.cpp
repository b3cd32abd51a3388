#include "core/base/hex.hpp"

namespace concordat {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

int digit_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

std::unexpected<Error> refuse(std::size_t offset, std::string expected) {
  return fail({.code = "encoding.hex",
               .place = "byte " + std::to_string(offset),
               .expected = std::move(expected)});
}

}  // namespace

std::string encode_hex(ByteView bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const Byte byte : bytes) {
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 0xF]);
  }
  return text;
}

Result<Bytes> decode_hex(std::string_view text) {
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  int high = -1;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int value = digit_value(text[at]);
    if (value < 0) return refuse(at, "a digit 0-9 or a-f");
    if (high < 0) {
      high = value;
    } else {
      bytes.push_back(static_cast<Byte>(high * 16 + value));
      high = -1;
    }
  }
  if (high >= 0) return refuse(text.size(), "an even number of digits");
  return bytes;
}

}  // namespace concordat
