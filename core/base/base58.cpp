#include "core/base/base58.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <ranges>

namespace concordat {
namespace {

constexpr std::string_view kLetters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::uint32_t kRadix = 58;

constexpr auto kValues = [] {
  std::array<signed char, 256> values{};
  values.fill(-1);
  for (std::size_t value = 0; value < kLetters.size(); ++value) {
    values[static_cast<unsigned char>(kLetters[value])] = static_cast<signed char>(value);
  }
  return values;
}();

// Multiplies a number, least significant digit first, by `factor` and adds `carry`.
void multiply_add(Bytes& digits, std::uint32_t radix, std::uint32_t factor, std::uint32_t carry) {
  for (Byte& digit : digits) {
    carry += digit * factor;
    digit = static_cast<Byte>(carry % radix);
    carry /= radix;
  }
  for (; carry > 0; carry /= radix) digits.push_back(static_cast<Byte>(carry % radix));
}

Result<Bytes> decode_from(std::string_view text, std::size_t prefix_size) {
  const std::string_view digits = text.substr(prefix_size);
  const auto refuse = [](std::size_t offset, std::string expected) {
    return fail({.code = "encoding.base58",
                 .place = "byte " + std::to_string(offset),
                 .expected = std::move(expected)});
  };
  if (digits.size() > kLongestBase58) {
    return refuse(prefix_size + kLongestBase58,
                  "at most " + std::to_string(kLongestBase58) + " letters");
  }
  const std::size_t zeros = std::min(digits.find_first_not_of(kLetters.front()), digits.size());
  Bytes reversed;
  for (std::size_t at = zeros; at < digits.size(); ++at) {
    const int value = kValues[static_cast<unsigned char>(digits[at])];
    if (value < 0) return refuse(prefix_size + at, "a letter of the base58btc alphabet");
    multiply_add(reversed, 256, kRadix, static_cast<std::uint32_t>(value));
  }
  Bytes bytes(zeros, 0);
  bytes.insert(bytes.end(), reversed.rbegin(), reversed.rend());
  return bytes;
}

}  // namespace

std::string encode_base58(ByteView bytes) {
  const auto zeros = std::ranges::find_if(bytes, [](Byte byte) { return byte != 0; });
  Bytes reversed;
  for (const Byte byte : std::ranges::subrange(zeros, bytes.end())) {
    multiply_add(reversed, kRadix, 256, byte);
  }
  std::string text(static_cast<std::size_t>(zeros - bytes.begin()), kLetters.front());
  for (const Byte digit : std::views::reverse(reversed)) text.push_back(kLetters[digit]);
  return text;
}

Result<Bytes> decode_base58(std::string_view text) { return decode_from(text, 0); }

std::string encode_multibase(ByteView bytes) { return "z" + encode_base58(bytes); }

Result<Bytes> decode_multibase(std::string_view text) {
  if (!text.starts_with('z')) {
    return fail({.code = "encoding.multibase",
                 .place = "byte 0",
                 .expected = "the prefix \"z\" of base58btc"});
  }
  return decode_from(text, 1);
}

}  // namespace concordat
