// A registry issues about what is on file, in its own name, and what it signs verifies.
#include "registry/credentials/issuing.hpp"

#include <doctest/doctest.h>

#include "core/untp/presented.hpp"
#include "registry/credentials/house_for_tests.hpp"
#include "registry/credentials/schemas_for_tests.hpp"
#include "registry/credentials/world_for_tests.hpp"

namespace concordat::registry {
namespace {

TEST_CASE("a certificate on file becomes a credential that verifies under the registry's own DID") {
  HouseForTests house;
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
      credential::verify(*token, {.at = *parse_timestamp(kHouseNow)}, documents);
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
  HouseForTests house;
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
  HouseForTests house;
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
  HouseForTests house;
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
  HouseForTests house;
  house.certificate("C-1");
  house.own_key("certia");
  house.say("certificate-state", "certia", {{"certificate", "C-1"}, {"state", "suspended"}},
            {.from = "2026-01-01"});
  CHECK(house.refusal("certificates", "C-1") == "untp.not-valid");
  house.say("status-change", "accreditor", {{"subject", "granted"}, {"change", "ended"}},
            {.from = "2026-01-01"});
  CHECK(house.refusal("accreditations", "granted") == "untp.not-valid");
}

TEST_CASE("what is not on file, or of a kind about which nothing is issued") {
  HouseForTests house;
  CHECK(house.refusal("certificates", "NOBODY") == "resource.not-found");
  CHECK(house.refusal("organisations", "NOBODY") == "resource.not-found");
  CHECK(house.refusal("accreditations", "NOBODY") == "resource.not-found");
  CHECK(house.refusal("accreditations", "0") == "untp.not-an-identity");
  CHECK(house.refusal("economies", "XA") == "issuing.kind");
}

}  // namespace
}  // namespace concordat::registry
