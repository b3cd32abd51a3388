#include "registry/credentials/issuing.hpp"

#include <charconv>

#include "core/credential/jws.hpp"
#include "core/credential/keys/multikey.hpp"
#include "core/credential/securing/secured.hpp"
#include "core/facts/probe.hpp"
#include "core/json/write.hpp"
#include "core/untp/conformity.hpp"
#include "core/untp/identity.hpp"
#include "core/untp/issued.hpp"
#include "registry/credentials/instruments.hpp"
#include "registry/credentials/names.hpp"
#include "registry/credentials/stated.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {
namespace {

using facts::Id;
using facts::kNoId;
using facts::Probe;

class Desk {
 public:
  Desk(const Registry& registry, Instant now, const StatusEntryOf& status)
      : registry_(registry),
        state_(registry.state()),
        probe_{.tables = state_->tables(), .size = state_->size_published(), .date = utc_date(now)},
        now_(now),
        status_(status) {}

  Result<json::Value> issue(const Subject& subject) {
    CONCORDAT_TRY(registrar, registrar_of(registry_));
    if (subject.kind == "certificates") return certificate(registrar, subject.id);
    if (subject.kind == "organisations") return organisation(registrar, subject.id);
    if (subject.kind == "accreditations") return accreditation(registrar, subject.id);
    CONCORDAT_TRY(issue, issue_at(std::nullopt));
    const untp::Naming named = naming();
    const testimony::Office office{registrar, issue, named, probe_};
    if (subject.kind == "agreements") {
      return credential_about_agreement(registry_, office, subject.id);
    }
    if (subject.kind == "equivalence-decisions") {
      return credential_about_decision(registry_, office, subject.id);
    }
    if (subject.kind == "designations" || subject.kind == "signatories") {
      return recognition(office, subject.id);
    }
    if (subject.kind == "statements") return by_type(office, subject.id);
    return fail(no_such_kind(subject,
                             "certificates, organisations, accreditations, designations, "
                             "signatories, agreements or equivalence-decisions"));
  }

  Result<facts::Ordinal> entry(const Subject& subject) {
    if (subject.kind == "certificates") {
      CONCORDAT_TRY(row, row_of(subject.id));
      return untp::entry_of(probe_, *row);
    }
    if (subject.kind == "organisations") {
      CONCORDAT_TRY(shown, registry_.show("organisations", subject.id));
      CONCORDAT_TRY(key, newest_key(probe_.tables.id(shown.id)));
      if (!key) return fail({.code = "untp.no-did"});
      return untp::entry_of(probe_, *key);
    }
    if (subject.kind != "accreditations") {
      return fail(no_such_kind(subject, "certificates, organisations or accreditations"));
    }
    CONCORDAT_TRY(statement, accrediting(subject.id));
    const facts::Accreditation* const row = accreditation_row(statement);
    return row ? untp::entry_of(probe_, *row) : static_cast<facts::Ordinal>(statement.index);
  }

 private:
  static Error no_such_kind(const Subject& subject, std::string kinds) {
    return {.code = "issuing.kind",
            .expected = std::move(kinds),
            .arguments = {{"kind", std::string(subject.kind)}}};
  }

  // What is the same in every credential, and where the status of one that hangs on that entry is.
  Result<untp::Issue> issue_at(std::optional<facts::Ordinal> entry) const {
    untp::Issue made{.at = now_, .size = probe_.size};
    if (status_) {
      CONCORDAT_TRY(status, status_(entry));
      made.status = std::move(status);
    }
    return made;
  }

  Result<const facts::Certificate*> row_of(std::string_view id) {
    CONCORDAT_TRY(shown, registry_.show("certificates", id));
    const facts::Certificate* const row = certificate_by_id(probe_, probe_.tables.id(shown.id));
    if (!row) return fail({.code = "resource.not-found"});
    return row;
  }

  Result<untp::Logged> accrediting(std::string_view id) const {
    CONCORDAT_TRY(index, index_of(id));
    CONCORDAT_TRY(statement, logged(index));
    if (statement.payload.text("type") == "accreditation") return statement;
    return fail({.code = "untp.not-an-identity",
                 .arguments = {{"type", std::string(statement.payload.text("type"))}}});
  }

  Result<untp::Logged> logged(std::uint64_t index) const {
    return logged_statement(registry_, index);
  }

  untp::Naming naming() const { return naming_of(registry_, probe_); }

