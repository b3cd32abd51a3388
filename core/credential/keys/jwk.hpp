// Public JWKs that are to verify signatures.
#pragma once

#include "core/crypto/signature.hpp"

namespace concordat::credential {

// `parse_jwk`, and the JWK does not say that it is for something else: `use` is "sig" and `key_ops`
// has "verify" where they stand (RFC 7517, 4.2 and 4.3). Codes: those of parse_jwk,
// key.relationship.
[[nodiscard]] Result<crypto::PublicKey> parse_verifying_jwk(const json::Value& jwk);

}  // namespace concordat::credential
