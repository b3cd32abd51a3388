// What a securing mechanism finds in the octets, before anything is believed. Each mechanism has a
// function that opens its form (jwt.hpp, data_integrity.hpp, sd_jwt.hpp); what they return is
// judged by one order of work (core/credential/verify), whatever the form.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/credential/finding.hpp"
#include "core/credential/keys/controller.hpp"
#include "core/crypto/signature.hpp"
#include "core/json/value.hpp"

namespace concordat::credential {

// Whose rules the document follows, once its signatures hold.
enum class Content : std::uint8_t {
  kCredential,    // VC Data Model 2.0
  kPresentation,  // VC Data Model 2.0
  kSdJwtVc,       // SD-JWT VC: `vct`, no data model
  kStatusList,    // a status list token (`statuslist+jwt`)
};

// One signature that must hold. All of a document's must.
struct Signature {
  std::string place = {};  // JSON pointer of a proof in the document; empty of a token
  std::string method;      // the key as named: `kid`, `verificationMethod`
  std::string algorithm;   // the JWS algorithm that is claimed; empty when the key alone decides
  Relationship relationship = Relationship::kAssertion;
  // What a key must have signed: the message and the signature, or why they cannot belong to it
  // (jws.algorithm, jws.signature-length and the like). May be called more than once.
  std::function<Result<crypto::Obligation>(const crypto::PublicKey&)> obligation;
  // Of the signature itself, as data integrity proofs have them; a JWT's stand among its claims.
  std::optional<Instant> created = {};
  std::optional<Instant> expires = {};
  // The key that the document itself fixes for its holder (`cnf`): no other is looked for, and
  // `method` names none.
  std::optional<crypto::PublicKey> key = {};
  // Why nobody here can say whether it holds: made in a way that is not understood. It is told as
  // not checked, once all others hold.
  std::optional<Error> unsupported = {};
};

// That a holder made it for one verifier: nonce or challenge, audience or domain.
struct Binding {
  std::string nonce;
  std::vector<std::string> audiences;
  // It is for all of these together and nobody else (Data Integrity 4.4); an audience of a token is
  // any of them (RFC 7519, 4.1.3).
  bool all_audiences = false;
  std::optional<Instant> issued;
};

struct Secured {
  Content content = Content::kCredential;
  std::string_view securing;    // "vc+jwt", "eddsa-jcs-2022" ...: how it is secured, for the answer
  json::Value document;         // what the signatures cover, parsed once
  std::string owner;            // issuer or holder, whose keys must have signed
  bool owner_is_named = false;  // an `iss` repeats the owner, so that a key may be named relatively
  std::vector<Signature> signatures;
  std::optional<Binding> binding = {};  // there is a holder's signature over one
};

// The issuer of a credential, by the data model: `issuer`, or its `id`. Empty when there is none.
[[nodiscard]] std::string_view issuer_of(const json::Value& document);
// The same of a presentation: `holder`, or its `id`.
[[nodiscard]] std::string_view holder_of(const json::Value& document);
// Whether `type` is, or contains, this.
[[nodiscard]] bool has_type(const json::Value& document, std::string_view type);

}  // namespace concordat::credential