  // What a statement is about, where a credential can be: of a recognised body, or an
  // accreditation.
  Result<json::Value> by_type(const testimony::Office& office, std::string_view id) {
    CONCORDAT_TRY(index, index_of(id));
    CONCORDAT_TRY(statement, logged(index));
    const bool recognised = recognised_by(probe_.tables, statement) != kNoId;
    return recognised ? recognition(office, id) : accreditation(office.registrar, id);
  }

  Result<json::Value> recognition(const testimony::Office& office, std::string_view id) {
    CONCORDAT_TRY(index, index_of(id));
    CONCORDAT_TRY(statement, logged(index));
    CONCORDAT_TRY(key, newest_key(recognised_by(probe_.tables, statement)));
    return credential_about_recognition(registry_, office,
                                        {statement, key ? did_of(*key) : std::string()});
  }

  Result<json::Value> certificate(const untp::Registrar& registrar, std::string_view id) {
    CONCORDAT_TRY(row, row_of(id));
    CONCORDAT_TRY(remaining, untp::remaining_of(probe_, *row));
    Probe at_issue{.tables = probe_.tables, .size = probe_.size, .date = row->issued};
    untp::ConformitySource source{.assurance = untp::assurance_of(at_issue, *row),
                                  .remaining = std::move(remaining)};
    CONCORDAT_TRY(statement, statement_of(registry_, probe_.tables.certificates, *row));
    source.certificate = std::move(statement);
    CONCORDAT_TRY(issue, issue_at(untp::entry_of(probe_, *row)));
    return untp::write_conformity(registrar, issue, source, naming());
  }

  Result<json::Value> organisation(const untp::Registrar& registrar, std::string_view id) {
    CONCORDAT_TRY(shown, registry_.show("organisations", id));
    const Id organisation = probe_.tables.id(shown.id);
    const auto found = organisation_at(probe_, organisation);
    if (!found) return fail({.code = "untp.not-valid", .arguments = {{"state", "not in force"}}});
    CONCORDAT_TRY(key, newest_key(organisation));
    if (!key) return fail({.code = "untp.no-did"});
    untp::IdentitySource source{.did = did_of(*key)};
    CONCORDAT_TRY(statement, statement_of(registry_, probe_.tables.organisations, *found.row));
    source.statement = std::move(statement);
    CONCORDAT_TRY(issue, issue_at(untp::entry_of(probe_, *key)));
    return untp::write_identity(registrar, issue, source, naming());
  }

  Result<json::Value> accreditation(const untp::Registrar& registrar, std::string_view id) {
    CONCORDAT_TRY(statement, accrediting(id));
    const facts::Accreditation* const row = accreditation_row(statement);
    if (!row) return fail({.code = "untp.not-valid", .arguments = {{"state", "not in force"}}});
    CONCORDAT_TRY(key, newest_key(row->body));
    if (!key) return fail({.code = "untp.no-did"});
    CONCORDAT_TRY(left, statement_of(registry_, probe_.tables.accreditations, *row));
    CONCORDAT_TRY(issue, issue_at(untp::entry_of(probe_, *row)));
    return untp::write_identity(registrar, issue,
                                {.statement = std::move(left), .did = did_of(*key)}, naming());
  }

  // What is left of that statement, as far as it is in force today.
  const facts::Accreditation* accreditation_row(const untp::Logged& statement) {
    const facts::Relation<facts::Accreditation>& rows = probe_.tables.accreditations;
    const Id body = probe_.tables.id(statement.payload.find("body")->text("body"));
    const facts::Accreditation* found = nullptr;
    rows.visit(body, probe_.size, [&](const facts::Accreditation& row) {
      const bool holds = stated_by(rows, row) == statement.index &&
                         in_force(row, probe_).holding == facts::Holding::kHolds;
      if (holds) found = &row;
      return !holds;
    });
    return found;
  }

  Result<std::uint64_t> index_of(std::string_view id) const {
    std::uint64_t index = 0;
    const auto [stop, error] = std::from_chars(id.data(), id.data() + id.size(), index);
    if (error == std::errc{} && stop == id.data() + id.size()) return index;
    return registry_.index_of(id);
  }

  static std::string did_of(const facts::SigningKey& key) {
    return "did:key:" + credential::to_multikey(key.key);
  }

