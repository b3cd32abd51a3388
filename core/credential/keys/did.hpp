// The forms of the DID methods whose identifiers say where, or what, the key is.
#pragma once

#include <string>
#include <string_view>

#include "core/crypto/signature.hpp"

namespace concordat::credential {

[[nodiscard]] inline bool is_did(std::string_view id) { return id.starts_with("did:"); }

// The key that a did:key identifier is (W3C CCG did:key 0.9). Codes: those of parse_multikey.
[[nodiscard]] Result<crypto::PublicKey> key_of_did_key(std::string_view did);

// The key that a did:jwk identifier is. Codes: key.did-form, key.relationship (the JWK is for
// encryption), those of parse_jwk.
[[nodiscard]] Result<crypto::PublicKey> key_of_did_jwk(std::string_view did);

// Where the document of a did:web is published: an https URL of a DNS name, with a port only where
// it is percent-encoded (W3C CCG did:web, 3.2). An IP address, an empty segment, a dot segment and
// an encoded slash are refused. Code key.did-form.
[[nodiscard]] Result<std::string> url_of_did_web(std::string_view did);

}  // namespace concordat::credential
