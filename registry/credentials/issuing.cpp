#include "registry/credentials/issuing.hpp"

#include <charconv>

#include "core/credential/jws.hpp"
#include "core/credential/keys/multikey.hpp"
#include "core/credential/securing/secured.hpp"
#include "core/facts/probe.hpp"
#include "core/json/write.hpp"
#include "core/untp/conformity.hpp"
#include "core/untp/identity.hpp"
#include "registry/credentials/instruments.hpp"
#include "registry/credentials/names.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {
namespace {

using facts::Id;
using facts::kNoId;
using facts::Probe;

class Desk {
 public:
  Desk(const Registry& registry, Instant now)
      : registry_(registry),
        state_(registry.state()),
        probe_{.tables = state_->tables(), .size = state_->size_published(), .date = utc_date(now)},
        now_(now) {}

  Result<json::Value> issue(const Subject& subject, std::optional<untp::StatusEntry> status) {
    CONCORDAT_TRY(registrar, registrar_of(registry_));
    const untp::Issue issue{.at = now_, .size = probe_.size, .status = std::move(status)};
    if (subject.kind == "certificates") return certificate(registrar, issue, subject.id);
    if (subject.kind == "organisations") return organisation(registrar, issue, subject.id);
    if (subject.kind == "accreditations") return accreditation(registrar, issue, subject.id);
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
    return fail({.code = "issuing.kind",
                 .expected = "certificates, organisations, accreditations, designations, "
                             "signatories, agreements or equivalence-decisions",
                 .arguments = {{"kind", std::string(subject.kind)}}});
  }

 private:
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
    return recognised ? recognition(office, id) : accreditation(office.registrar, office.issue, id);
  }

  Result<json::Value> recognition(const testimony::Office& office, std::string_view id) {
    CONCORDAT_TRY(index, index_of(id));
    CONCORDAT_TRY(statement, logged(index));
    CONCORDAT_TRY(did, did_of(recognised_by(probe_.tables, statement)));
    return credential_about_recognition(office, {statement, did});
  }

  Result<json::Value> certificate(const untp::Registrar& registrar, const untp::Issue& issue,
                                  std::string_view id) {
    CONCORDAT_TRY(shown, registry_.show("certificates", id));
    const facts::Certificate* const row = certificate_by_id(probe_, probe_.tables.id(shown.id));
    if (!row) return fail({.code = "resource.not-found"});
    CONCORDAT_TRY(remaining, untp::remaining_of(probe_, *row));
    Probe at_issue{.tables = probe_.tables, .size = probe_.size, .date = row->issued};
    untp::ConformitySource source{.assurance = untp::assurance_of(at_issue, *row),
                                  .remaining = std::move(remaining)};
    CONCORDAT_TRY(statement, logged(row->since));
    source.certificate = std::move(statement);
    return untp::write_conformity(registrar, issue, source, naming());
  }

  Result<json::Value> organisation(const untp::Registrar& registrar, const untp::Issue& issue,
                                   std::string_view id) {
    CONCORDAT_TRY(shown, registry_.show("organisations", id));
    const Id organisation = probe_.tables.id(shown.id);
    const auto found = organisation_at(probe_, organisation);
    if (!found) return fail({.code = "untp.not-valid", .arguments = {{"state", "not in force"}}});
    CONCORDAT_TRY(did, did_of(organisation));
    untp::IdentitySource source{.did = std::move(did)};
    CONCORDAT_TRY(statement, logged(found->since));
    source.statement = std::move(statement);
    return untp::write_identity(registrar, issue, source, naming());
  }

  Result<json::Value> accreditation(const untp::Registrar& registrar, const untp::Issue& issue,
                                    std::string_view id) {
    CONCORDAT_TRY(index, index_of(id));
    CONCORDAT_TRY(statement, logged(index));
    if (statement.payload.text("type") != "accreditation") {
      return fail({.code = "untp.not-an-identity",
                   .arguments = {{"type", std::string(statement.payload.text("type"))}}});
    }
    const Id body = probe_.tables.id(statement.payload.find("body")->text("body"));
    bool holds = false;
    probe_.tables.accreditations.visit(body, probe_.size, [&](const facts::Accreditation& row) {
      holds =
          holds || (row.since == index && in_force(row, probe_).holding == facts::Holding::kHolds);
      return !holds;
    });
    if (!holds) return fail({.code = "untp.not-valid", .arguments = {{"state", "not in force"}}});
    CONCORDAT_TRY(did, did_of(body));
    return untp::write_identity(
        registrar, issue, {.statement = std::move(statement), .did = std::move(did)}, naming());
  }

  Result<std::uint64_t> index_of(std::string_view id) const {
    std::uint64_t index = 0;
    const auto [stop, error] = std::from_chars(id.data(), id.data() + id.size(), index);
    if (error == std::errc{} && stop == id.data() + id.size()) return index;
    return registry_.index_of(id);
  }

  bool is_revoked(const facts::SigningKey& key) const {
    bool revoked = false;
    probe_.tables.key_revocations.visit(
        key.thumbprint, probe_.size, [&](const facts::KeyRevocation& row) {
          revoked = revoked || row.compromised_since || row.certain.from <= probe_.date;
          return !revoked;
        });
    return revoked;
  }

  // UNTP: a register issues an anchor for a DID of which it has seen that the registrant controls
  // it. Who enrolled a key and signs with it has shown that; a key that the registry keeps for
  // somebody shows nothing. The newest such key, as did:key; empty when there is none.
  Result<std::string> did_of(Id organisation) {
    const facts::SigningKey* newest = nullptr;
    std::vector<const facts::SigningKey*> rows;
    probe_.tables.keys.visit_all(probe_.size, [&](const facts::SigningKey& row) {
      if (row.organisation == organisation &&
          in_force(row, probe_).holding == facts::Holding::kHolds && !is_revoked(row)) {
        rows.push_back(&row);
      }
    });
    for (const facts::SigningKey* const row : rows) {
      CONCORDAT_TRY(statement, logged(row->since));
      const json::Value& body = *statement.payload.find("body");
      if (body.text("custody") == "registry") continue;
      if (!newest || row->origin > newest->origin) newest = row;
    }
    return newest ? "did:key:" + credential::to_multikey(newest->key) : std::string();
  }

  const Registry& registry_;
  std::shared_ptr<const facts::State> state_;
  Probe probe_;
  Instant now_;
};

}  // namespace

Result<untp::Registrar> registrar_of(const Registry& registry) {
  CONCORDAT_TRY(founding, registry.statement(0));
  const json::Value& body = *founding.find("statement")->find("body");
  return untp::registrar_of(registry.origin(), name_in(body));
}

Result<json::Value> credential_about(const Registry& registry, const Subject& subject, Instant now,
                                     std::optional<untp::StatusEntry> status) {
  return Desk(registry, now).issue(subject, std::move(status));
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
  const json::Object header{
      {"alg", crypto::jws_algorithm(signer_->public_key())}, {"kid", method()}, {"typ", "vc+jwt"}};
  const std::string input = credential::signing_input(header, json::compact(credential));
  const std::lock_guard lock(one_at_a_time_);
  CONCORDAT_TRY(signature, signer_->sign(bytes_of(input)));
  return credential::assemble(input, signature);
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
