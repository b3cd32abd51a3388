// Whatever decodes encodes to the same text; octets and texts survive the way there and back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/base/base58.hpp"
#include "core/base/base64.hpp"
#include "core/base/base64url.hpp"
#include "core/base/bidi.hpp"
#include "core/base/hex.hpp"
#include "core/base/utf8.hpp"

namespace {

using namespace concordat;

void demand(bool holds) {
  if (!holds) std::abort();
}

// An encoding has one text for one value.
template <class Decode, class Encode>
void check_canonical(std::string_view text, Decode decode, Encode encode) {
  const Result<Bytes> bytes = decode(text);
  if (bytes) {
    demand(encode(*bytes) == text);
  } else {
    demand(bytes.error().code.starts_with("encoding."));
  }
}

template <class Decode, class Encode>
void check_round_trip(ByteView bytes, Decode decode, Encode encode) {
  const Result<Bytes> back = decode(encode(bytes));
  demand(back && *back == Bytes(bytes.begin(), bytes.end()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const std::string_view text = text_of(bytes);
  check_canonical(text, decode_base64, encode_base64);
  check_canonical(text, decode_base64url, encode_base64url);
  check_canonical(text, decode_hex, encode_hex);
  check_canonical(text, decode_base58, encode_base58);
  check_canonical(text, decode_multibase, encode_multibase);
  check_round_trip(bytes, decode_base64, encode_base64);
  check_round_trip(bytes, decode_base64url, encode_base64url);
  check_round_trip(bytes, decode_hex, encode_hex);
  // Quadratic, and limited to what keys and signatures need.
  if (size <= 256) check_round_trip(bytes, decode_multibase, encode_multibase);

  const auto invalid = find_invalid_utf8(text);
  demand(!invalid || *invalid < size);
  demand(is_utf8(text.substr(0, invalid.value_or(size))));
  if (!invalid) {
    const std::size_t middle = size / 2;
    const bool halves = is_utf8(text.substr(0, middle)) && is_utf8(text.substr(middle));
    if (halves) {
      const auto order = compare_utf16(text.substr(0, middle), text.substr(middle));
      demand(order == 0 || order != compare_utf16(text.substr(middle), text.substr(0, middle)));
    }
    demand(is_utf8(bidi_isolate(text)));
  }
  return 0;
}
