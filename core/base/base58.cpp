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

// Multiplies a number in base 58, least significant digit first, by 256 and adds `carry`.
void append_octet(Bytes& digits, std::uint32_t carry) {
  for (Byte& digit : digits) {
    carry += static_cast<std::uint32_t>(digit) << 8;
    digit = static_cast<Byte>(carry % kRadix);
    carry /= kRadix;
  }
  for (; carry > 0; carry /= kRadix) digits.push_back(static_cast<Byte>(carry % kRadix));
}

// A number in 32-bit limbs, least significant first: five letters are taken at a time, which makes
// reading a key some twenty times as quick as letter by letter and octet by octet.
class Limbs {
 public:
  // Multiplies by `factor` and adds `carry`; both below 2^32.
  void multiply_add(std::uint64_t factor, std::uint64_t carry) {
    for (std::uint32_t& limb : limbs_) {
      carry += limb * factor;
      limb = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry > 0) limbs_.push_back(static_cast<std::uint32_t>(carry));
  }
  // Most significant octet first, behind `zeros` octets of zero.
  [[nodiscard]] Bytes octets(std::size_t zeros) const {
    Bytes octets(zeros, 0);
    octets.reserve(zeros + limbs_.size() * 4);
    for (const std::uint32_t limb : std::views::reverse(limbs_)) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        const auto octet = static_cast<Byte>(limb >> shift);
        // The first that counts is not zero.
        if (octet != 0 || octets.size() > zeros) octets.push_back(octet);
      }
    }
    return octets;
  }

 private:
  std::vector<std::uint32_t> limbs_;
};
constexpr std::size_t kLettersAtOnce = 5;  // 58^5 is below 2^32, 58^6 is not

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
  Limbs number;
  for (std::size_t at = zeros; at < digits.size();) {
    std::uint64_t factor = 1;
    std::uint64_t group = 0;
    const std::size_t end = std::min(at + kLettersAtOnce, digits.size());
    for (; at < end; ++at) {
      const int value = kValues[static_cast<unsigned char>(digits[at])];
      if (value < 0) return refuse(prefix_size + at, "a letter of the base58btc alphabet");
      group = group * kRadix + static_cast<std::uint64_t>(value);
      factor *= kRadix;
    }
    number.multiply_add(factor, group);
  }
  return number.octets(zeros);
}

}  // namespace

std::string encode_base58(ByteView bytes) {
  const auto zeros = std::ranges::find_if(bytes, [](Byte byte) { return byte != 0; });
  Bytes reversed;
  for (const Byte byte : std::ranges::subrange(zeros, bytes.end())) {
    append_octet(reversed, byte);
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
