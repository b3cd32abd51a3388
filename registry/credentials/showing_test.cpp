// A determination that starts from what somebody shows.
#include "registry/credentials/showing.hpp"

#include <doctest/doctest.h>

#include "adapters/memory/memory_store.hpp"
#include "registry/credentials/world_for_tests.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::registry {
namespace {

using fixture::draft;

// A market, a body that is designated for its act and has a key of its own, one certificate.
class House {
 public:
  House() : registry_(std::move(*site_.found(std::make_unique<memory::MemoryStore>()))) {
    ports_.ports.registry = registry_.get();
    say("economy", fixture::kOperator,
        {{"code", "XA"}, {"kind", "economy"}, {"names", json::Object{{"en", "Xanadu"}}}});
    for (const char* const name : {"ministry", "certia", "other"}) {
      const bool ministry = std::string_view(name) == "ministry";
      json::Array roles;
      if (ministry) roles.push_back("authority");
      roles.push_back(ministry ? "designating-authority" : "conformity-assessment-body");
      say("organisation", fixture::kOperator,
          {{"organisation", name},
           {"names", json::Object{{"en", name}}},
           {"economy", "XA"},
           {"roles", std::move(roles)}});
    }
    say("legal-act", "ministry",
        {{"act", "ACT"}, {"market", "XA"}, {"title", json::Object{{"en", "The act"}}}});
    for (const char* const name : {"certia", "other"}) {
      say("designation", "ministry", {{"body", name}, {"act", "ACT"}});
      enrol(name);
    }
    say("certificate", "certia",
        {{"certificate", "C-17"},
         {"number", "C-17"},
         {"artefact", "certificate"},
         {"body", "certia"},
         {"act", "ACT"},
         {"legalEffect", "mandatory"},
         {"sector", "kettles"},
         {"holder", "Brewmaster"},
         {"editions", json::Array{"IEC-60335-1"}},
         {"product", json::Object{{"models", json::Array{"K-200"}}}},
         {"issued", "2026-01-05"}},
        "2026-01-05", "2029-01-05");
  }

  std::string did(const std::string& organisation) {
    return "did:key:" + credential::to_multikey((*site_.keys.signer(organisation))->public_key());
  }
  // The sample of the corpus, issued and signed by that organisation's key.
  json::Object credential(const std::string& organisation) {
    std::ifstream stream("spec/corpus/presented/dcc-0.7.0", std::ios::binary);
    REQUIRE(stream);
    json::Value made = *json::read(std::string(std::istreambuf_iterator<char>(stream), {}));
    made.as_object()->find("issuer")->as_object()->set("id", did(organisation));
    made.as_object()->erase("credentialStatus");
    return *made.as_object();
  }
  std::string token(const std::string& organisation, const json::Object& document) {
    Signer& signer = **site_.keys.signer(organisation);
    const json::Object header{
        {"alg", crypto::jws_algorithm(signer.public_key())},
        {"typ", "vc+jwt"},
        {"kid", did(organisation) + "#" + credential::to_multikey(signer.public_key())}};
    const std::string input = credential::signing_input(header, json::compact(document));
    return credential::assemble(input, *signer.sign(bytes_of(input)));
  }

  Result<json::Value> ask(json::Object question) {
    return answer_showing(question, {.policy = {.at = *parse_timestamp("2026-06-01T00:00:00Z")}},
                          ports_.ports);
  }
  json::Value shown(json::Value document) {
    auto answer = ask({{"credential", json::Object{{"document", std::move(document)}}},
                       {"purpose", "recognition"},
                       {"market", "XA"},
                       {"date", "2026-06-01"}});
    CAPTURE(answer ? std::string() : answer.error().code + " " + answer.error().place);
    REQUIRE(answer);
    return std::move(*answer);
  }

