// A registry issues about what is on file, in its own name, and what it signs verifies.
#include "registry/credentials/issuing.hpp"

#include <doctest/doctest.h>

#include "adapters/memory/memory_store.hpp"
#include "core/untp/presented.hpp"
#include "registry/credentials/schemas_for_tests.hpp"
#include "registry/credentials/world_for_tests.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::registry {
namespace {

using fixture::draft;

constexpr std::string_view kNow = "2026-06-01T12:00:00Z";

// An accreditor with a key of its own, a body that it accredits, a certificate of that body.
class House {
 public:
  House() : registry_(std::move(*site_.found(std::make_unique<memory::MemoryStore>()))) {
    say("economy", fixture::kOperator,
        {{"code", "XA"}, {"kind", "economy"}, {"names", json::Object{{"en", "Xanadu"}}}});
    organisation("accreditor", "accreditation-body");
    organisation("certia", "conformity-assessment-body");
    organisation("maker", "manufacturer");
    say("accreditation", "accreditor",
        {{"accreditor", "accreditor"},
         {"body", "certia"},
         {"mainScope", "product-certification"},
         {"number", "XA-4"},
         {"sectors", json::Array{"toys"}}},
        "granted");
  }

  void organisation(const std::string& name, const std::string& role) {
    say("organisation", fixture::kOperator,
        {{"organisation", name},
         {"names", json::Object{{"en", "The " + name}}},
         {"economy", "XA"},
         {"roles", json::Array{role}}});
  }
  // Enrols a key whose private part somebody else than the registry has.
  crypto::PublicKey own_key(const std::string& organisation) {
    const crypto::PublicKey key = (*site_.keys.create(organisation))->public_key();
    say("key", fixture::kOperator,
        {{"organisation", organisation}, {"key", crypto::to_jwk(key)}, {"custody", "self"}});
    return key;
  }
  void certificate(const std::string& id) {
    say("certificate", "certia",
        {{"certificate", id},
         {"number", id},
         {"artefact", "certificate"},
         {"body", "certia"},
         {"act", "ACT"},
         {"legalEffect", "voluntary"},
         {"sector", "toys"},
         {"holder", "maker"},
         {"product", json::Object{{"models", json::Array{"K-200"}}}},
         {"title", "Kettle"},
         {"issued", "2025-01-01"}});
  }

