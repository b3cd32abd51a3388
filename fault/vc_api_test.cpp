// The statements of the suites of W3C, put to a running server over its VC-API: data model 2.0,
// eddsa-jcs-2022 and ecdsa-jcs-2019, JOSE, Bitstring Status List. Written from what the suites ask,
// with documents of our own; docs/conformance.md tells where the suites expect otherwise.
#include "fault/vc_api.hpp"

#include <functional>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/base58.hpp"
#include "core/credential/securing/data_integrity.hpp"
#include "registry/credentials/world_for_tests.hpp"

namespace concordat::fault {
namespace {

using registry::IssuerForTests;
using Change = std::function<void(json::Object&)>;

constexpr std::string_view kBase = "https://www.w3.org/ns/credentials/v2";
constexpr std::string_view kExamples = "https://www.w3.org/ns/credentials/examples/v2";

json::Object plain() {
  return {{"@context", json::Array{kBase}},
          {"type", json::Array{"VerifiableCredential"}},
          {"credentialSubject", json::Object{{"id", "did:example:subject"}}}};
}

// A member of the plain credential, as JSON; "" takes it away.
std::string issued_with(std::string_view name, std::string_view value) {
  json::Object credential = plain();
  if (value.empty()) {
    credential.erase(name);
  } else {
    credential.set(name, *json::read(value));
  }
  const auto answer = vc_api_server().issue(credential);
  return answer.status == 201 ? "issued" : answer.code();
}

std::string issued_in_context(std::string_view more, std::string_view name,
                              std::string_view value) {
  json::Object credential = plain();
  credential.set("@context",
                 *json::read("[\"" + std::string(kBase) + "\"," + std::string(more) + "]"));
  if (!name.empty()) credential.set(name, *json::read(value));
  const auto answer = vc_api_server().issue(credential);
  return answer.status == 201 ? "issued" : answer.code();
}

TEST_CASE("data model: contexts") {
  REQUIRE(vc_api_server().listens());
  CHECK(issued_with("@context", "") == "400 model.context");
  CHECK(issued_with("@context", R"(["https://www.w3.org/ns/credentials/examples/v2"])") ==
        "400 model.context");
  CHECK(issued_in_context("\"" + std::string(kExamples) + "\"", "", "") == "issued");
  CHECK(issued_in_context(R"({"Kettle":"https://example.org/#Kettle"})", "type",
                          R"(["VerifiableCredential","Kettle"])") == "issued");
  CHECK(issued_in_context(R"("https ://not-a-url")", "", "") == "400 model.context");
  CHECK(issued_in_context("123192875", "", "") == "400 model.context");
  CHECK(issued_in_context(R"({"VerifiableCredential":"https://example.org/#Bad"})", "", "") ==
        "400 model.context");
  CHECK(issued_in_context(
            R"({"@protected":true,"Kettle":"urn:example:1"},{"Kettle":"urn:example:2"})", "type",
            R"(["VerifiableCredential","Kettle"])") == "400 model.context");
}

TEST_CASE("data model: identifiers") {
  CHECK(issued_with("id", R"("did:example:credential")") == "issued");
  CHECK(issued_with("id", "null") == "400 model.id");
  CHECK(issued_with("id", R"(["did:example:1","did:example:2"])") == "400 model.id");
  CHECK(issued_with("id", R"("not a url")") == "400 model.id");
  CHECK(issued_with("credentialSubject", R"({"id":["did:example:1","did:example:2"]})") ==
        "400 model.subject");
}

TEST_CASE("data model: types") {
  CHECK(issued_with("type", "") == "400 model.type");
  CHECK(issued_with("type", R"(["https://example.org/#Kettle","VerifiableCredential"])") ==
        "issued");
  CHECK(issued_with("type", R"(["https://example.org/#Kettle"])") == "400 model.type");
  CHECK(issued_in_context(R"({"Kettle":"https ://not-a-url#Kettle"})", "type",
                          R"(["VerifiableCredential","Kettle"])") == "400 model.context");
  CHECK(issued_in_context(R"({"@vocab":null})", "type", R"(["VerifiableCredential","Kettle"])") ==
        "400 model.undefined-term");
  const std::string term = R"({"Kettle":"https://example.org/#Kettle"})";
  struct Member {
    std::string name;
    std::string code;
  };
  for (const Member& member : std::vector<Member>{{"credentialStatus", "model.status"},
                                                  {"termsOfUse", "model.terms-of-use"},
                                                  {"evidence", "model.evidence"},
                                                  {"refreshService", "model.refresh"},
                                                  {"credentialSchema", "model.schema"}}) {
    CAPTURE(member.name);
    CHECK(issued_in_context(term, member.name, R"({"id":"did:example:1","type":"Kettle"})") ==
          "issued");
    CHECK(issued_in_context(term, member.name,
                            R"([{"id":"did:example:1","type":"Kettle"},)"
                            R"({"id":"did:example:2","type":"Kettle"}])") == "issued");
    CHECK(issued_in_context(term, member.name, R"({"id":"did:example:1"})") ==
          "400 " + member.code);
  }
  CHECK(issued_in_context(term, "credentialSchema", R"({"type":"Kettle"})") == "400 model.schema");
}

TEST_CASE("data model: names, issuer, subject, dates") {
  for (const std::string name : {"name", "description"}) {
    CAPTURE(name);
    CHECK(issued_with(name, R"("text")") == "issued");
    CHECK(issued_with(name, R"({"@value":"text","@language":"en","@direction":"ltr"})") ==
          "issued");
    CHECK(issued_with(name, R"([{"@value":"text","@language":"en"},)"
                            R"({"@value":"texte","@language":"fr"}])") == "issued");
    CHECK(issued_with(name, R"({"@value":"text","url":"did:example:1"})") == "400 model.language");
  }
  CHECK(issued_with("issuer", R"({"name":"Tests"})") == "issued");
  CHECK(issued_with("issuer", R"("not a url")") == "400 vc-api.issuer");
  CHECK(issued_with("issuer", R"({"id":null})") == "400 vc-api.issuer");
  CHECK(issued_with("issuer", "null") == "400 vc-api.issuer");
  CHECK(issued_with("issuer", R"("did:example:issuer")") == "400 vc-api.issuer");
  CHECK(issued_with("credentialSubject", "") == "400 model.subject");
  CHECK(issued_with("credentialSubject", "{}") == "400 model.subject");
  CHECK(issued_with("credentialSubject", R"([{"id":"did:example:1"},{}])") == "400 model.subject");
  CHECK(issued_with("credentialSubject", R"([{"id":"did:example:1"},{"id":"did:example:2"}])") ==
        "issued");
  CHECK(issued_with("validFrom", R"("2023-02-26T00:37:06.123Z")") == "issued");
  CHECK(issued_with("validFrom", R"("2023-02-26T00:37:06-05:00")") == "issued");
  CHECK(issued_with("validFrom", R"("2223-02-26T00:37:06Z")") == "issued");
  CHECK(issued_with("validFrom", R"("2023-02-26")") == "400 model.date");
  CHECK(issued_with("validUntil", R"("yesterday")") == "400 model.date");
  json::Object turned = plain();
  turned.set("validFrom", "2030-01-01T00:00:00Z");
  turned.set("validUntil", "2029-01-01T00:00:00Z");
  CHECK(vc_api_server().issue(turned).code() == "400 model.interval");
  CHECK(issued_with("relatedResource",
                    R"({"id":"https://example.org/a","digestSRI":"sha384-x"})") == "issued");
  CHECK(issued_with("relatedResource", R"({"id":"https://example.org/a"})") == "400 model.related");
}

json::Value issued(const json::Object& options, const Change& change = [](json::Object&) {}) {
  json::Object credential = plain();
  change(credential);
  const auto answer = vc_api_server().issue(credential, options);
  CAPTURE(json::compact(answer.body));
  REQUIRE(answer.status == 201);
  return *answer.body.find("verifiableCredential");
}

TEST_CASE("embedded proofs: what is made is what the suites ask of an issuer") {
  for (const std::string suite : {"eddsa-jcs-2022", "ecdsa-jcs-2019"}) {
    CAPTURE(suite);
    const json::Value credential = issued({{"securing", suite}});
    const json::Value& proof = *credential.find("proof");
    CHECK(proof.text("type") == "DataIntegrityProof");
    CHECK(proof.text("cryptosuite") == suite);
    CHECK(proof.text("proofPurpose") == "assertionMethod");
    CHECK(proof.text("verificationMethod").starts_with(credential.text("issuer")));
    CHECK(proof.text("verificationMethod").find('#') != std::string_view::npos);
    CHECK(parse_timestamp(proof.text("created")));
    CHECK(*proof.find("@context") == *credential.find("@context"));
    const auto octets = decode_multibase(proof.text("proofValue"));
    REQUIRE(octets);
    CHECK(octets->size() == 64);
    const auto answer = vc_api_server().verify(credential);
    CHECK(answer.status == 200);
    CHECK(answer.body.boolean("verified"));
    CHECK(answer.body.array("problemDetails").empty());
  }
}

// What the credential says is altered, or its proof.
std::string after(const json::Value& credential, const Change& change_proof,
                  const json::Object& options = {}) {
  json::Value altered = credential;
  change_proof(*altered.as_object()->find("proof")->as_object());
  const auto answer = vc_api_server().verify(altered, options);
  if (answer.status == 200) return "verified";
  const json::Array& problems = answer.body.array("problemDetails");
  return problems.empty() ? "400 no problem" : std::string(problems.front().text("code"));
}

Change set(std::string_view name, json::Value value) {
  return [name, value](json::Object& object) { object.set(name, value); };
}
Change without(std::string_view name) {
  return [name](json::Object& object) { object.erase(name); };
}

TEST_CASE("embedded proofs: what the suites have refused") {
  for (const std::string suite : {"eddsa-jcs-2022", "ecdsa-jcs-2019"}) {
    CAPTURE(suite);
    const json::Value good = issued({{"securing", suite}});
    const std::string value(good.find("proof")->text("proofValue"));
    CHECK(after(good, [](json::Object&) {}) == "verified");
    CHECK(after(good, without("type")) == "data-integrity.form");
    CHECK(after(good, set("type", "UnknownProofType")) != "verified");
    CHECK(after(good, without("cryptosuite")) == "data-integrity.form");
    CHECK(after(good, set("cryptosuite", "UnknownCryptosuite")) != "verified");
    CHECK(after(good, without("verificationMethod")) == "data-integrity.form");
    CHECK(after(good, set("verificationMethod", "did:key:invalidVm")) != "verified");
    CHECK(after(good, without("proofPurpose")) == "data-integrity.form");
    CHECK(after(good, set("proofPurpose", "invalidPurpose")) == "data-integrity.purpose");
    CHECK(after(good, [](json::Object&) {}, {{"expectedProofPurpose", "authentication"}}) ==
          "vc-api.purpose");
    CHECK(after(good, without("proofValue")) == "data-integrity.form");
    CHECK(after(good, set("proofValue", nullptr)) == "data-integrity.form");
    CHECK(after(good, set("proofValue", value.substr(1))) == "data-integrity.value");
    CHECK(after(good, set("proofValue", value + "11111")) == "data-integrity.value");
    CHECK(after(good, set("created", "invalidDate")) == "data-integrity.form");
    CHECK(after(good, set("created", "2020-01-01T00:00:00Z")) == "signature.invalid");
    json::Value bare = good;
    bare.as_object()->erase("proof");
    CHECK(vc_api_server().verify(bare).status == 400);
    bare.as_object()->set("proof", nullptr);
    CHECK(vc_api_server().verify(bare).status == 400);
    json::Value more = good;
    more.as_object()->find("credentialSubject")->as_object()->set("name", "Kettle");
    CHECK(vc_api_server().verify(more).status == 400);
  }
}

TEST_CASE("embedded proofs: the other suite of a key, a longer curve, and proofs of others") {
  const auto& server = vc_api_server();
  const json::Value eddsa = issued({{"securing", "eddsa-jcs-2022"}});
  json::Object credential = plain();
  credential.set("issuer", eddsa.text("issuer"));
  CHECK(server.issue(credential, {{"securing", "ecdsa-jcs-2019"}}).code() == "400 vc-api.securing");
  CHECK(server.issue(eddsa).code() == "400 vc-api.secured");
  for (const crypto::Algorithm algorithm :
       {crypto::Algorithm::kEd25519, crypto::Algorithm::kP256, crypto::Algorithm::kP384}) {
    IssuerForTests other(algorithm);
    const auto draft = credential::draft_proof(
        other.credential(),
        {{"verificationMethod", *other.header().find("kid")}, {"proofPurpose", "assertionMethod"}},
        algorithm);
    REQUIRE(draft);
    const json::Value signed_one =
        credential::attach_proof(other.credential(), *draft, other.sign_octets(draft->message));
    CHECK(server.verify(signed_one).status == 200);
  }
}

TEST_CASE("enveloping: a token in an envelope, by the rules of JOSE") {
  const auto& server = vc_api_server();
  const json::Value envelope = issued({{"securing", "vc+jwt"}});
  CHECK(envelope.text("@context") == kBase);
  CHECK(envelope.text("type") == "EnvelopedVerifiableCredential");
  REQUIRE(envelope.text("id").starts_with("data:application/vc+jwt,"));
  const std::string token(envelope.text("id").substr(24));
  const auto jws = credential::parse_jws(token);
  REQUIRE(jws);
  CHECK(jws->type == "vc+jwt");
  CHECK(jws->header.text("cty") == "vc");
  const auto payload = json::read(jws->payload);
  REQUIRE(payload);
  CHECK(jws->key_id.starts_with(payload->text("issuer")));
  CHECK_FALSE(payload->find("vc"));
  CHECK(server.verify(envelope).status == 200);
  CHECK(server.verify(token).status == 200);
  json::Value other_type = envelope;
  other_type.as_object()->set("id", "data:application/vp+jwt," + token);
  CHECK(server.verify(other_type).status == 400);
  json::Value untyped = envelope;
  untyped.as_object()->erase("type");
  CHECK(server.verify(untyped).status == 400);
}

TEST_CASE("enveloping: what the suite for JOSE has refused") {
  const auto& server = vc_api_server();
  IssuerForTests issuer(crypto::Algorithm::kP384);
  const auto verdict = [&](const json::Object& header, const json::Object& document) {
    return server.verify(issuer.sign(header, document)).status;
  };
  CHECK(verdict(issuer.header(), issuer.credential()) == 200);
  json::Object document = issuer.credential();
  document.set("iss", issuer.did());
  CHECK(verdict(issuer.header(), document) == 200);
  document.set("iss", "did:example:another");
  CHECK(verdict(issuer.header(), document) == 400);
  document = issuer.credential();
  document.set("vc", plain());
  CHECK(verdict(issuer.header(), document) == 400);
  json::Object header = issuer.header();
  header.set("typ", "at+jwt");
  CHECK(verdict(header, issuer.credential()) == 400);
  header = issuer.header();
  header.erase("kid");
  CHECK(verdict(header, issuer.credential()) == 400);
  header = issuer.header();
  header.set("alg", "none");
  CHECK(verdict(header, issuer.credential()) == 400);
  // A member of its own is ignored, and told.
  document = issuer.credential();
  document.set("kettleColour", "red");
  const auto noted = server.verify(issuer.sign(document));
  CHECK(noted.status == 200);
  CHECK(noted.body.array("warnings").size() == 1);
}

// A presentation that its holder signed for somebody.
json::Value presented(IssuerForTests& holder, const json::Value& credential,
                      const json::Object& more = {}) {
  const json::Object presentation{{"@context", json::Array{kBase}},
                                  {"type", json::Array{"VerifiablePresentation"}},
                                  {"holder", holder.did()},
                                  {"verifiableCredential", json::Array{credential}}};
  json::Object options{{"verificationMethod", *holder.header().find("kid")},
                       {"proofPurpose", "authentication"}};
  for (const auto& [name, value] : more) options.set(name, value);
  const auto draft = credential::draft_proof(presentation, options, crypto::Algorithm::kEd25519);
  REQUIRE(draft);
  return credential::attach_proof(presentation, *draft, holder.sign_octets(draft->message));
}

TEST_CASE("presentations: signed for somebody, or not signed at all") {
  const auto& server = vc_api_server();
  IssuerForTests holder(crypto::Algorithm::kEd25519);
  const json::Value enveloped = issued({{"securing", "vc+jwt"}});
  const json::Value embedded = issued({});
  const json::Object binding{{"challenge", "1235abcd6789"}, {"domain", "domain.example"}};
  CHECK(server.verify_presentation(presented(holder, enveloped)).status == 200);
  CHECK(server.verify_presentation(presented(holder, embedded, binding), binding).status == 200);
  const auto other =
      server.verify_presentation(presented(holder, embedded, binding),
                                 {{"challenge", "another"}, {"domain", "domain.example"}});
  CHECK(other.status == 400);
  CHECK(other.body.array("problemDetails").front().text("type") ==
        "https://w3id.org/security#INVALID_CHALLENGE_ERROR");
  CHECK(server.verify_presentation(presented(holder, "https://example.org/a")).status == 400);
  CHECK(server.verify_presentation(presented(holder, plain())).status == 400);

  const auto bare = [&](const json::Array& credentials, const json::Value& contexts) {
    const json::Object presentation{{"@context", contexts},
                                    {"type", json::Array{"VerifiablePresentation"}},
                                    {"verifiableCredential", credentials}};
    return server.post("/vc-api/presentations/verify",
                       json::Object{{"presentation", presentation}});
  };
  const auto unsigned_one = bare({enveloped, embedded}, json::Array{kBase});
  CHECK(unsigned_one.status == 200);
  CHECK(unsigned_one.body.array("warnings").size() == 1);
  CHECK(bare({enveloped}, nullptr).status == 400);
  CHECK(bare({}, json::Array{kBase}).status == 400);
  CHECK(bare({embedded, "text"}, json::Array{kBase}).status == 400);
  CHECK(server
            .verify_presentation(json::Object{{"@context", json::Array{kBase}},
                                              {"type", "VerifiablePresentation"},
                                              {"verifiableCredential", enveloped}})
            .status == 400);
  CHECK(server.verify(presented(holder, embedded)).status == 400);
  CHECK(server.verify_presentation(embedded).status == 400);
}

TEST_CASE("status: given with a credential, set, and read where the credential says") {
  const auto& server = vc_api_server();
  const json::Object entry{{"type", "BitstringStatusListEntry"}, {"statusPurpose", "revocation"}};
  const json::Object options{{"credentialStatus", entry}};
  const json::Value credential = issued(options, set("id", "urn:example:status:1"));
  const json::Value other = issued(options, set("id", "urn:example:status:2"));
  const json::Value& status = *credential.find("credentialStatus");
  CHECK(status.text("type") == "BitstringStatusListEntry");
  CHECK(status.text("statusPurpose") == "revocation");
  CHECK(status.find("statusListIndex")->as_string());
  CHECK(status.text("id") != status.text("statusListCredential"));
  const std::string list(status.text("statusListCredential"));
  REQUIRE(list.starts_with(server.address()));
  const auto published = server.get(list.substr(server.address().size()));
  REQUIRE(published.status == 200);
  CHECK(published.body.text("id") == list);
  CHECK(published.body.array("type").size() == 2);
  const json::Value& subject = *published.body.find("credentialSubject");
  CHECK(subject.text("type") == "BitstringStatusList");
  CHECK(subject.text("encodedList").starts_with("u"));
  CHECK(server.verify(published.body).status == 200);

  const auto update = [&](const std::string& id, bool value) {
    return server
        .post("/vc-api/credentials/status",
              json::Object{{"credentialId", id}, {"credentialStatus", entry}, {"status", value}})
        .status;
  };
  CHECK(server.verify(credential).status == 200);
  CHECK(update("urn:example:status:1", true) == 200);
  const auto revoked = server.verify(credential);
  CHECK(revoked.status == 400);
  CHECK(revoked.body.array("problemDetails").front().text("code") == "status.revoked");
  CHECK(server.verify(other).status == 200);
  CHECK(update("urn:example:status:1", false) == 200);
  CHECK(server.verify(credential).status == 200);
  CHECK(update("urn:example:status:none", true) == 404);
  CHECK(server.get("/vc-api/status-lists/7/revocation").status == 404);
  // A list of another time is that, or an error.
  CHECK(server.get("/vc-api/status-lists/0/revocation?timestamp=2020-01-01T00:00:00Z").status ==
        404);
}

TEST_CASE("status: entries that are no entries are refused by whoever issues") {
  CHECK(issued_with("credentialStatus",
                    R"({"type":"BitstringStatusListEntry","statusPurpose":"revocation",)"
                    R"("statusListIndex":true,"statusListCredential":"https://example.org"})") ==
        "400 status.entry");
  CHECK(issued_with("statusEntry", R"({"type":"BitstringStatusListEntry"})") ==
        "400 model.undefined-term");
}

TEST_CASE("nothing is signed for a page, through a proxy, or for another name") {
  const auto& server = vc_api_server();
  const json::Object request{{"credential", plain()}};
  const std::string_view target = "/vc-api/credentials/issue";
  CHECK(server.post(target, request).status == 201);
  for (const std::string_view field :
       {"Origin: https://page.example\r\n", "X-Forwarded-For: 192.0.2.1\r\n",
        "Forwarded: for=192.0.2.1\r\n", "Via: 1.1 proxy\r\n"}) {
    CAPTURE(field);
    CHECK(server.post(target, request, field).code() == "403 vc-api.not-local");
  }
  CHECK(server.ask(post(target, "application/json", json::compact(request))).code() ==
        "403 vc-api.not-local");
  CHECK(server.send(target, "nonsense").status == 400);
  net::TestClient client(static_cast<std::uint16_t>(std::stoi(server.address().substr(17))));
  CHECK(
      client.get("/vc-api/status-lists/0/revocation").field("Access-Control-Allow-Origin").empty());
}

TEST_CASE("the interface is off unless it is asked for, and never signs with the registry's keys") {
  Home home;
  {
    Server server(home.serving(), home.server_log());
    REQUIRE(server.listens());
    net::TestClient client(server.port());
    for (const std::string_view target :
         {"/vc-api/credentials/issue", "/vc-api/credentials/verify", "/vc-api/presentations/verify",
          "/vc-api/credentials/status"}) {
      CHECK(client.ask(post(target, "application/json", "{}")).status == 404);
    }
  }
  {
    std::vector<std::string> verifying = home.serving();
    verifying.emplace_back("--vc-api");
    Server server(verifying, home.server_log());
    REQUIRE(server.listens());
    net::TestClient client(server.port());
    CHECK(code_in(client.ask(post("/vc-api/credentials/issue", "application/json", "{}")).body) ==
          "vc-api.no-key");
  }
  const auto refused = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"--format", "json", "serve", "--port", "0"});
    const Outcome outcome = home.ask(more);
    return std::to_string(outcome.status) + " " + code_in(outcome.err);
  };
  CHECK(refused({"--vc-api-keys", home.file("registry.db.keys").string()}) ==
        "1 serve.vc-api-keys");
  const std::filesystem::path copies = home.file("copies");
  std::filesystem::create_directory(copies);
  for (const auto& entry : std::filesystem::directory_iterator(home.file("registry.db.keys"))) {
    std::filesystem::copy_file(entry.path(), copies / "ed25519.key",
                               std::filesystem::copy_options::overwrite_existing);
  }
  CHECK(refused({"--vc-api-keys", copies.string()}) == "1 serve.vc-api-keys");
  CHECK(refused({"--vc-api", "--address", "0.0.0.0"}) == "1 serve.vc-api-address");
}

}  // namespace
}  // namespace concordat::fault
