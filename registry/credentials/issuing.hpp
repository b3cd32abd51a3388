// Credentials that a registry issues, under its own name, about what is on file with it.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "core/untp/registrar.hpp"
#include "registry/ports/signer.hpp"

namespace concordat::registry {

class Registry;

// The registry as an issuer: its DID from the log's origin, its name from the founding statement.
// Code untp.origin.
[[nodiscard]] Result<untp::Registrar> registrar_of(const Registry& registry);

// What a credential is asked for about, as in addresses.
struct Subject {
  // "certificates", "organisations", "accreditations"; "designations", "signatories",
  // "agreements", "equivalence-decisions"; "statements": whichever of these it is.
  std::string_view kind;
  std::string_view id;  // of what has no name of its own the statement's, or its log index
};
// UNTP 0.7.0 or a kind of our own (core/testimony), unsigned. Codes: resource.not-found,
// resource.ambiguous; issuing.kind (nothing is issued about this kind); untp.not-valid,
// untp.not-in-force and the others of writing; those of the store.
[[nodiscard]] Result<json::Value> credential_about(
    const Registry& registry, const Subject& subject, Instant now,
    std::optional<untp::StatusEntry> status = std::nullopt);

// The one key with which the registry signs credentials; from any thread.
class CredentialKey {
 public:
  // Ed25519 alone, as UNTP's profile has it. Code issuing.algorithm. The signer outlives this.
  [[nodiscard]] static Result<CredentialKey> of(Signer& signer, untp::Registrar registrar);
  CredentialKey(CredentialKey&& other) noexcept
      : signer_(other.signer_), registrar_(std::move(other.registrar_)) {}

  // A credential of this registrar as vc+jwt. Codes: issuing.other-issuer (it names another issuer
  // than this registrar: nobody else's credentials are signed here), signer.failed.
  [[nodiscard]] Result<std::string> sign(const json::Value& credential) const;
  // The DID document under which the key is found: where did:web looks, it must be published.
  [[nodiscard]] json::Value did_document() const;
  [[nodiscard]] std::string method() const;  // "did:web:registry.example:log#<thumbprint>"

 private:
  CredentialKey(Signer& signer, untp::Registrar registrar)
      : signer_(&signer), registrar_(std::move(registrar)) {}

  Signer* signer_;
  untp::Registrar registrar_;
  mutable std::mutex one_at_a_time_;
};

}  // namespace concordat::registry
