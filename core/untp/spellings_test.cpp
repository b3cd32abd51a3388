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

TEST_CASE("kinds of attestation and of register: the letters of each version") {
  const auto with = [](const std::string& name, const std::string& member,
                       const std::string& code) {
    return reading(name, [&](json::Value& changed) { subject(changed).set(member, code); });
  };
  for (const char* const name : {"dcc-0.7.0", "dcc-0.6.1"}) {
    for (const char* const code : {"certification", "declaration", "inspection", "testing",
                                   "verification", "validation", "calibration"}) {
      CHECK(with(name, "attestationType", code).empty());
    }
    CHECK(with(name, "attestationType", "Certification").starts_with("untp.code "));
  }
  for (const char* const code :
       {"product", "facility", "business", "trademark", "land", "accreditation"}) {
    std::string capital = code;
    capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
    CHECK(with("dia-0.7.0", "registerType", code).empty());
    CHECK(with("dia-0.6.1", "registerType", capital).empty());
    CHECK(with("dia-0.7.0", "registerType", capital).starts_with("untp.code "));
  }
}

TEST_CASE("each version demands its own members, and no more") {
  struct Case {
    std::string name;
    std::vector<std::string> demanded;
    std::vector<std::string> left;  // to choice
  };
  const Case cases[] = {
      {"dcc-0.7.0",
       {"id", "name", "assessorLevel", "assessmentLevel", "attestationType", "issuedToParty",
        "referenceScheme"},
       {"type", "authorisation", "conformityCertificate", "conformityAssessment"}},
      {"dcc-0.6.1",
       {"id", "assessorLevel", "assessmentLevel", "attestationType", "issuedToParty"},
       {"type", "name", "authorisation", "scope", "assessment"}},
      {"dia-0.7.0",
       {"id", "registeredName", "registeredId", "registeredDate", "schemeId", "registerType"},
       {"type", "registrar", "registrationScopeList", "registrationScope", "publicInformation"}},
      {"dia-0.6.1", {"id", "name"}, {"registeredId", "idScheme", "schemeId", "registerType"}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.name);
    const auto without = [&](const std::string& member) {
      return reading(one.name, [&](json::Value& changed) { subject(changed).erase(member); });
    };
    for (const std::string& member : one.demanded) {
      CAPTURE(member);
      CHECK(without(member).starts_with("untp.missing /credentialSubject"));
    }
    for (const std::string& member : one.left) {
      CAPTURE(member);
      CHECK(without(member).empty());
    }
  }
  // The envelope of 0.6.1 has an issuer and an identifier, and may have a status.
  for (const char* const member : {"name", "validFrom", "validUntil", "credentialStatus"}) {
    CHECK(reading("dcc-0.6.1", [&](json::Value& changed) {
            changed.as_object()->erase(member);
          }).empty());
  }
  CHECK(reading("dcc-0.6.1", [](json::Value& changed) { changed.as_object()->erase("id"); }) ==
        "untp.missing /id");
}

TEST_CASE("what the schema lets through is read as what it says, and no more") {
  const Conformity silent = conformity("dcc-0.7.0", [](json::Value& changed) {
    assessment(changed).erase("conformance");
    changed.as_object()->find("issuer")->as_object()->set("id", "https://certia.example/");
    changed.as_object()->erase("validUntil");
  });
  CHECK_FALSE(silent.assessments[0].conformance.has_value());
  const Conformity nothing = conformity(
      "dcc-0.7.0", [](json::Value& changed) { subject(changed).erase("conformityAssessment"); });
  CHECK(nothing.assessments.empty());
}

TEST_CASE("a version has its context: each kind its own up to 0.6.1, one for all from 0.7.0") {
  constexpr auto kBase = "https://www.w3.org/ns/credentials/v2";
  constexpr auto kOfConformity = "https://test.uncefact.org/vocabulary/untp/dcc/0.6.1/";
  constexpr auto kOfIdentity = "https://test.uncefact.org/vocabulary/untp/dia/0.6.1/";
  constexpr auto kOfBoth = "https://vocabulary.uncefact.org/untp/0.7.0/context/";
  const auto under = [](const std::string& name, const json::Array& contexts) {
    return reading(name,
                   [&](json::Value& changed) { changed.as_object()->set("@context", contexts); });
  };
  CHECK(under("dcc-0.6.1", {kBase, kOfIdentity}) == "untp.type /type");
  CHECK(under("dia-0.6.1", {kBase, kOfConformity}) == "untp.type /type");
  CHECK(under("dcc-0.7.0", {kBase, kOfBoth, "https://extension.example/v1"}).empty());
  // Which of two versions is meant, nobody can say.
  CHECK(under("dcc-0.7.0", {kBase, kOfBoth, kOfConformity}) == "untp.version /@context");
  CHECK(under("dcc-0.6.1", {kBase, kOfConformity, kOfBoth}) == "untp.version /@context");
  CHECK(under("dcc-0.7.0", {kBase}) == "untp.version /@context");
}

