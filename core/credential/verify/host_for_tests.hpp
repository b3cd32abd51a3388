// A host without files, libraries or real signatures, and documents to go with it: a "signature" is
// a hash of key and message, so that everything around signatures is tested within core.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "core/base/base64url.hpp"
#include "core/credential/host.hpp"
#include "core/credential/jws.hpp"
#include "core/credential/keys/controller.hpp"
#include "core/credential/keys/multikey.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::credential {

inline Bytes signature_for_tests(const crypto::PublicKey& key, std::string_view message) {
  Bytes signature;
  for (Byte part = 0; signature.size() < crypto::signature_size(key.algorithm); ++part) {
    const crypto::Digest digest =
        crypto::sha256_prefixed(part, crypto::compressed(key).bytes, bytes_of(message));
    signature.insert(signature.end(), digest.begin(), digest.end());
  }
  return signature;
}

class HostForTests : public Host {
 public:
  bool holds(const crypto::Obligation& obligation) override {
    ++asked;
    return obligation.signature == signature_for_tests(obligation.key, text_of(obligation.message));
  }
  const Controller* controller(std::string_view id) override {
    const auto found = controllers.find(id);
    return found == controllers.end() ? nullptr : &found->second;
  }
  std::optional<std::string_view> status_list(std::string_view id) override {
    const auto found = lists.find(id);
    if (found == lists.end()) return std::nullopt;
    return found->second;
  }
  Result<Bytes> inflate(Compression, ByteView, std::size_t) override {
    return fail({.code = "inflate.form"});
  }
  std::optional<Finding> trust(const TrustQuestion&) override { return known; }

  void add_controller(std::string_view text) {
    auto read = read_controller(text);
    if (read) controllers.insert_or_assign(read->id, std::move(*read));
  }

  std::map<std::string, Controller, std::less<>> controllers;
  std::map<std::string, std::string, std::less<>> lists;
  std::optional<Finding> known;
  int asked = 0;  // signatures
};

// The Ed25519 key of RFC 8037, appendix A.
inline crypto::PublicKey ed25519_for_tests() {
  return *crypto::parse_jwk(*json::read(
      R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})"));
}
// The P-256 key of RFC 7515, appendix A.3.
inline crypto::PublicKey p256_for_tests() {
  return *crypto::parse_jwk(
      *json::read(R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                  R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})"));
}

inline std::string did_key_for_tests(const crypto::PublicKey& key) {
  return "did:key:" + to_multikey(key);
}

// Any octets as header and payload, with a "signature" that holds.
inline std::string token_for_tests(const crypto::PublicKey& key, std::string_view header,
                                   std::string_view payload) {
  const std::string input =
      encode_base64url(bytes_of(header)) + "." + encode_base64url(bytes_of(payload));
  return assemble(input, signature_for_tests(key, input));
}

// A credential that keeps every rule, issued by a did:key of `key`.
inline json::Object credential_for_tests(const crypto::PublicKey& key) {
  json::Object document;
  document.set("@context", json::Array{"https://www.w3.org/ns/credentials/v2"});
  document.set("id", "urn:uuid:6f1f64f4-0c1c-4f6e-9d5f-6f7c0a1b2c3d");
  document.set("type", json::Array{"VerifiableCredential"});
  document.set("issuer", did_key_for_tests(key));
  document.set("validFrom", "2024-01-01T00:00:00Z");
  document.set("validUntil", "2025-01-01T00:00:00Z");
  document.set("credentialSubject",
               json::Object{{"id", "urn:example:kettle"}, {"name", "Kettle K-200"}});
  return document;
}

// The header that goes with it.
inline json::Object header_for_tests(const crypto::PublicKey& key,
                                     std::string_view type = "vc+jwt") {
  json::Object header;
  header.set("alg", crypto::jws_algorithm(key));
  header.set("typ", type);
  header.set("kid", did_key_for_tests(key) + "#" + to_multikey(key));
  return header;
}

inline std::string signed_for_tests(const crypto::PublicKey& key, const json::Object& document,
                                    std::string_view type = "vc+jwt") {
  return token_for_tests(key, json::compact(header_for_tests(key, type)), json::compact(document));
}

}  // namespace concordat::credential
