// Credentials that a registry issues, under its own name, about what is on file with it.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/crypto/digest.hpp"
#include "core/facts/row.hpp"
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
// Where a credential's status can be read, by the log entry on which the credential hangs
// (core/untp/issued.hpp); it then says so. Without an entry: of a kind of which no status is kept.
using StatusEntryOf =
    std::function<Result<std::optional<untp::StatusEntry>>(std::optional<facts::Ordinal> entry)>;
// UNTP 0.7.0 or a kind of our own (core/testimony), unsigned. Codes: resource.not-found,
// resource.ambiguous; issuing.kind (nothing is issued about this kind); untp.not-valid,
// untp.not-in-force and the others of writing; those of the store and of `status`.
[[nodiscard]] Result<json::Value> credential_about(const Registry& registry, const Subject& subject,
                                                   Instant now, const StatusEntryOf& status = {});
// The log entry on which a credential about it hangs, or would if what it is about still stood.
// Codes: resource.not-found, resource.ambiguous, issuing.kind, untp.not-an-identity, untp.no-did.
[[nodiscard]] Result<facts::Ordinal> entry_about(const Registry& registry, const Subject& subject,
                                                 Instant now);

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
  // The claims of a status list token of this registrar, as statuslist+jwt. The same codes.
  [[nodiscard]] Result<std::string> sign_list(const json::Value& claims) const;
  // The claims of an answer of this registrar to a trust query, as trust-answer+jwt. The same
  // codes.
  [[nodiscard]] Result<std::string> sign_answer(const json::Value& claims) const;
  // What nobody knows without this key, and what the same key gives again for the same purpose: the
  // hash of an Ed25519 signature, which is always the same (RFC 8032, 5.1.6), over a text that no
  // token could be. Codes: signer.failed; issuing.key-varies (this signer makes another signature
  // each time, so nothing that lasts can hang on it).
  [[nodiscard]] Result<crypto::Digest> secret_for(std::string_view purpose) const;
  // The DID document under which the key is found: where did:web looks, it must be published.
  [[nodiscard]] json::Value did_document() const;
  [[nodiscard]] std::string method() const;  // "did:web:registry.example:log#<thumbprint>"
  [[nodiscard]] const untp::Registrar& registrar() const { return registrar_; }

 private:
  CredentialKey(Signer& signer, untp::Registrar registrar)
      : signer_(&signer), registrar_(std::move(registrar)) {}
  [[nodiscard]] Result<std::string> token(std::string_view type, const json::Value& payload) const;
  [[nodiscard]] Result<std::string> claims(std::string_view type, const json::Value& made) const;

  Signer* signer_;
  untp::Registrar registrar_;
  mutable std::mutex one_at_a_time_;
};

}  // namespace concordat::registry
