// Public keys as multibase text: Multikey (W3C Controlled Identifiers 1.0, 2.2.2) and did:key.
#pragma once

#include <string>
#include <string_view>

#include "core/crypto/signature.hpp"

namespace concordat::credential {

// "z" and base58btc of a multicodec prefix and the key: 0xed Ed25519 (32 octets), 0x1200 P-256 and
// 0x1201 P-384 (33 and 49, the compressed point). The prefix is a varint in its shortest form;
// nothing follows the key. Codes: key.encoding, key.unsupported (another prefix),
// key.small-order.
[[nodiscard]] Result<crypto::PublicKey> parse_multikey(std::string_view text);
[[nodiscard]] std::string to_multikey(const crypto::PublicKey& key);

}  // namespace concordat::credential
