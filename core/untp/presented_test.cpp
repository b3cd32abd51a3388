// Reading what somebody presents: every spelling of every version, and every refusal.
#include "core/untp/presented.hpp"

#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::untp {
namespace {

std::string sample(const std::string& name) {
  std::ifstream stream("spec/corpus/presented/" + name, std::ios::binary);
  REQUIRE(stream);
  return {std::istreambuf_iterator<char>(stream), {}};
}

json::Value document(const std::string& name) { return *json::read(sample(name)); }

json::Object& subject(json::Value& document) {
  return *document.as_object()->find("credentialSubject")->as_object();
}

json::Object& assessment(json::Value& document) {
  return *subject(document).find("conformityAssessment")->as_array()->front().as_object();
}

// Code and place of the refusal; empty when it is read.
std::string refusal(const json::Value& document) {
  const auto found = read(json::compact(document));
  return found ? "" : found.error().code + " " + found.error().place;
}

Presented reading(const std::string& text) {
  auto found = read(text);
  CAPTURE(found ? std::string() : found.error().code + " " + found.error().place);
  REQUIRE(found);
  return std::move(*found);
}

TEST_CASE("a conformity credential of 0.7.0 is read whole") {
  const std::string text = sample("dcc-0.7.0");
  const Presented read = reading(text);
  CHECK(read.version->name == "0.7.0");
  CHECK(read.issuer.id == "did:web:certia.example");
  CHECK(to_string(*read.valid_from) == "2026-01-05T00:00:00.000Z");
  CHECK(to_string(*read.valid_until) == "2029-01-04T23:59:59.000Z");
  CHECK(read.unknown.empty());
  CHECK(read.text == text);
  CHECK(read.digest == crypto::sha256(bytes_of(text)));
  const Conformity& found = std::get<Conformity>(read.subject);
  CHECK(found.assessor_level == "3rdParty");
  CHECK(found.assessment_level == "authority-globalmra");
  CHECK(found.issued_to.registered_id == "BM-1");
  CHECK(found.scheme.id == "https://scheme.example/kettles");
  REQUIRE(found.authorisations.size() == 1);
  CHECK(found.authorisations[0].evidence == "https://accreditation.example/77");
  REQUIRE(found.assessments.size() == 1);
  const Assessment& one = found.assessments[0];
  CHECK(to_string(*one.date) == "2025-12-20");
  CHECK(one.products[0].model == "K-200");
  CHECK(one.products[0].batch == "B1");
  CHECK(one.products[0].verified == true);
  CHECK(one.standards[0].name == "IEC 60335-1");
  CHECK(one.regulations[0].name == "2014/35/EU");
  CHECK(one.conditions == std::vector<std::string>{"indoors"});
  CHECK(one.conformance == true);
}

TEST_CASE("the same attestation in the words of 0.6.1 is read as the same") {
  const Presented now = reading(sample("dcc-0.7.0"));
  const Presented then = reading(sample("dcc-0.6.1"));
  CHECK(then.version->name == "0.6.1");
  CHECK(then.unknown.empty());
  const Conformity& left = std::get<Conformity>(now.subject);
  const Conformity& right = std::get<Conformity>(then.subject);
  CHECK(right.scheme.id == left.scheme.id);
  CHECK(right.issued_to.id == left.issued_to.id);
  REQUIRE(right.assessments.size() == 1);
  CHECK(right.assessments[0].products[0].model == left.assessments[0].products[0].model);
  CHECK(right.assessments[0].products[0].serial == "S9");
  CHECK(right.assessments[0].products[0].verified == true);
  CHECK(right.assessments[0].standards[0].id == left.assessments[0].standards[0].id);
  CHECK(right.assessments[0].regulations.size() == 1);
  // Codes are those of the version: no table says that two of them mean the same.
  CHECK(right.assessment_level == "GlobalMRA");
  CHECK(right.assessments[0].topics == std::vector<std::string>{"social.safety"});
}

TEST_CASE("identity anchors: both spellings of the scheme, of the name and of the scope") {
  for (const char* const name : {"dia-0.7.0", "dia-0.6.1"}) {
    CAPTURE(name);
    const Presented read = reading(sample(name));
    CHECK(read.unknown.empty());
    const Identity& found = std::get<Identity>(read.subject);
    CHECK(found.did == "did:web:certia.example");
    CHECK(found.registered_name == "Certia");
    CHECK(found.registered_id == "XA-PC-004");
    CHECK(found.id_scheme.id == "https://register.example");
    CHECK(found.register_type == "accreditation");
    CHECK(found.scope.size() == 1);
  }
  json::Value other = document("dia-0.7.0");
  json::Object& identity = subject(other);
  identity.set("idScheme", *identity.find("schemeId"));
  identity.erase("schemeId");
  CHECK(std::get<Identity>(reading(json::compact(other)).subject).id_scheme.name == "Register");
}

TEST_CASE("topics are read in every spelling of their address") {
  for (const char* const folder : {"conformity-topic/", "conformity-topics/",
                                   "untp/conformity-topic/", "untp/conformity-topics/"}) {
    json::Value other = document("dcc-0.7.0");
    assessment(other)
        .find("conformityTopic")
        ->as_array()
        ->front()
        .as_object()
        ->set("id",
              std::string("https://vocabulary.uncefact.org/") + folder + "mutual-recognition");
    CHECK(std::get<Conformity>(reading(json::compact(other)).subject).assessments[0].topics[0] ==
          "mutual-recognition");
  }
}

TEST_CASE("a subject in a list is read, two subjects are refused") {
  json::Value other = document("dcc-0.7.0");
  const json::Value one = subject(other);
  other.as_object()->set("credentialSubject", json::Array{one});
  CHECK(refusal(other).empty());
  other.as_object()->set("credentialSubject", json::Array{one, one});
  CHECK(refusal(other) == "untp.subjects /credentialSubject");
  other.as_object()->set("credentialSubject", json::Array{});
  CHECK(refusal(other) == "untp.subjects /credentialSubject");
}

TEST_CASE("a status index is taken as a number and as digits, and as nothing else") {
  json::Value other = document("dcc-0.7.0");
  const auto with = [&](json::Value index) {
    other.as_object()
        ->find("credentialStatus")
        ->as_object()
        ->set("statusListIndex", std::move(index));
    return refusal(other);
  };
  CHECK(with(0).empty());
  CHECK(with("17").empty());
  CHECK(with(-1) == "untp.range /credentialStatus/statusListIndex");
  CHECK(with("-1") == "untp.range /credentialStatus/statusListIndex");
  CHECK(with("") == "untp.range /credentialStatus/statusListIndex");
  CHECK(with(1.5) == "untp.kind /credentialStatus/statusListIndex");
}

TEST_CASE("terms that the version does not define are told, and refuse nothing") {
  json::Value other = document("dcc-0.7.0");
  other.as_object()->set("rating", 5);
  assessment(other).set("a/b~c", true);
  subject(other).find("type")->as_array()->push_back("InventedAttestation");
  const Presented read = reading(json::compact(other));
  CHECK(read.unknown ==
        std::vector<std::string>{"/credentialSubject/type/1",
                                 "/credentialSubject/conformityAssessment/0/a~1b~0c", "/rating"});
}

TEST_CASE("what a version demands is demanded, with its place") {
  json::Value other = document("dcc-0.7.0");
  subject(other).erase("referenceScheme");
  CHECK(refusal(other) == "untp.missing /credentialSubject/referenceScheme");
  other = document("dcc-0.7.0");
  other.as_object()->erase("name");
  CHECK(refusal(other) == "untp.missing /name");
  // 0.6.1 demands less of the envelope, and more of an assessment.
  other = document("dcc-0.6.1");
  other.as_object()->erase("validFrom");
  CHECK(refusal(other).empty());
  const json::Value* const shown = other.find("credentialSubject");
  json::Value old_subject = shown->as_array()->front();
  old_subject.as_object()
      ->find("assessment")
      ->as_array()
      ->front()
      .as_object()
      ->erase("conformance");
  other.as_object()->set("credentialSubject", old_subject);
  CHECK(refusal(other) == "untp.missing /credentialSubject/assessment/0/conformance");
}

TEST_CASE("values of the wrong kind are refused where they stand") {
  json::Value other = document("dcc-0.7.0");
  assessment(other).set("conformance", "yes");
  CHECK(refusal(other) == "untp.kind /credentialSubject/conformityAssessment/0/conformance");
  other = document("dcc-0.7.0");
  assessment(other).set("assessmentDate", "2025-02-30");
  CHECK(refusal(other) == "untp.date /credentialSubject/conformityAssessment/0/assessmentDate");
  other = document("dcc-0.7.0");
  subject(other).set("assessmentLevel", "GlobalMRA");
  CHECK(refusal(other) == "untp.code /credentialSubject/assessmentLevel");
  other = document("dcc-0.7.0");
  other.as_object()->set("id", "17");
  CHECK(refusal(other) == "untp.uri /id");
  other.as_object()->set("issuer", "did:web:certia.example");
  other.as_object()->set("id", "urn:x:17");
  CHECK(refusal(other) == "untp.kind /issuer");
}

TEST_CASE("another version, another kind") {
  CHECK(refusal(document("no-version")) == "untp.version /@context");
  json::Value other = document("dcc-0.7.0");
  other.as_object()->set("type", json::Array{"VerifiableCredential"});
  CHECK(refusal(other) == "untp.type /type");
  other.as_object()->set("type",
                         json::Array{"DigitalConformityCredential", "DigitalIdentityAnchor"});
  CHECK(refusal(other) == "untp.type /type");
  CHECK(refusal(json::Value(json::Array{})) == "jws.form dots");
}

TEST_CASE("a token and an envelope hold the same credential; their own octets are kept") {
  const Presented plain = reading(sample("dcc-0.7.0"));
  for (const char* const name : {"token", "envelope"}) {
    const std::string text = sample(name);
    const Presented read = reading(text);
    CHECK(read.id == plain.id);
    CHECK(read.text == text);
    CHECK(read.digest != plain.digest);
  }
  CHECK(read("").error().code == "jws.form");
  CHECK(read(std::string(kLargestCredential + 1, ' ')).error().code == "untp.too-large");
  CHECK(read(R"({"id":1,"id":2})").error().code == "json.duplicate-name");
}

}  // namespace
}  // namespace concordat::untp
