// Octets as hexadecimal digits (RFC 4648, section 8), in lower case only: one text for one value,
// so that digests compare as text.
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace concordat {

[[nodiscard]] std::string encode_hex(ByteView bytes);

// Error code "encoding.hex" with the offending offset ("byte 3"): an odd number of digits, or
// anything but 0-9 and a-f.
[[nodiscard]] Result<Bytes> decode_hex(std::string_view text);

}  // namespace concordat
