// Secrets that this registry gives out, and what is kept of them.
//
// Each holds 256 random bits, so one SHA-256 over it is enough to keep (NIST SP 800-63B-4, 3.1.2.2:
// 112 bits or more). A secret is looked for by its hash: what an index compares says nothing about
// the secret.
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/crypto/digest.hpp"
#include "registry/ports/randomness.hpp"

namespace concordat::accounts {

// By which scanners of source text know them.
inline constexpr std::string_view kTokenPrefix = "concordat_";
inline constexpr std::string_view kLinkPrefix = "concordat-link_";

// 256 random bits as base64url: 43 letters.
[[nodiscard]] std::string new_secret(Randomness& randomness);
// The prefix, then 48 letters of base64url: 256 random bits and the first 32 bits of the SHA-256 of
// the prefix and those.
[[nodiscard]] std::string new_checked_secret(Randomness& randomness, std::string_view prefix);
// Whether the text could be one of those, so that a mistyped one need not be looked for.
[[nodiscard]] bool is_checked_secret(std::string_view text, std::string_view prefix);

// "p-" and 128 random bits in hex, with another letter for another kind of thing.
[[nodiscard]] std::string new_id(Randomness& randomness, char kind);

[[nodiscard]] crypto::Digest hash_of(std::string_view secret);

// Whether both are the same, in a time that depends on their sizes alone.
[[nodiscard]] bool are_same(ByteView left, ByteView right);

}  // namespace concordat::accounts