  // UNTP: a register issues an anchor for a DID of which it has seen that the registrant controls
  // it. Who enrolled a key and signs with it has shown that; a key that the registry keeps for
  // somebody shows nothing. The newest such key; null when there is none.
  Result<const facts::SigningKey*> newest_key(Id organisation) {
    const facts::SigningKey* newest = nullptr;
    std::vector<const facts::SigningKey*> rows;
    probe_.tables.keys.visit_all(probe_.size, [&](const facts::SigningKey& row) {
      if (row.organisation == organisation &&
          in_force(row, probe_).holding == facts::Holding::kHolds &&
          !untp::is_revoked(row, probe_)) {
        rows.push_back(&row);
      }
    });
    for (const facts::SigningKey* const row : rows) {
      CONCORDAT_TRY(statement, statement_of(registry_, probe_.tables.keys, *row));
      const json::Value& body = *statement.payload.find("body");
      if (body.text("custody") == "registry") continue;
      if (!newest || row->origin > newest->origin) newest = row;
    }
    return newest;
  }

  const Registry& registry_;
  std::shared_ptr<const facts::State> state_;
  Probe probe_;
  Instant now_;
  const StatusEntryOf& status_;
};

}  // namespace

Result<untp::Registrar> registrar_of(const Registry& registry) {
  CONCORDAT_TRY(founding, registry.statement(0));
  const json::Value& body = *founding.find("statement")->find("body");
  return untp::registrar_of(registry.origin(), name_in(body));
}

Result<json::Value> credential_about(const Registry& registry, const Subject& subject, Instant now,
                                     const StatusEntryOf& status) {
  return Desk(registry, now, status).issue(subject);
}

Result<facts::Ordinal> entry_about(const Registry& registry, const Subject& subject, Instant now) {
  const StatusEntryOf none;
  return Desk(registry, now, none).entry(subject);
}

Result<CredentialKey> CredentialKey::of(Signer& signer, untp::Registrar registrar) {
  if (signer.public_key().algorithm != crypto::Algorithm::kEd25519) {
    return fail({.code = "issuing.algorithm", .expected = "an Ed25519 key"});
  }
  return CredentialKey(signer, std::move(registrar));
}

std::string CredentialKey::method() const {
  return registrar_.did + "#" + crypto::thumbprint(signer_->public_key());
}

Result<std::string> CredentialKey::sign(const json::Value& credential) const {
  if (credential::issuer_of(credential) != registrar_.did) {
    return fail({.code = "issuing.other-issuer", .place = "/issuer", .expected = registrar_.did});
  }
  return token("vc+jwt", credential);
}

Result<std::string> CredentialKey::sign_list(const json::Value& claims) const {
  return this->claims("statuslist+jwt", claims);
}

Result<std::string> CredentialKey::sign_answer(const json::Value& claims) const {
  return this->claims("trust-answer+jwt", claims);
}

Result<std::string> CredentialKey::claims(std::string_view type, const json::Value& made) const {
  if (made.text("iss") != registrar_.did) {
    return fail({.code = "issuing.other-issuer", .place = "/iss", .expected = registrar_.did});
  }
  return token(type, made);
}

Result<std::string> CredentialKey::token(std::string_view type, const json::Value& payload) const {
  const json::Object header{
      {"alg", crypto::jws_algorithm(signer_->public_key())}, {"kid", method()}, {"typ", type}};
  const std::string input = credential::signing_input(header, json::compact(payload));
  const std::lock_guard lock(one_at_a_time_);
  CONCORDAT_TRY(signature, signer_->sign(bytes_of(input)));
  return credential::assemble(input, signature);
}

Result<crypto::Digest> CredentialKey::secret_for(std::string_view purpose) const {
  // What is signed in a token is base64url and points: no line break stands in it.
  const std::string text = "concordat\n" + std::string(purpose) + "\n" + registrar_.origin + "\n";
  const std::lock_guard lock(one_at_a_time_);
  CONCORDAT_TRY(once, signer_->sign(bytes_of(text)));
  CONCORDAT_TRY(again, signer_->sign(bytes_of(text)));
  if (once != again) return fail({.code = "issuing.key-varies"});
  return crypto::sha256(once);
}

json::Value CredentialKey::did_document() const {
  const crypto::PublicKey key = signer_->public_key();
  return json::Object{
      {"@context", json::Array{"https://www.w3.org/ns/did/v1", "https://www.w3.org/ns/cid/v1"}},
      {"id", registrar_.did},
      {"verificationMethod", json::Array{json::Object{{"id", method()},
                                                      {"type", "JsonWebKey"},
                                                      {"controller", registrar_.did},
                                                      {"publicKeyJwk", crypto::to_jwk(key)}}}},
      {"assertionMethod", json::Array{method()}}};
}

}  // namespace concordat::registry
