// Base58 with Bitcoin's alphabet, and the multibase prefix "z" that says so (W3C Controlled
// Identifiers 1.0, section 2.4). For keys and signatures: both directions take quadratic time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace concordat {

// What `decode_base58` reads at most. An RSA key of 4096 bits takes some 720 letters, the keys and
// signatures of Concordat at most 140; beyond this the quadratic time would be a gift to an
// attacker.
inline constexpr std::size_t kLongestBase58 = 1024;

[[nodiscard]] std::string encode_base58(ByteView bytes);

// The exact inverse. Error code "encoding.base58" with the offending offset ("byte 3"): a letter
// outside the alphabet (0, O, I and l among them), or a text longer than kLongestBase58.
[[nodiscard]] Result<Bytes> decode_base58(std::string_view text);

// "z" and base58btc.
[[nodiscard]] std::string encode_multibase(ByteView bytes);

// Error codes "encoding.multibase" for any prefix but "z", and those of `decode_base58`, with
// offsets into the whole text.
[[nodiscard]] Result<Bytes> decode_multibase(std::string_view text);

}  // namespace concordat