 private:
  void enrol(const std::string& organisation) {
    const crypto::PublicKey key = (*site_.keys.create(organisation))->public_key();
    say("key", fixture::kOperator,
        {{"organisation", organisation}, {"key", crypto::to_jwk(key)}, {"custody", "self"}});
  }
  void say(const std::string& type, std::string_view author, json::Object body,
           const std::string& from = "2000-01-01", const std::string& until = "") {
    json::Value made = draft({.id = "s" + std::to_string(++count_),
                              .type = type,
                              .author = std::string(author),
                              .body = std::move(body)});
    json::Object& effective = *made.as_object()->find("effective")->as_object();
    effective.set("from", from);
    if (!until.empty()) effective.set("until", until);
    const auto outcomes =
        submit_drafts(*registry_, site_.keys, {made}, {.today = {20'454}, .enrol = true});
    const Error refusal = outcomes[0] ? Error{} : outcomes[0].error();
    CAPTURE(refusal.code);
    CAPTURE(refusal.place);
    REQUIRE(outcomes[0]);
  }

  fixture::Site site_;
  PortsForTests ports_;
  std::unique_ptr<Registry> registry_;
  int count_ = 0;
};

std::string presented(const json::Value& answer) {
  const json::Value& question = *answer.find("determination")->find("question");
  return std::string(question.array("attestations")[0].text("presented", "not-presented"));
}

std::string outcome(const json::Value& answer, std::string_view member) {
  for (const json::Value& line : answer.array("compared")) {
    if (line.text("member") == member) return std::string(line.text("outcome"));
  }
  return "";
}

TEST_CASE(
    "the body's own credential counts as signed by the issuer, and agrees with what is on file") {
  House house;
  const json::Value answer = house.shown(house.token("certia", house.credential("certia")));
  CHECK(answer.find("verification")->text("verdict") == "verified");
  CHECK(presented(answer) == "verified");
  CHECK(answer.find("onFile")->text("certificate") == "C-17");
  for (const char* const member :
       {"issuer", "holder", "firstDay", "lastDay", "standards", "models", "conformance"}) {
    CAPTURE(member);
    CHECK(outcome(answer, member) == "same");
  }
  // Its scheme is another one's; its number stands nowhere but in its address.
  CHECK(outcome(answer, "scheme") == "differs");
  CHECK(outcome(answer, "number") == "not-in-credential");
  CHECK(answer.find("credential")->text("version") == "0.7.0");
}

TEST_CASE("a good signature of another body is not the issuer's") {
  House house;
  const json::Value answer = house.shown(house.token("other", house.credential("other")));
  CHECK(answer.find("verification")->text("verdict") == "verified");
  CHECK(presented(answer) == "not-checked");
  CHECK(outcome(answer, "issuer") == "differs");
}

TEST_CASE(
    "without the issuer's document it could not be checked; unsigned or altered it is rejected") {
  House house;
  json::Object document = house.credential("certia");
  CHECK(presented(house.shown(document)) == "rejected");
  json::Object elsewhere = document;
  elsewhere.find("issuer")->as_object()->set("id", "did:web:certia.example");
  const json::Object header{
      {"alg", "EdDSA"}, {"typ", "vc+jwt"}, {"kid", "did:web:certia.example#1"}};
  const std::string unknown =
      credential::assemble(credential::signing_input(header, json::compact(elsewhere)), Bytes(64));
  CHECK(presented(house.shown(unknown)) == "not-checked");
  std::string token = house.token("certia", document);
  token[token.size() - 10] = token[token.size() - 10] == 'A' ? 'B' : 'A';
  const json::Value answer = house.shown(token);
  CHECK(answer.find("verification")->text("verdict") == "rejected");
  CHECK(presented(answer) == "rejected");
}

TEST_CASE("where the two differ is told, member by member") {
  House house;
  json::Object document = house.credential("certia");
  document.set("validUntil", "2030-01-05T00:00:00Z");
  json::Object& subject = *document.find("credentialSubject")->as_object();
  subject.find("issuedToParty")->as_object()->set("name", "Somebody else");
  json::Object& assessment = *subject.find("conformityAssessment")->as_array()->front().as_object();
  assessment.set("conformance", false);
  assessment.find("assessedProduct")
      ->as_array()
      ->front()
      .as_object()
      ->find("product")
      ->as_object()
      ->set("modelNumber", "K-300");
  assessment.erase("referenceStandard");
  const json::Value answer = house.shown(house.token("certia", document));
  CHECK(outcome(answer, "lastDay") == "differs");
  CHECK(outcome(answer, "firstDay") == "same");
  CHECK(outcome(answer, "holder") == "differs");
  CHECK(outcome(answer, "models") == "differs");
  CHECK(outcome(answer, "conformance") == "differs");
  CHECK(outcome(answer, "standards") == "not-in-credential");
}

TEST_CASE("what a credential does not say of conformity is not taken for a yes") {
  House house;
  const auto with = [&](const std::function<void(json::Array&)>& change) {
    json::Object document = house.credential("certia");
    json::Object& subject = *document.find("credentialSubject")->as_object();
    change(*subject.find("conformityAssessment")->as_array());
    return outcome(house.shown(house.token("certia", document)), "conformance");
  };
  CHECK(with([](json::Array&) {}) == "same");
  CHECK(with([](json::Array& all) { all.front().as_object()->set("conformance", false); }) ==
        "differs");
  // The published schema asks neither for an assessment nor for its outcome.
  CHECK(with([](json::Array& all) { all.front().as_object()->erase("conformance"); }) ==
        "not-in-credential");
  CHECK(with([](json::Array& all) { all.clear(); }) == "not-in-credential");
  CHECK(with([](json::Array& all) {
          json::Value silent = all.front();
          silent.as_object()->erase("conformance");
          all.push_back(std::move(silent));
        }) == "not-in-credential");
}

TEST_CASE("what a credential says of the body's authority is worth nothing here") {
  House house;
  json::Object boastful = house.credential("other");
  json::Object& subject = *boastful.find("credentialSubject")->as_object();
  subject.set("assessorLevel", "3rdParty");
  subject.set("assessmentLevel", "authority-mandate");
  json::Object modest = boastful;
  modest.find("credentialSubject")->as_object()->set("assessmentLevel", "no-endorsement");
  modest.find("credentialSubject")->as_object()->erase("authorisation");
  CHECK(subject.find("authorisation") != nullptr);
  const json::Value left = house.shown(house.token("other", boastful));
  const json::Value right = house.shown(house.token("other", modest));
  CHECK(left.find("credential")->text("assessmentLevel") == "authority-mandate");
  CHECK(*left.find("determination") == *right.find("determination"));
  CHECK(*left.find("compared") == *right.find("compared"));
}

TEST_CASE("an anchor of an identity attests nothing about a product") {
  House house;
  std::ifstream stream("spec/corpus/presented/dia-0.7.0", std::ios::binary);
  json::Value anchor = *json::read(std::string(std::istreambuf_iterator<char>(stream), {}));
  anchor.as_object()->find("issuer")->as_object()->set("id", house.did("certia"));
  const auto answer = house.ask(
      {{"credential", json::Object{{"document", house.token("certia", *anchor.as_object())}}},
       {"market", "XA"},
       {"date", "2026-06-01"}});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == "untp.type");
  CHECK(answer.error().place == "/credential/document/type");
}

TEST_CASE("criteria are compared by the addresses of our catalogue, and by nothing else") {
  House house;
  const auto with = [&](const std::string& id) {
    json::Object document = house.credential("certia");
    json::Object& assessment = *document.find("credentialSubject")
                                    ->as_object()
                                    ->find("conformityAssessment")
                                    ->as_array()
                                    ->front()
                                    .as_object();
    assessment.set("assessmentCriteria",
                   json::Array{json::Object{{"id", id}, {"name", "IEC-60335-1"}}});
    return outcome(house.shown(house.token("certia", document)), "criteria");
  };
  const std::string ours = "https://registry.example/vocabulary/standards/IEC-60335-1";
  CHECK(with(ours) == "same");
  // The same octets, spelled otherwise.
  CHECK(with("https://registry.example/vocabulary/standards/IEC%2D60335-1") == "same");
  CHECK(with(ours + "%3A2020") == "differs");
  CHECK(with(ours + "/8.1") == "differs");
  // Somebody else's criterion of that name may be another: nothing is said about it.
  CHECK(with("https://standards.example/IEC-60335-1").empty());
  CHECK(with("https://registry.example.evil/vocabulary/standards/IEC-60335-1").empty());
}

TEST_CASE("a day is compared as it was written, and an end at midnight is the day before") {
  House house;
  json::Object document = house.credential("certia");
  document.set("validFrom", "2026-01-05T00:00:00+10:00");
  document.set("validUntil", "2029-01-05T00:00:00Z");
  const json::Value answer = house.shown(house.token("certia", document));
  CHECK(outcome(answer, "firstDay") == "same");
  CHECK(outcome(answer, "lastDay") == "same");
}

TEST_CASE("a certificate that is not on file is asked for all the same, and nothing is compared") {
  House house;
  json::Object document = house.credential("certia");
  document.find("credentialSubject")->as_object()->set("id", "urn:x:NOBODY");
  document.find("credentialSubject")->as_object()->erase("conformityCertificate");
  const json::Value answer = house.shown(house.token("certia", document));
  CHECK(answer.find("onFile") == nullptr);
  CHECK(answer.find("compared") == nullptr);
  CHECK(answer.find("determination")->text("verdict") != "recognised");
  CHECK(presented(answer) == "not-checked");
}

TEST_CASE("questions that cannot be answered say where") {
  House house;
  const auto refusal = [&](json::Object question) {
    const auto answer = house.ask(std::move(question));
    return answer ? "" : answer.error().code + " " + answer.error().place;
  };
  const json::Object asked{{"market", "XA"}, {"date", "2026-06-01"}};
  CHECK(refusal(asked) == "question.missing-member /credential");
  json::Object other = asked;
  other.set("credential", "x");
  CHECK(refusal(other) == "question.wrong-kind /credential");
  other.set("credential", json::Object{{"document", "x"}});
  CHECK(refusal(other) == "jws.form /credential/documentdots");
  json::Object identity = *json::read(R"({"credential": {"document": {}}})")->as_object();
  CHECK(refusal(identity) == "untp.version /credential/document/@context");
  other.set("credential", json::Object{{"colour", "red"}, {"document", "x"}});
  CHECK(refusal(other) == "verification.unknown-member /credential/colour");
  // A data: URL with a semicolon where its comma belongs.
  other.set("credential",
            json::Object{
                {"document",
                 json::Object{{"@context", json::Array{"https://www.w3.org/ns/credentials/v2"}},
                              {"type", json::Array{"EnvelopedVerifiableCredential"}},
                              {"id", "data:application/vc+jwt;eyJhbGciOiJFZERTQSJ9.e30.AAAA"}}}});
  CHECK(refusal(other) == "envelope.form /credential/document/id");
  other.set("attestations", json::Array{});
  CHECK(refusal(other) == "question.unknown-member /attestations");
}

}  // namespace
}  // namespace concordat::registry
