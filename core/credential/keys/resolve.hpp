// From what a document says about its key to the key itself: the step between header and signature.
#pragma once

#include <string>
#include <string_view>

#include "core/credential/host.hpp"
#include "core/credential/keys/controller.hpp"
#include "core/credential/window.hpp"

namespace concordat::credential {

struct KeyQuestion {
  std::string_view owner;   // whose key it must be: issuer or holder
  std::string_view method;  // as the header or proof names it; empty when it names none
  // The document itself repeats its issuer (`iss`), so that `method` may be relative: "#key-1", or
  // the `kid` of a JWK in the owner's document. Otherwise it is an absolute URL.
  bool owner_is_named = false;
  Relationship relationship = Relationship::kAssertion;
  std::string_view algorithm;  // the JWS algorithm that is claimed, or empty when it is open
  Window& window;              // at what time, and what it was compared with
  std::int64_t skew_ms = 0;
};

struct FoundKey {
  crypto::PublicKey key;
  std::string method;  // absolute; empty for a trusted key
};

// A method that is a did:key of the trusted key is no other's, for an owner that is no DID.
// did:key and did:jwk answer by themselves, everything else by a document of the host, or else by
// `trusted` (may be null): a key that whoever asks trusts by itself, for an owner without a
// document. The key must be the owner's, stand under the relationship, and be neither expired nor
// revoked at that time. Findings of Step::kKey.
//   failed: key.owner-missing, key.method-missing (a DID, and none is named), key.method-form (not
//     absolute where it must be), key.other-owner (of somebody else), key.unknown-method (not in
//     the document), key.ambiguous, key.relationship, key.expired, key.revoked, key.algorithm
//     (another than is claimed), key.did-form, and those of reading keys: key.encoding,
//     key.small-order, key.unsupported, key.private-part
//   unchecked: key.no-document (the host has none)
[[nodiscard]] Checked<FoundKey> find_key(const KeyQuestion& question,
                                         const crypto::PublicKey* trusted, Host& host);

// The part of a DID URL or URL before its fragment.
[[nodiscard]] std::string_view without_fragment(std::string_view url);

}  // namespace concordat::credential
