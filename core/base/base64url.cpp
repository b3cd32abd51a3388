#include "core/base/base64url.hpp"

#include "core/base/radix64.hpp"

namespace concordat {
namespace {

constexpr radix64::Alphabet kAlphabet =
    radix64::alphabet_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

}  // namespace

std::string encode_base64url(ByteView bytes) { return radix64::encode(kAlphabet, bytes); }

Result<Bytes> decode_base64url(std::string_view text) {
  return radix64::decode(kAlphabet, text, "encoding.base64url");
}

}  // namespace concordat
