// Base64 with its padding (RFC 4648, section 4), for signed notes and other formats that fix it.
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace concordat {

[[nodiscard]] std::string encode_base64(ByteView bytes);

// The exact inverse: every text it accepts is the one `encode_base64` prints. Error code
// "encoding.base64" with the offending offset ("byte 3"): letters outside the alphabet (white space
// and the letters of base64url among them), a length that is no multiple of four, padding missing
// or misplaced, bits other than zero in the last letter (RFC 4648, section 3.5).
[[nodiscard]] Result<Bytes> decode_base64(std::string_view text);

}  // namespace concordat