TEST_CASE("a proof within a credential of 0.7.0 is known, though the profile has envelopes") {
  CHECK(reading("dcc-0.7.0", [](json::Value& changed) {
          changed.as_object()->set("proof", json::Object{{"type", "DataIntegrityProof"},
                                                         {"cryptosuite", "eddsa-jcs-2022"},
                                                         {"proofValue", "z1"}});
        }).empty());
}

TEST_CASE("in classes that the schema closes what nobody defined is told as well") {
  const json::Object link{{"linkURL", "https://a.example/"}, {"linkName", "A"}};
  const json::Object image{{"name", "A"}, {"imageData", "AA=="}, {"mediaType", "image/png"}};
  const json::Object score{{"code", "A"}, {"rank", 1}};
  const json::Object measure{{"value", 1}, {"unit", "KGM"}};
  const json::Object metric{{"id", "https://a.example/m"}, {"name", "M"}};
  const std::string below = "/credentialSubject/";
  const std::string assessed = below + "conformityAssessment/0/";
  struct Case {
    std::string place;
    Change change;
  };
  const auto coloured = [](json::Object object) {
    object.set("colour", "red");
    return object;
  };
  const auto performance = [&](json::Object made) {
    return [made](json::Value& changed) {
      assessment(changed).set("assessedPerformance", json::Array{made});
    };
  };
  const Case cases[] = {
      {below + "auditableEvidence/colour",
       [&](json::Value& changed) { subject(changed).set("auditableEvidence", coloured(link)); }},
      {below + "trustmark/colour",
       [&](json::Value& changed) { subject(changed).set("trustmark", coloured(image)); }},
      {below + "profileScore/colour",
       [&](json::Value& changed) { subject(changed).set("profileScore", coloured(score)); }},
      {assessed + "assessedPerformance/0/colour", performance(coloured({{"metric", metric}}))},
      {assessed + "assessedPerformance/0/measure/colour",
       performance({{"metric", metric}, {"measure", coloured(measure)}})},
      {assessed + "conformityTopic/0/colour",
       [](json::Value& changed) {
         json::Value& topic = assessment(changed).find("conformityTopic")->as_array()->front();
         topic.as_object()->set("colour", "red");
       }},
      {"/credentialStatus/colour",
       [](json::Value& changed) {
         changed.as_object()->find("credentialStatus")->as_object()->set("colour", "red");
       }},
      {"/renderMethod/0/colour",
       [&](json::Value& changed) {
         changed.as_object()->set("renderMethod",
                                  json::Array{coloured({{"name", "page"}, {"template", "x"}})});
       }},
      {"/issuingSoftware/colour",
       [&](json::Value& changed) {
         const json::Object vendor{{"id", "https://a.example/"}, {"name", "A"}};
         changed.as_object()->set("issuingSoftware", coloured({{"id", "https://a.example/s"},
                                                               {"name", "S"},
                                                               {"version", "1"},
                                                               {"vendor", vendor}}));
       }},
  };
  for (const Case& one : cases) CHECK(reading("dcc-0.7.0", one.change) == "unknown " + one.place);
  CHECK(reading("dcc-0.7.0", [&](json::Value& changed) {
          subject(changed).set("trustmark", json::Object{{"name", "A"}});
        }) == "untp.missing " + below + "trustmark/imageData");
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
  for (const char* const purpose : {"refresh", "revocation", "suspension", "message"}) {
    CHECK(
        reading("dcc-0.7.0", [&](json::Value& changed) {
          changed.as_object()->find("credentialStatus")->as_object()->set("statusPurpose", purpose);
        }).empty());
  }
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
