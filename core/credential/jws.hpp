// JWS compact serialisation (RFC 7515) under the rules of RFC 8725: the key decides the algorithm,
// the header may only agree; no "none", no unknown "crit", no key material taken from the header.
#pragma once

#include <string>
#include <string_view>

#include "core/crypto/signature.hpp"
#include "core/json/value.hpp"

namespace concordat::credential {

struct Jws {
  json::Value header;         // strict JSON object
  std::string algorithm;      // header "alg": one of the allow-list EdDSA, ES256, ES384
  std::string type;           // header "typ", or empty
  std::string key_id;         // header "kid", or empty
  std::string payload;        // decoded bytes; not yet parsed
  std::string signing_input;  // header.payload as received
  Bytes signature;
};

// Codes: jws.form (not three strict base64url parts), jws.header, jws.algorithm, jws.critical.
[[nodiscard]] Result<Jws> parse_jws(std::string_view compact);

// What must hold for `jws` to be signed by `key`. Code jws.algorithm when the header names another
// algorithm than the key's, jws.signature-length when the signature cannot be one.
[[nodiscard]] Result<crypto::Obligation> obligation(const Jws& jws, const crypto::PublicKey& key);

// The signing input for a payload: base64url(header) || "." || base64url(payload). The caller signs
// it and appends "." and the base64url of the signature.
[[nodiscard]] std::string signing_input(const json::Value& header, std::string_view payload);
[[nodiscard]] std::string assemble(std::string_view signing_input, ByteView signature);

}  // namespace concordat::credential
