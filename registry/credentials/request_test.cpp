// A question in JSON, and what it may and may not say.
#include "registry/credentials/request.hpp"

#include <doctest/doctest.h>

#include "registry/credentials/world_for_tests.hpp"

namespace concordat::registry {
namespace {

class Desk {
 public:
  // The verdict, or the code of a question that is refused with its place.
  std::string ask(const json::Value& question, const VerifyingDefaults& defaults) const {
    const auto given = answer(question, defaults, ports_.ports);
    if (!given) return given.error().code + " " + given.error().place;
    return std::string(given->text("verdict"));
  }
  std::string ask(const json::Value& question) const {
    return ask(question, {.policy = {.at = *parse_timestamp("2024-06-01T00:00:00Z")}});
  }
  [[nodiscard]] const VerifyingPorts& ports() const { return ports_.ports; }

 private:
  PortsForTests ports_;
};

TEST_CASE("a question carries all that it needs") {
  IssuerForTests issuer(crypto::Algorithm::kP256);
  const Desk desk;
  json::Object question{{"document", issuer.sign(issuer.credential())}};
  CHECK(desk.ask(question) == "verified");
  question.set("at", "2023-01-01T00:00:00Z");
  CHECK(desk.ask(question) == "rejected");
  question.set("at", "2023-12-31T23:00:00Z");
  question.set("skewSeconds", 3600);
  CHECK(desk.ask(question) == "verified");
  question.set("nonce", "n");
  CHECK(desk.ask(question) == "rejected");
}

TEST_CASE("documents and keys come with the question, before those at hand") {
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  const Desk desk;
  json::Object document = issuer.credential();
  document.set("issuer", "https://body.example");
  json::Object header = issuer.header();
  header.set("kid", "https://body.example#1");
  json::Object question{{"document", issuer.sign(header, document)}};
  CHECK(desk.ask(question) == "could-not-be-checked");
  question.set("key", crypto::to_jwk(issuer.key()));
  CHECK(desk.ask(question) == "verified");
  const json::Object method{{"id", "https://body.example#1"},
                            {"type", "JsonWebKey"},
                            {"controller", "https://body.example"},
                            {"publicKeyJwk", crypto::to_jwk(issuer.key())}};
  const json::Object controller{{"id", "https://body.example"},
                                {"verificationMethod", json::Array{method}},
                                {"assertionMethod", json::Array{"#1"}}};
  question.erase("key");
  question.set("controllers", json::Array{controller});
  CHECK(desk.ask(question) == "verified");
  question.set("controllers", json::Array{controller, controller});
  CHECK(desk.ask(question) == "presented.repeated /controllers/1");
  // Of the command, when the question has none.
  question.erase("controllers");
  Presented at_hand(desk.ports());
  REQUIRE(at_hand.add_controller(*credential::read_controller(json::Value(controller))));
  CHECK(desk.ask(question, {.policy = {.at = *parse_timestamp("2024-06-01T00:00:00Z")},
                            .documents = &at_hand}) == "verified");
}

TEST_CASE("a document may be an object") {
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  const json::Object envelope{
      {"@context", "https://www.w3.org/ns/credentials/v2"},
      {"type", "EnvelopedVerifiableCredential"},
      {"id", "data:application/vc+jwt," + issuer.sign(issuer.credential())}};
  const Desk desk;
  CHECK(desk.ask(json::Object{{"document", envelope}}) == "verified");
  CHECK(desk.ask(json::Object{{"document", issuer.credential()}}) == "rejected");
}

TEST_CASE("an option that is misspelt does not read as not asked for") {
  const Desk desk;
  const auto with = [&](std::string_view name, const json::Value& value) {
    return desk.ask(json::Object{{"document", "a.b.c"}, {std::string(name), value}});
  };
  CHECK(desk.ask(json::Array{}) == "verification.form ");
  CHECK(desk.ask(json::Object{}) == "verification.document /document");
  CHECK(desk.ask(json::Object{{"document", 7}}) == "verification.document /document");
  CHECK(with("Nonce", "n") == "verification.unknown-member /Nonce");
  CHECK(with("nonce", 7) == "verification.form /nonce");
  CHECK(with("at", "now") == "time.timestamp /at");
  CHECK(with("skewSeconds", 3601) == "verification.form /skewSeconds");
  CHECK(with("skewSeconds", -1) == "verification.form /skewSeconds");
  CHECK(with("maxAgeSeconds", "300") == "verification.form /maxAgeSeconds");
  CHECK(with("strictTerms", "yes") == "verification.form /strictTerms");
  CHECK(with("controllers", json::Object{}) == "verification.form /controllers");
  CHECK(with("controllers", json::Array{7}) == "controller.form /controllers/0");
  CHECK(with("statusLists", json::Array{"x"}) == "presented.list /statusLists/0");
  CHECK(with("key", json::Object{{"kty", "RSA"}}) == "key.unsupported /key/crv");
  CHECK(with("trust", true) == "verification.no-registry ");
  CHECK(with("id", 7) == "rejected");
}

TEST_CASE("a list says by itself which it is") {
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  json::Object list = issuer.credential();
  list.set("id", "https://body.example/status/1");
  const std::string token = issuer.sign(list);
  CHECK(identifier_of_list(token) == "https://body.example/status/1");
  CHECK(identifier_of_list(json::compact(list)) == "https://body.example/status/1");
  CHECK(identifier_of_list(issuer.sign(json::Object{{"sub", "https://body.example/2"}})) ==
        "https://body.example/2");
  const json::Object envelope{{"@context", "https://www.w3.org/ns/credentials/v2"},
                              {"type", "EnvelopedVerifiableCredential"},
                              {"id", "data:application/vc+jwt," + token}};
  CHECK(identifier_of_list(json::compact(envelope)) == "https://body.example/status/1");
  CHECK(identifier_of_list(issuer.sign(json::Object{})).error().code == "presented.list");
  const Desk desk;
  Presented documents(desk.ports());
  REQUIRE(documents.add_status_list(token + "\n"));
  CHECK(documents.status_list("https://body.example/status/1") == token);
  CHECK_FALSE(documents.status_list("https://body.example/status/2"));
  CHECK(documents.add_status_list(token).error().code == "presented.repeated");
}

}  // namespace
}  // namespace concordat::registry
