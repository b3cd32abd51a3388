// What the interface for tests signs, with which keys, and what it never does.
#include "registry/vc_api/test_issuer.hpp"

#include <doctest/doctest.h>

#include "adapters/inflate/zlib_deflater.hpp"
#include "adapters/memory/memory_store.hpp"
#include "registry/credentials/world_for_tests.hpp"
#include "registry/fixture/fixture.hpp"
#include "registry/vc_api/judging.hpp"

namespace concordat::registry::vc_api {
namespace {

constexpr std::string_view kAddress = "http://127.0.0.1:8080";

class Desk {
 public:
  Desk()
      : registry_(std::move(*site_.found(std::make_unique<memory::MemoryStore>()))),
        issuer_({edwards_.get(), weierstrass_.get()}, *registry_, deflater_) {}

  [[nodiscard]] TestIssuer::Moment now() const {
    return {.at = *parse_timestamp("2026-06-01T00:00:00.250Z"), .address = kAddress};
  }
  Result<json::Value> issue(const json::Object& credential, const json::Object& options = {}) {
    const auto answer =
        issuer_.issue(json::Object{{"credential", credential}, {"options", options}}, now());
    if (!answer) return fail(answer.error());
    return *answer->find("verifiableCredential");
  }
  std::string code(const json::Object& credential, const json::Object& options = {}) {
    const auto answer = issue(credential, options);
    return answer ? "" : answer.error().code + " " + answer.error().place;
  }
  std::string verdict(const json::Value& credential) {
    Presented documents(ports_.ports);
    REQUIRE(issuer_.add_lists(documents, now()));
    const auto judged =
        judge_credential(json::Object{{"verifiableCredential", credential}}, now().at, documents);
    REQUIRE(judged);
    CHECK(judged->verified == (judged->body.text("verdict") == "verified"));
    const json::Array& problems = judged->body.array("problemDetails");
    return std::string(judged->body.text("verdict")) +
           (problems.empty() ? "" : " " + std::string(problems.front().text("type")));
  }
  static json::Object credential() {
    return {{"@context", json::Array{"https://www.w3.org/ns/credentials/v2"}},
            {"id", "urn:example:1"},
            {"type", json::Array{"VerifiableCredential"}},
            {"credentialSubject", json::Object{{"id", "urn:example:2"}}}};
  }
  TestIssuer& issuer() { return issuer_; }
  Registry& registry() { return *registry_; }
  fixture::Site& site() { return site_; }
  Signer& edwards() { return *edwards_; }

 private:
  static std::unique_ptr<Signer> make(crypto::Algorithm algorithm) {
    return std::move(*keys::make_signer(std::move(*keys::generate(algorithm))));
  }

