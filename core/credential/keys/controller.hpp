// DID documents (W3C DID Core 1.0) and controlled identifier documents (W3C Controlled Identifiers
// 1.0): who holds which keys, for what. Read once and kept by the host; a key that the document
// spoils is remembered as spoilt, so that the others stay usable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/crypto/signature.hpp"
#include "core/json/value.hpp"
#include "core/time/instant.hpp"

namespace concordat::credential {

// What a key may be used for.
enum class Relationship : std::uint8_t {
  kAssertion,       // assertionMethod: what an issuer says
  kAuthentication,  // authentication: who presents
  // Either: a holder's signature whose form does not say which.
  kHolder,
};

struct Method {
  std::string id;          // absolute: the document's id stands before what began with "#"
  std::string controller;  // who the document says holds it
  std::string jwk_key_id;  // `kid` of its publicKeyJwk, or empty
  Result<crypto::PublicKey> key;
  std::optional<Instant> expires;  // not used from then on
  std::optional<Instant> revoked;  // not used from then on
  bool asserts = false;
  bool authenticates = false;

  [[nodiscard]] bool serves(Relationship relationship) const {
    if (relationship == Relationship::kHolder) return asserts || authenticates;
    return relationship == Relationship::kAssertion ? asserts : authenticates;
  }
};

struct Controller {
  std::string id;
  std::vector<Method> methods;
};

// Methods of type JsonWebKey and Multikey, and of the older types that carry the same members
// (JsonWebKey2020, Ed25519VerificationKey2020); under `verificationMethod` or embedded in a
// relationship. A method that is spoilt, of another type, or named twice has no key.
// Codes: controller.form (no object, no `id`, relationships of another shape); those of json.
[[nodiscard]] Result<Controller> read_controller(const json::Value& document);
// The same from text of at most kLargestController octets, white space around it allowed.
[[nodiscard]] Result<Controller> read_controller(std::string_view text);

// Real documents are below 20 KB; one with a hundred keys stays below this.
inline constexpr std::size_t kLargestController = std::size_t{256} << 10;

}  // namespace concordat::credential
