// What a document of the data model must and must not say.
#include "core/credential/model/model.hpp"

#include <functional>

#include <doctest/doctest.h>

#include "core/credential/model/terms.hpp"
#include "core/credential/model/url.hpp"
#include "core/json/read.hpp"

namespace concordat::credential {
namespace {

constexpr std::string_view kBase = "https://www.w3.org/ns/credentials/v2";

json::Object credential() {
  return *json::read(R"({
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "id": "urn:uuid:0f6a",
    "type": ["VerifiableCredential", "DigitalConformityCredential"],
    "issuer": {"id": "did:web:body.example", "name": "Body"},
    "validFrom": "2024-01-01T00:00:00Z",
    "credentialSubject": {"id": "urn:example:product"}
  })")
              ->as_object();
}

std::string code(const std::function<void(json::Object&)>& change) {
  json::Object document = credential();
  change(document);
  const Status status = check_credential(document);
  return status ? "" : status.error().code + " " + status.error().place;
}
std::string with(std::string_view name, std::string_view value) {
  return code([&](json::Object& document) { document.set(name, *json::read(value)); });
}
std::string without(std::string_view name) {
  return code([&](json::Object& document) { document.erase(name); });
}

TEST_CASE("what the model requires") {
  CHECK(code([](json::Object&) {}) == "");
  CHECK(without("@context") == "model.context /@context");
  CHECK(without("type") == "model.type /type");
  CHECK(without("issuer") == "model.issuer /issuer");
  CHECK(without("credentialSubject") == "model.subject /credentialSubject");
  CHECK(without("id") == "");
  CHECK(without("validFrom") == "");
}

TEST_CASE("contexts are an ordered set that begins with the base context") {
  CHECK(with("@context", R"("https://www.w3.org/ns/credentials/v2")") == "model.context /@context");
  CHECK(with("@context", "[]") == "model.context /@context");
  CHECK(with("@context", R"(["https://example.org/c","https://www.w3.org/ns/credentials/v2"])") ==
        "model.context /@context/0");
  CHECK(with("@context", R"(["https://www.w3.org/2018/credentials/v1"])") ==
        "model.context /@context/0");
  CHECK(with("@context", R"(["https://www.w3.org/ns/credentials/v2/"])") ==
        "model.context /@context/0");
  CHECK(with("@context", R"(["https://www.w3.org/ns/credentials/v2",7])") ==
        "model.context /@context/1");
  CHECK(with("@context", R"(["https://www.w3.org/ns/credentials/v2","no url"])") ==
        "model.context /@context/1");
  CHECK(with("@context", R"(["https://www.w3.org/ns/credentials/v2",{"a":"urn:a"}])") == "");
}

TEST_CASE("identifiers are single URLs") {
  for (const char* const id : {"7", "null", R"(["urn:a"])", R"({"id":"urn:a"})", R"("")",
                               R"("no-url")", R"("urn:a b")", R"("urn:")"}) {
    CAPTURE(id);
    CHECK(with("id", id) == "model.id /id");
  }
  CHECK(with("issuer", R"("did:web:body.example")") == "");
  CHECK(with("issuer", R"({"name":"Body"})") == "model.issuer /issuer/id");
  CHECK(with("issuer", R"("body")") == "model.issuer /issuer");
  CHECK(with("issuer", R"(["did:web:a.example"])") == "model.issuer /issuer");
  CHECK(with("credentialSubject", R"({"id":"me","name":"x"})") ==
        "model.subject /credentialSubject/id");
}

TEST_CASE("types name the credential") {
  CHECK(with("type", R"("VerifiableCredential")") == "");
  CHECK(with("type", R"(["DigitalConformityCredential"])") == "model.type /type");
  CHECK(with("type", R"(["VerifiableCredential",7])") == "model.type /type");
  CHECK(with("type", "[]") == "model.type /type");
}

TEST_CASE("a subject makes a claim") {
  CHECK(with("credentialSubject", "{}") == "model.subject /credentialSubject");
  CHECK(with("credentialSubject", "[]") == "model.subject /credentialSubject");
  CHECK(with("credentialSubject", R"("urn:a")") == "model.subject /credentialSubject");
  CHECK(with("credentialSubject", R"([{"id":"urn:a"},{}])") ==
        "model.subject /credentialSubject/1");
  CHECK(with("credentialSubject", R"([{"id":"urn:a"},{"id":"urn:b"}])") == "");
}

TEST_CASE("dates are timestamps in order") {
  CHECK(with("validFrom", "1704067200") == "model.date /validFrom");
  CHECK(with("validUntil", R"("2024-06-01")") == "model.date /validUntil");
  CHECK(with("validUntil", R"("2023-12-31T23:59:59Z")") == "model.interval /validUntil");
  // The text is earlier, the instant is not.
  CHECK(with("validUntil", R"("2023-12-31T23:30:00-01:00")") == "");
}

TEST_CASE("status, schema, evidence, terms and services have types, schemas an identifier") {
  CHECK(with("credentialStatus", R"({"id":"urn:a"})") == "model.status /credentialStatus/type");
  CHECK(with("credentialStatus", R"({"type":"T","id":"x"})") ==
        "model.status /credentialStatus/id");
  CHECK(with("credentialStatus", R"([{"type":"T"},{"type":"U"}])") == "");
  CHECK(with("credentialSchema", R"({"type":"JsonSchema"})") ==
        "model.schema /credentialSchema/id");
  CHECK(with("credentialSchema", R"({"id":"https://a.example","type":"JsonSchema"})") == "");
  CHECK(with("evidence", R"([{"id":"urn:e"}])") == "model.evidence /evidence/0/type");
  CHECK(with("termsOfUse", R"("free")") == "model.terms-of-use /termsOfUse");
  CHECK(with("refreshService", R"({"id":"urn:a"})") == "model.refresh /refreshService/type");
}

TEST_CASE("texts may have a language, and nothing else beside it") {
  CHECK(with("name", R"("Certificate")") == "");
  CHECK(with("name", R"({"@value":"Certificat","@language":"fr"})") == "");
  CHECK(with("name", R"([{"@value":"a","@language":"en"},{"@value":"b","@direction":"rtl"}])") ==
        "");
  CHECK(with("name", R"({"@language":"fr"})") == "model.language /name");
  CHECK(with("name", R"({"@value":"a","url":"urn:b"})") == "model.language /name");
  CHECK(with("description", R"({"@value":"a","@direction":"up"})") ==
        "model.language /description");
  CHECK(with("description", "7") == "model.language /description");
}

TEST_CASE("related resources are named once, with a digest") {
  CHECK(with("relatedResource", R"([{"id":"urn:a","digestSRI":"sha256-x"}])") == "");
  CHECK(with("relatedResource", R"([{"id":"urn:a"}])") == "model.related /relatedResource/0");
  CHECK(with("relatedResource",
             R"([{"id":"urn:a","digestSRI":"x"},{"id":"urn:a","digestMultibase":"y"}])") ==
        "model.related /relatedResource/1/id");
}

TEST_CASE("a presentation holds objects that are secured") {
  const auto of = [](std::string_view text) {
    const auto document = json::read(text);
    const Status status = check_presentation(*document);
    return status ? std::string() : status.error().code;
  };
  const std::string head =
      R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":"VerifiablePresentation")";
  CHECK(of(head + "}") == "");
  CHECK(of(head + R"(,"holder":"did:web:a.example"})") == "");
  CHECK(of(head + R"(,"holder":"me"})") == "model.holder");
  CHECK(of(head + R"(,"verifiableCredential":[]})") == "");
  CHECK(of(head + R"(,"verifiableCredential":["eyJ"]})") == "model.credentials");
  CHECK(of(head + R"(,"verifiableCredential":[{"type":"VerifiableCredential"}]})") ==
        "model.credentials");
  CHECK(of(head + R"(,"verifiableCredential":{"type":"EnvelopedVerifiableCredential"}})") == "");
  CHECK(of(R"({"@context":["https://www.w3.org/ns/credentials/v2"],)"
           R"("type":"VerifiableCredential"})") == "model.type");
}

TEST_CASE("a URL has a scheme and no characters that URLs cannot hold") {
  for (const char* const good : {"https://a.example/x?y#z", "did:web:a.example", "urn:uuid:1",
                                 "data:application/vc+jwt,eyJ"}) {
    CHECK(is_url(good));
  }
  for (const char* const bad : {"", ":", "a:", "1a:b", "a b:c", "https://a b", "https://a\n", "a",
                                "urn:<x>", "//a.example"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_url(bad));
  }
}

std::vector<std::string> undefined(std::string_view contexts, std::string_view subject) {
  json::Object document = credential();
  document.set("@context", *json::read(contexts));
  document.set("type", json::Array{"VerifiableCredential"});
  document.set("credentialSubject", *json::read(subject));
  const Undefined found = find_undefined(document);
  std::vector<std::string> all = found.contexts;
  all.insert(all.end(), found.terms.begin(), found.terms.end());
  return all;
}
std::string base_and(std::string_view more) {
  return "[\"" + std::string(kBase) + "\"" + std::string(more) + "]";
}

TEST_CASE("terms that no context defines are found") {
  using Found = std::vector<std::string>;
  CHECK(undefined(base_and(""), R"({"name":"x"})") == Found{});
  CHECK(undefined(base_and(""), R"({"degree":{"type":"X"}})") ==
        Found{"/credentialSubject/degree"});
  CHECK(undefined(base_and(""), R"({"type":["Thing"]})") == Found{"/credentialSubject/type/0"});
  CHECK(undefined(base_and(""), R"({"schema:name":"x","@id":"urn:a"})") == Found{});
  CHECK(undefined(base_and(R"(,"https://www.w3.org/ns/credentials/examples/v2")"),
                  R"({"degree":{"type":"X"}})") == Found{});
  CHECK(undefined(base_and(R"(,"https://vocabulary.uncefact.org/untp/0.7.0/context/")"),
                  R"({"type":"ConformityAttestation","assessorLevel":"3rdParty","colour":1})") ==
        Found{"/credentialSubject/colour"});
  // Classes of UNTP that its pages name and its context does not.
  for (const char* const name :
       {"Endorsement", "Image", "Link", "Measure", "Organisation", "Performance", "Score"}) {
    CAPTURE(name);
    CHECK(undefined(base_and(R"(,"https://vocabulary.uncefact.org/untp/0.7.0/context/")"),
                    R"({"type":")" + std::string(name) + "\"}") ==
          Found{"/credentialSubject/type"});
  }
  CHECK(undefined(base_and(R"(,{"colour":"urn:c"})"), R"({"colour":1,"shape":2})") ==
        Found{"/credentialSubject/shape"});
  CHECK(undefined(base_and(R"(,{"@vocab":"urn:"})"), R"({"colour":1})") == Found{});
  // An unknown context could define anything.
  CHECK(undefined(base_and(R"(,"https://a.example/c")"), R"({"colour":1})") ==
        Found{"https://a.example/c"});
  CHECK(undefined(base_and(""), R"({"evidence":{"@context":{"x":"urn:x"},"x":1}})") ==
        Found{"/credentialSubject/evidence"});
}

}  // namespace
}  // namespace concordat::credential