  PortsForTests ports_;
  inflate::ZlibDeflater deflater_;
  fixture::Site site_;
  std::unique_ptr<Registry> registry_;
  std::unique_ptr<Signer> edwards_ = make(crypto::Algorithm::kEd25519);
  std::unique_ptr<Signer> weierstrass_ = make(crypto::Algorithm::kP256);
  TestIssuer issuer_;
};

TEST_CASE("the issuer chooses the key; without one, what is asked for does") {
  Desk desk;
  const auto issuers = desk.issuer().issuers();
  REQUIRE(issuers.size() == 2);
  CHECK(desk.issue(Desk::credential())->text("issuer") == issuers[0]);
  CHECK(desk.issue(Desk::credential(), {{"securing", "ecdsa-jcs-2019"}})->text("issuer") ==
        issuers[1]);
  json::Object named = Desk::credential();
  named.set("issuer", json::Object{{"id", issuers[1]}, {"name", "Tests"}});
  CHECK(desk.issue(named)->find("proof")->text("cryptosuite") == "ecdsa-jcs-2019");
  CHECK(desk.code(named, {{"securing", "eddsa-jcs-2022"}}) == "vc-api.securing /options/securing");
  CHECK(desk.code(named, {{"securing", "eddsa-rdfc-2022"}}) == "vc-api.securing /options/securing");
  named.set("issuer", "did:web:registry.example:log");
  CHECK(desk.code(named) == "vc-api.issuer /credential/issuer");
}

TEST_CASE("what is made verifies, and is made from what keeps the rules alone") {
  Desk desk;
  for (const std::string securing : {"vc+jwt", "eddsa-jcs-2022", "ecdsa-jcs-2019"}) {
    CHECK(desk.verdict(*desk.issue(Desk::credential(), {{"securing", securing}})) == "verified");
  }
  CHECK(desk.issue(Desk::credential())->find("proof")->text("created") == "2026-06-01T00:00:00Z");
  json::Object wrong = Desk::credential();
  wrong.erase("type");
  CHECK(desk.code(wrong) == "model.type /credential/type");
  wrong = Desk::credential();
  wrong.set("colour", "red");
  CHECK(desk.code(wrong) == "model.undefined-term /credential/colour");
  wrong = Desk::credential();
  wrong.set("iss", "did:example:another");
  CHECK(desk.code(wrong) == "model.undefined-term /credential/iss");
  wrong = Desk::credential();
  wrong.set("type", json::Array{"VerifiableCredential", "EnvelopedVerifiableCredential"});
  CHECK(desk.code(wrong) == "model.type /credential/type");
  wrong = Desk::credential();
  wrong.set("proof", json::Object{});
  CHECK(desk.code(wrong) == "vc-api.secured /credential/proof");
  CHECK(desk.issuer().issue(json::Object{}, desk.now()).error().code == "verification.form");
}

TEST_CASE("a status is read where the credential says, for as long as it is set") {
  Desk desk;
  const json::Object entry{{"type", "BitstringStatusListEntry"}, {"statusPurpose", "suspension"}};
  const json::Object options{{"credentialStatus", json::Array{entry}}};
  const json::Value credential = *desk.issue(Desk::credential(), options);
  CHECK(credential.find("credentialStatus")->text("statusListCredential") ==
        std::string(kAddress) + "/vc-api/status-lists/0/suspension");
  CHECK(desk.verdict(credential) == "verified");
  const auto set = [&](std::string_view id, bool value) {
    const Status status = desk.issuer().set_status(
        json::Object{{"credentialId", id}, {"credentialStatus", entry}, {"status", value}});
    return status ? "" : status.error().code;
  };
  CHECK(set("urn:example:1", true) == "");
  CHECK(desk.verdict(credential) == "rejected /problems/status.suspended");
  CHECK(set("urn:example:1", false) == "");
  CHECK(desk.verdict(credential) == "verified");
  CHECK(set("urn:example:7", true) == "vc-api.unknown-credential");
  CHECK(desk.code(Desk::credential(), options) == "vc-api.id-used /credential/id");
  json::Object nameless = Desk::credential();
  nameless.erase("id");
  CHECK(desk.code(nameless, options) == "vc-api.status /credential/id");
  nameless.set("id", "urn:example:" + std::string(3000, '1'));
  CHECK(desk.code(nameless, options) == "vc-api.status /credential/id");
  nameless.erase("id");
  json::Object both = options;
  both.set("credentialId", "urn:example:3");
  CHECK(desk.code(nameless, both) == "");
  CHECK(desk.code(Desk::credential(), {{"credentialStatus", json::Object{{"type", "Other"}}}}) ==
        "vc-api.status /options/credentialStatus");
  for (const std::string_view other : {"", "0", "00/suspension", "1/suspension", "x/suspension",
                                       "0/revocation", "18446744073709551616/suspension"}) {
    CAPTURE(other);
    CHECK(desk.issuer().status_list(other, desk.now()).error().code == "vc-api.no-such-list");
  }
}

TEST_CASE("a key that the registry comes to know signs nothing any more") {
  Desk desk;
  CHECK(desk.code(Desk::credential()) == "");
  const auto outcomes =
      submit_drafts(desk.registry(), desk.site().keys,
                    {fixture::draft({.id = "s1",
                                     .type = "economy",
                                     .body = {{"code", "XA"},
                                              {"kind", "economy"},
                                              {"names", json::Object{{"en", "Xanadu"}}}}}),
                     fixture::draft({.id = "s2",
                                     .type = "organisation",
                                     .body = {{"organisation", "body"},
                                              {"names", json::Object{{"en", "Body"}}},
                                              {"economy", "XA"},
                                              {"roles", json::Array{"authority"}}}}),
                     fixture::draft({.id = "s3",
                                     .type = "key",
                                     .body = {{"organisation", "body"},
                                              {"key", crypto::to_jwk(desk.edwards().public_key())},
                                              {"custody", "self"}}})},
                    {.today = {20'454}});
  for (const auto& outcome : outcomes) {
    CAPTURE(outcome ? std::string() : outcome.error().code + outcome.error().place);
    REQUIRE(outcome);
  }
  CHECK(desk.code(Desk::credential()) == "vc-api.key-on-file ");
  CHECK(desk.code(Desk::credential(), {{"securing", "ecdsa-jcs-2019"}}) == "");
}

TEST_CASE("problems are called as the standards call them") {
  Desk desk;
  const json::Value good = *desk.issue(Desk::credential());
  const auto with = [&](std::string_view name, json::Value value) {
    json::Value other = good;
    other.as_object()->set(name, std::move(value));
    return desk.verdict(other);
  };
  CHECK(with("name", "x") ==
        "rejected https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR");
  CHECK(desk.verdict("nonsense") == "rejected https://www.w3.org/TR/vc-data-model#PARSING_ERROR");
  IssuerForTests other(crypto::Algorithm::kEd25519);
  json::Object document = other.credential();
  document.set("validUntil", "2025-01-01T00:00:00Z");
  CHECK(desk.verdict(other.sign(document)) ==
        "rejected https://www.w3.org/TR/vc-data-model#RANGE_ERROR");
  document = other.credential();
  document.set("validFrom", "never");
  CHECK(desk.verdict(other.sign(document)) ==
        "rejected https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR");
  document = other.credential();
  document.set("credentialStatus",
               json::Object{{"type", "BitstringStatusListEntry"},
                            {"statusPurpose", "revocation"},
                            {"statusListIndex", "1"},
                            {"statusListCredential", "https://body.example/1"}});
  CHECK(desk.verdict(other.sign(document)) ==
        "could-not-be-checked "
        "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR");
}

}  // namespace
}  // namespace concordat::registry::vc_api