  std::uint64_t say(const std::string& type, std::string_view author, json::Object body,
                    const std::string& id = "", const std::string& from = "2000-01-01") {
    json::Value made = draft({.id = id.empty() ? "s" + std::to_string(++count_) : id,
                              .type = type,
                              .author = std::string(author),
                              .body = std::move(body)});
    made.as_object()->find("effective")->as_object()->set("from", from);
    const auto outcomes =
        submit_drafts(*registry_, site_.keys, {made}, {.today = {20'454}, .enrol = true});
    const Error refusal = outcomes[0] ? Error{} : outcomes[0].error();
    CAPTURE(refusal.code);
    CAPTURE(refusal.place);
    REQUIRE(outcomes[0]);
    return outcomes[0]->index;
  }

  Result<json::Value> ask(std::string_view kind, std::string_view id,
                          std::string_view now = kNow) const {
    return credential_about(*registry_, {.kind = kind, .id = id}, *parse_timestamp(now));
  }
  json::Value issued(std::string_view kind, std::string_view id) const {
    auto made = ask(kind, id);
    CAPTURE(made ? std::string() : made.error().code + " " + made.error().place);
    REQUIRE(made);
    return std::move(*made);
  }
  std::string refusal(std::string_view kind, std::string_view id) const {
    const auto made = ask(kind, id);
    return made ? "" : made.error().code;
  }
  const Registry& registry() const { return *registry_; }

 private:
  fixture::Site site_;
  std::unique_ptr<Registry> registry_;
  int count_ = 0;
};

TEST_CASE("a certificate on file becomes a credential that verifies under the registry's own DID") {
  House house;
  house.certificate("C-1");
  const json::Value made = house.issued("certificates", "C-1");
  const json::Value& subject = *made.find("credentialSubject");
  CHECK(subject.text("assessorLevel") == "3rdParty");
  CHECK(subject.text("assessmentLevel") == "no-endorsement");
  CHECK(subject.find("issuedToParty")->text("name") == "The maker");
  CHECK(subject.array("authorisation")[0].find("issuingAuthority")->text("name") ==
        "The accreditor");

  const auto signer =
      std::move(*keys::make_signer(std::move(*keys::generate(crypto::Algorithm::kEd25519))));
  const auto key = CredentialKey::of(*signer, *registrar_of(house.registry()));
  REQUIRE(key);
  const auto token = key->sign(made);
  REQUIRE(token);

  PortsForTests ports;
  Presented documents(ports.ports);
  REQUIRE(documents.add_controller(*credential::read_controller(key->did_document())));
  const credential::Report report =
      credential::verify(*token, {.at = *parse_timestamp(kNow)}, documents);
  CHECK(credential::verdict_of(report) == credential::Verdict::kVerified);
  CHECK(report.owner == "did:web:registry.example:log");
  CHECK(report.method == key->method());
  CHECK(report.document == made);
  const credential::Report late =
      credential::verify(*token, {.at = *parse_timestamp("2099-01-01T00:00:00Z")}, documents);
  CHECK(credential::verdict_of(late) == credential::Verdict::kRejected);
  CHECK(std::holds_alternative<untp::Conformity>(untp::read(*token)->subject));
  CHECK(fit_published_schemas({made}));
}

TEST_CASE("nobody else's credentials are signed, and by no other kind of key") {
  House house;
  house.certificate("C-1");
  const auto signer =
      std::move(*keys::make_signer(std::move(*keys::generate(crypto::Algorithm::kEd25519))));
  const auto key = CredentialKey::of(*signer, *registrar_of(house.registry()));
  json::Value made = house.issued("certificates", "C-1");
  made.as_object()->find("issuer")->as_object()->set("id", "did:web:certia.example");
  CHECK(key->sign(made).error().code == "issuing.other-issuer");
  const auto other =
      std::move(*keys::make_signer(std::move(*keys::generate(crypto::Algorithm::kP256))));
  CHECK(CredentialKey::of(*other, *registrar_of(house.registry())).error().code ==
        "issuing.algorithm");
}

TEST_CASE("an identity anchor needs a key that the registry does not keep itself") {
  House house;
  CHECK(house.refusal("organisations", "maker") == "untp.no-did");
  // The accreditor's key was made and kept by the registry.
  CHECK(house.refusal("organisations", "accreditor") == "untp.no-did");
  CHECK(house.refusal("accreditations", "granted") == "untp.no-did");
  const crypto::PublicKey key = house.own_key("certia");
  const json::Value made = house.issued("organisations", "certia");
  CHECK(made.find("credentialSubject")->text("id") == "did:key:" + credential::to_multikey(key));
  CHECK(made.find("credentialSubject")->text("registeredName") == "The certia");
  const json::Value anchor = house.issued("accreditations", "granted");
  CHECK(anchor.find("credentialSubject")->text("registerType") == "accreditation");
  CHECK(anchor.find("credentialSubject")->text("registeredId") == "XA-4");
  CHECK(fit_published_schemas({made, anchor}));
}

TEST_CASE("a key that was revoked shows nothing any more") {
  House house;
  // `keyId` is an identifier, which begins with a letter or digit; not every thumbprint does.
  std::string name;
  std::string thumbprint = "-";
  for (int at = 0; thumbprint.front() == '-' || thumbprint.front() == '_'; ++at) {
    name = "laboratory-" + std::to_string(at);
    house.organisation(name, "laboratory");
    thumbprint = crypto::thumbprint(house.own_key(name));
  }
  CHECK(house.refusal("organisations", name).empty());
  house.say("key-revocation", fixture::kOperator, {{"organisation", name}, {"keyId", thumbprint}});
  CHECK(house.refusal("organisations", name) == "untp.no-did");
}

TEST_CASE("what no longer stands gets no credential") {
  House house;
  house.certificate("C-1");
  house.own_key("certia");
  house.say("certificate-state", "certia", {{"certificate", "C-1"}, {"state", "suspended"}},
            "suspension", "2026-01-01");
  CHECK(house.refusal("certificates", "C-1") == "untp.not-valid");
  house.say("status-change", "accreditor", {{"subject", "granted"}, {"change", "ended"}}, "end",
            "2026-01-01");
  CHECK(house.refusal("accreditations", "granted") == "untp.not-valid");
}

TEST_CASE("what is not on file, or of a kind about which nothing is issued") {
  House house;
  CHECK(house.refusal("certificates", "NOBODY") == "resource.not-found");
  CHECK(house.refusal("organisations", "NOBODY") == "resource.not-found");
  CHECK(house.refusal("accreditations", "NOBODY") == "resource.not-found");
  CHECK(house.refusal("accreditations", "0") == "untp.not-an-identity");
  CHECK(house.refusal("economies", "XA") == "issuing.kind");
}

}  // namespace
}  // namespace concordat::registry
