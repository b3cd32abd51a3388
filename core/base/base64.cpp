#include "core/base/base64.hpp"

#include "core/base/radix64.hpp"

namespace concordat {
namespace {

constexpr radix64::Alphabet kAlphabet =
    radix64::alphabet_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

constexpr std::string_view kCode = "encoding.base64";

}  // namespace

std::string encode_base64(ByteView bytes) {
  std::string text = radix64::encode(kAlphabet, bytes);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

Result<Bytes> decode_base64(std::string_view text) {
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  // Letters first: a stray one is the better explanation of a wrong length.
  auto bytes = radix64::decode(kAlphabet, text.substr(0, text.size() - padding), kCode);
  if (bytes && text.size() % 4 != 0) {
    return fail({.code = std::string(kCode),
                 .place = "byte " + std::to_string(text.size()),
                 .expected = "padding to a multiple of four letters"});
  }
  return bytes;
}

}  // namespace concordat
