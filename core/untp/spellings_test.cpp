// Every field that has two spellings, and every trap of reading that the versions and the pilots
// have laid, one by one.
#include <fstream>
#include <functional>
#include <iterator>

#include <doctest/doctest.h>

#include "core/base/base64url.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/untp/presented.hpp"

namespace concordat::untp {
namespace {

json::Value document(const std::string& name) {
  std::ifstream stream("spec/corpus/presented/" + name, std::ios::binary);
  REQUIRE(stream);
  return *json::read(std::string((std::istreambuf_iterator<char>(stream)), {}));
}

json::Object& subject(json::Value& document) {
  json::Value& found = *document.as_object()->find("credentialSubject");
  return found.as_array() ? *found.as_array()->front().as_object() : *found.as_object();
}

json::Object& assessment(json::Value& document) {
  json::Value* found = subject(document).find("conformityAssessment");
  if (!found) found = subject(document).find("assessment");
  return *found->as_array()->front().as_object();
}

using Change = std::function<void(json::Value&)>;

// Code and place of the refusal, or the terms that were not known; empty when neither.
std::string reading(const std::string& name, const Change& change) {
  json::Value changed = document(name);
  change(changed);
  const auto found = read(json::compact(changed));
  if (!found) return found.error().code + " " + found.error().place;
  return found->unknown.empty() ? "" : "unknown " + found->unknown.front();
}

Conformity conformity(const std::string& name, const Change& change) {
  json::Value changed = document(name);
  change(changed);
  const auto found = read(json::compact(changed));
  REQUIRE(found);
  CHECK(found->unknown.empty());
  return std::get<Conformity>(found->subject);
}

TEST_CASE("whether the body identified it itself: both spellings in both versions") {
  for (const char* const name : {"dcc-0.7.0", "dcc-0.6.1"}) {
    for (const char* const spelling : {"idVerifiedByCAB", "IDverifiedByCAB"}) {
      CAPTURE(name);
      CAPTURE(spelling);
      const Conformity found = conformity(name, [&](json::Value& changed) {
        json::Object& product =
            *assessment(changed).find("assessedProduct")->as_array()->front().as_object();
        product.erase("idVerifiedByCAB");
        product.erase("IDverifiedByCAB");
        product.set(spelling, false);
      });
      CHECK(found.assessments[0].products[0].verified == false);
    }
  }
}

TEST_CASE("the register of a party: both spellings in both versions") {
  for (const char* const name : {"dcc-0.7.0", "dcc-0.6.1"}) {
    for (const char* const spelling : {"idScheme", "schemeId"}) {
      CHECK(reading(name, [&](json::Value& changed) {
              subject(changed)
                  .find("issuedToParty")
                  ->as_object()
                  ->set(spelling,
                        json::Object{{"id", "https://register.example"}, {"name", "Register"}});
            }).empty());
    }
  }
}

TEST_CASE("an item's serial number is itemNumber in 0.7.0 and serialNumber before") {
  const auto with = [](const std::string& name, const std::string& spelling) {
    return conformity(name,
                      [&](json::Value& changed) {
                        json::Object& product = *assessment(changed)
                                                     .find("assessedProduct")
                                                     ->as_array()
                                                     ->front()
                                                     .as_object()
                                                     ->find("product")
                                                     ->as_object();
                        product.erase("serialNumber");
                        product.set(spelling, "S7");
                      })
        .assessments[0]
        .products[0]
        .serial;
  };
  CHECK(with("dcc-0.7.0", "itemNumber") == "S7");
  CHECK(with("dcc-0.6.1", "serialNumber") == "S7");
}

TEST_CASE("digests of links: digestMultibase in 0.7.0, hashDigest and hashMethod before") {
  const auto with = [](const std::string& name, const std::string& spelling) {
    return reading(name, [&](json::Value& changed) {
      subject(changed).find("conformityCertificate")->as_object()->set(spelling, "x");
    });
  };
  CHECK(with("dcc-0.7.0", "digestMultibase").empty());
  CHECK(with("dcc-0.7.0", "hashDigest") ==
        "unknown /credentialSubject/conformityCertificate/hashDigest");
  CHECK(with("dcc-0.6.1", "hashDigest").empty());
  CHECK(with("dcc-0.6.1", "hashMethod").empty());
}

TEST_CASE(
    "what 0.6.1 had besides: values, thresholds, an auditor, and an endorsement's identifier") {
  const auto in_assessment = [](const std::string& member, const json::Value& value) {
    return reading("dcc-0.6.1",
                   [&](json::Value& changed) { assessment(changed).set(member, value); });
  };
  CHECK(in_assessment("declaredValue", json::Array{}).empty());
  CHECK(in_assessment("auditor", json::Object{{"id", "https://a.example"}, {"name", "A"}}).empty());
  CHECK(reading("dcc-0.6.1", [](json::Value& changed) {
          assessment(changed)
              .find("assessmentCriteria")
              ->as_array()
              ->front()
              .as_object()
              ->set("thresholdValue", json::Array{});
        }).empty());
  CHECK(reading("dcc-0.6.1", [](json::Value& changed) {
          subject(changed).find("authorisation")->as_array()->front().as_object()->erase("id");
        }) == "untp.missing /credentialSubject/0/authorisation/0/id");
  CHECK(reading("dcc-0.7.0", [](json::Value& changed) {
          subject(changed).find("authorisation")->as_array()->front().as_object()->erase("id");
        }).empty());
}

TEST_CASE("codes are those of the version and of no other") {
  const auto with = [](const std::string& name, const std::string& member,
                       const std::string& code) {
    return reading(name, [&](json::Value& changed) { subject(changed).set(member, code); });
  };
  for (const char* const code :
       {"self", "commercial", "buyer", "membership", "unspecified", "3rdParty", "hybrid"}) {
    CHECK(with("dcc-0.7.0", "assessorLevel", code).empty());
  }
  for (const char* const code :
       {"Self", "Commercial", "Buyer", "Membership", "Unspecified", "3rdParty"}) {
    CHECK(with("dcc-0.6.1", "assessorLevel", code).empty());
  }
  for (const char* const code :
       {"authority-benchmark", "authority-mandate", "authority-globalmra", "authority-peer",
        "authority-extended-mra", "scheme-self", "scheme-cab", "no-endorsement"}) {
    CHECK(with("dcc-0.7.0", "assessmentLevel", code).empty());
  }
  for (const char* const code :
       {"GovtApproval", "GlobalMRA", "Accredited", "Verified", "Validated", "Unspecified"}) {
    CHECK(with("dcc-0.6.1", "assessmentLevel", code).empty());
  }
  CHECK(with("dcc-0.7.0", "assessorLevel", "Self") == "untp.code /credentialSubject/assessorLevel");
  CHECK(with("dcc-0.6.1", "assessorLevel", "hybrid") ==
        "untp.code /credentialSubject/0/assessorLevel");
}

TEST_CASE("topics as objects, as codes, one or many") {
  const auto topics = [](const std::string& name, const json::Value& value) {
    return conformity(
               name,
               [&](json::Value& changed) { assessment(changed).set("conformityTopic", value); })
        .assessments[0]
        .topics;
  };
  const json::Value topic =
      json::Object{{"id", "https://vocabulary.uncefact.org/conformity-topics/mutual-recognition"},
                   {"name", "Mutual Recognition"}};
  CHECK(topics("dcc-0.7.0", json::Array{topic}) == std::vector<std::string>{"mutual-recognition"});
  CHECK(topics("dcc-0.7.0", topic) == std::vector<std::string>{"mutual-recognition"});
  CHECK(topics("dcc-0.6.1", "social.safety") == std::vector<std::string>{"social.safety"});
  CHECK(topics("dcc-0.6.1", json::Array{"social.safety"}).size() == 1);
}

TEST_CASE("several status entries, which the data model allows and UNTP does not, are read") {
  CHECK(reading("dcc-0.7.0", [](json::Value& changed) {
          json::Value one = *changed.find("credentialStatus");
          json::Value other = one;
          other.as_object()->set("statusPurpose", "suspension");
          changed.as_object()->set("credentialStatus", json::Array{one, other});
        }).empty());
  CHECK(reading("dcc-0.7.0", [](json::Value& changed) {
          json::Value one = *changed.find("credentialStatus");
          one.as_object()->set("statusPurpose", "recall");
          changed.as_object()->set("credentialStatus", json::Array{one});
        }) == "untp.code /credentialStatus/0/statusPurpose");
}

TEST_CASE("what the pages show and the schemas refuse") {
  // An address of the context without a version.
  CHECK(reading("dcc-0.7.0", [](json::Value& changed) {
          changed.as_object()->set("@context",
                                   json::Array{"https://www.w3.org/ns/credentials/v2",
                                               "https://vocabulary.uncefact.org/untp/context/"});
        }) == "untp.version /@context");
  // Pilots leave the first day out: 0.7.0 demands it, 0.6.1 did not.
  const auto without_start = [](json::Value& changed) { changed.as_object()->erase("validFrom"); };
  CHECK(reading("dcc-0.7.0", without_start) == "untp.missing /validFrom");
  CHECK(reading("dcc-0.6.1", without_start).empty());
  // `type` is not in the required list; without one nobody can tell what it is.
  CHECK(reading("dcc-0.7.0", [](json::Value& changed) { changed.as_object()->erase("type"); }) ==
        "untp.type /type");
  // A permit: behind it an authority, and nobody says how independent the assessor is.
  CHECK(reading("dcc-0.7.0", [](json::Value& changed) {
          subject(changed).set("assessorLevel", "unspecified");
          subject(changed).set("assessmentLevel", "authority-mandate");
          changed.as_object()->erase("validUntil");
        }).empty());
}

TEST_CASE("tokens of pilots are read whatever type their header gives") {
  const std::string payload = encode_base64url(bytes_of(json::compact(document("dcc-0.7.0"))));
  for (const char* const type : {"vc+jwt", "vc-ld+jwt", "JWT", ""}) {
    CAPTURE(type);
    json::Object header{{"alg", "EdDSA"}};
    if (*type != '\0') header.set("typ", type);
    const std::string token = encode_base64url(bytes_of(json::compact(header))) + "." + payload +
                              "." + encode_base64url(Bytes(64, 1));
    const auto found = read(token);
    REQUIRE(found);
    CHECK(std::holds_alternative<Conformity>(found->subject));
  }
}

TEST_CASE("an envelope whose data: URL has a semicolon where its comma belongs is refused") {
  const auto enveloped = [](const std::string& url) {
    const auto found = read(json::compact(
        json::Object{{"@context", json::Array{"https://www.w3.org/ns/credentials/v2"}},
                     {"type", json::Array{"EnvelopedVerifiableCredential"}},
                     {"id", url}}));
    return found ? "" : found.error().code;
  };
  CHECK(
      enveloped("data:application/vc+jwt;eyJhbGciOiJFZERTQSJ9.e30.AAAA").starts_with("envelope."));
}

}  // namespace
}  // namespace concordat::untp
