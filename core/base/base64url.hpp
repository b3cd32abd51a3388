// Base64 with the URL-safe alphabet and without padding (RFC 4648, section 5; RFC 7515, section 2).
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace concordat {

[[nodiscard]] std::string encode_base64url(ByteView bytes);

// The exact inverse: every text it accepts is the one `encode_base64url` prints. Error code
// "encoding.base64url" with the offending offset ("byte 3"): letters outside the alphabet (padding,
// white space, "+" and "/" among them), a length that no octets have, bits other than zero in the
// last letter.
[[nodiscard]] Result<Bytes> decode_base64url(std::string_view text);

}  // namespace concordat
