// What is written about a certificate and about an identity, and that nothing leaves the profile.
#include <functional>

#include <doctest/doctest.h>

#include "core/facts/telling_for_test.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/time/timestamp.hpp"
#include "core/untp/conformity.hpp"
#include "core/untp/context.hpp"
#include "core/untp/identity.hpp"
#include "core/untp/presented.hpp"
#include "core/untp/profile.hpp"

namespace concordat::untp {
namespace {

const Registrar kRegistrar = *registrar_of("registry.example/log", "The registry");

constexpr std::string_view kCertificate = R"({
  "id": "certificate-17", "type": "certificate", "author": "transcriber",
  "basis": {"kind": "transcribed", "source": "portal", "address": "https://portal.example/17",
            "read": "2026-01-10"},
  "effective": {"from": "2026-01-05", "until": "2029-01-04", "untilInclusive": true},
  "body": {"certificate": "C/17", "number": "C 17", "artefact": "type-examination",
    "body": "certia", "bodyNumber": "0086", "act": "ACT", "module": "B", "legalEffect": "agreement",
    "sector": "toys", "holder": "maker", "manufacturer": "Somebody else", "title": "Kettle",
    "product": {"models": ["K-200", "K 300"], "batches": ["B1", "B2"], "serialFrom": "100",
                "factories": ["plant-1"]},
    "editions": ["IEC-1:2020"], "level": "high", "scale": "SCALE",
    "conditions": ["indoors"], "issued": "2026-01-05"}})";

constexpr std::string_view kAccreditation = R"({
  "id": "accreditation-4", "type": "accreditation", "author": "ab", "basis": {"kind": "own"},
  "effective": {"from": "2019-01-01"},
  "body": {"accreditor": "ab", "body": "certia", "mainScope": "product-certification",
    "standards": ["IEC-1"], "sectors": ["toys"], "number": "XA-PC-004"}})";

std::string on_file(std::string_view kind, std::string_view id) {
  if (kind == "organisations" && id != "Somebody else") return "The " + std::string(id);
  return kind == "acts" || kind == "standards" ? std::string(id) : "";
}

Issue issue(std::string_view at = "2026-06-01T12:00:00Z") {
  return {.at = *parse_timestamp(at), .size = 700};
}

Logged logged(std::string_view payload) {
  return {.index = 42, .recorded = "2026-01-11T00:00:00.000Z", .payload = *json::read(payload)};
}

ConformitySource source() {
  return {.certificate = logged(kCertificate),
          .assurance = {.assessor = "3rdParty",
                        .level = "authority-mandate",
                        .authorisations = {{.kind = Authorisation::Kind::kDesignation,
                                            .authority = "ministry",
                                            .subject = "ACT",
                                            .statement = 7}}},
          .remaining = {}};
}

json::Object& body(ConformitySource& source) {
  return *source.certificate.payload.as_object()->find("body")->as_object();
}

std::string refusal(const ConformitySource& source, const Issue& when = issue()) {
  const auto written = write_conformity(kRegistrar, when, source, on_file);
  return written ? "" : written.error().code;
}

json::Value written(const ConformitySource& source) {
  auto made = write_conformity(kRegistrar, issue(), source, on_file);
  CAPTURE(made ? std::string() : made.error().code + " " + made.error().place);
  REQUIRE(made);
  return std::move(*made);
}

TEST_CASE("a registrar is the log's origin as did:web, whatever its port, and nothing else") {
  CHECK(kRegistrar.did == "did:web:registry.example:log");
  CHECK(kRegistrar.base == "https://registry.example");
  CHECK(registrar_of("registry.example:8443/a/b", "R")->did ==
        "did:web:registry.example%3A8443:a:b");
  CHECK(registrar_of("registry.example", "R")->did == "did:web:registry.example");
  CHECK(registrar_of("10.0.0.1/log", "R").error().code == "untp.origin");
  CHECK(registrar_of("registry.example/a log", "R").error().code == "untp.origin");
  CHECK(registrar_of("registry.example/", "R").error().code == "untp.origin");
}

TEST_CASE("a certificate is written under the registry's own name, and says whose it is") {
  const json::Value made = written(source());
  CHECK(made.find("issuer")->text("id") == "did:web:registry.example:log");
  CHECK(*made.array("type")[0].as_string() == kOwnConformity);
  CHECK(made.text("validFrom") == "2026-01-05T00:00:00Z");
  CHECK(made.text("validUntil") == "2029-01-04T23:59:59Z");
  const json::Value& record = *made.find("credentialSubject")->find(kOwnMember);
  CHECK(record.text("basis") == "transcribed");
  CHECK(record.text("source") == "portal");
  CHECK(record.integer("logIndex") == 42);
  CHECK(record.text("certificateNumber") == "C 17");
  CHECK(record.find("assessmentBody")->text("name") == "The certia");
  CHECK(record.find("assessmentBody")->text("registeredId") == "0086");
}

TEST_CASE("what is written is read again as it was meant") {
  const std::string text = json::compact(written(source()));
  const auto read_again = read(text);
  REQUIRE(read_again);
  CHECK(read_again->unknown.empty());
  const Conformity& found = std::get<Conformity>(read_again->subject);
  CHECK(found.assessor_level == "3rdParty");
  CHECK(found.assessment_level == "authority-mandate");
  CHECK(found.attestation_type == "certification");
  CHECK(found.scheme.id == "https://registry.example/vocabulary/acts/ACT");
  CHECK(found.issued_to.id == "https://registry.example/v1/organisations/maker");
  CHECK(found.authorisations[0].authority.name == "The ministry");
  CHECK(found.authorisations[0].evidence == "https://registry.example/v1/statements/7");
  const Assessment& one = found.assessments[0];
  // Each model for each batch; an identifier is encoded within an address, and plain beside it.
  REQUIRE(one.products.size() == 4);
  CHECK(one.products[2].model == "K 300");
  CHECK(one.products[2].what.id == "https://registry.example/v1/certificates/C%2F17#model/K%20300");
  CHECK(one.products[3].batch == "B2");
  CHECK(one.facilities[0].what.name == "plant-1");
  CHECK(one.standards[0].name == "IEC-1:2020");
  CHECK(one.criteria[0].id == "https://registry.example/vocabulary/standards/IEC-1%3A2020");
  CHECK(one.conditions == std::vector<std::string>{"indoors", "serialFrom: 100"});
  CHECK(one.organisation.name == "Somebody else");
  CHECK(one.topics == std::vector<std::string>{"testing-and-certification", "technical-regulations",
                                               "mutual-recognition"});
  CHECK(one.conformance == true);
  // Nobody has told us whether the body identified the product itself.
  CHECK_FALSE(one.products[0].verified);
}

TEST_CASE("what is written carries no type that the published context does not define") {
  json::Value made = written(source());
  json::Object& subject = *made.as_object()->find("credentialSubject")->as_object();
  json::Object& endorsement = *subject.find("authorisation")->as_array()->front().as_object();
  CHECK_FALSE(endorsement.find("type"));
  CHECK(check_profile(made));
  endorsement.set("type", json::Array{"Endorsement"});
  CHECK(check_profile(made).error().code == "untp.unknown-term");
  // Others may have written it: reading says nothing about it.
  CHECK(read(json::compact(made))->unknown.empty());
}

TEST_CASE("without an end on file a credential ends by itself") {
  ConformitySource open = source();
  open.certificate.payload.as_object()->set("effective", json::Object{{"from", "2026-01-05"}});
  CHECK(written(open).text("validUntil") == "2027-06-01T23:59:59Z");
}

TEST_CASE("outside its days nothing is issued") {
  CHECK(refusal(source(), issue("2026-01-04T23:59:59Z")) == "untp.not-in-force");
  CHECK(refusal(source(), issue("2026-01-05T00:00:00Z")).empty());
  CHECK(refusal(source(), issue("2029-01-04T23:00:00Z")).empty());
  CHECK(refusal(source(), issue("2029-01-05T00:00:00Z")) == "untp.not-in-force");
}

TEST_CASE("a refusal attests nothing; without a scheme or an act there is no credential") {
  ConformitySource other = source();
  body(other).set("artefact", "refusal");
  CHECK(refusal(other) == "untp.not-an-attestation");
  other = source();
  body(other).erase("act");
  CHECK(refusal(other) == "untp.no-scheme");
  body(other).set("scheme", "S");
  CHECK(refusal(other).empty());
}

TEST_CASE("models that are out are left out, and none left is a refusal") {
  ConformitySource other = source();
  other.remaining.models_out = {"K-200"};
  const json::Value made = written(other);
  const json::Value& one = made.find("credentialSubject")->array("conformityAssessment")[0];
  CHECK(one.array("assessedProduct").size() == 2);
  other.remaining.models_out = {"K-200", "K 300"};
  CHECK(refusal(other) == "untp.no-product");
  other = source();
  other.remaining.restricted_by = 9;
  CHECK(*written(other)
             .find("credentialSubject")
             ->array("conformityAssessment")[0]
             .array("specifiedCondition")
             .back()
             .as_string() == "restricted: https://registry.example/v1/statements/9");
}

TEST_CASE("more products than anybody reads are refused") {
  ConformitySource other = source();
  json::Array models;
  for (int at = 0; at < 501; ++at) models.push_back("M" + std::to_string(at));
  body(other).find("product")->as_object()->set("models", std::move(models));
  CHECK(refusal(other) == "untp.too-many");
}

TEST_CASE("a status entry is written as UNTP wants it: one, with a number") {
  Issue with = issue();
  with.status =
      StatusEntry{.purpose = "revocation", .index = 17, .list = "https://registry.example/s"};
  const auto made = write_conformity(kRegistrar, with, source(), on_file);
  REQUIRE(made);
  CHECK(*made->find("credentialStatus")->find("statusListIndex")->as_integer() == 17);
  with.status->purpose = "whatever";
  CHECK(write_conformity(kRegistrar, with, source(), on_file).error().code == "untp.code");
}

TEST_CASE("an accreditation is an anchor whose scope points into the statement that grants it") {
  const auto made = write_identity(
      kRegistrar, issue(), {.statement = logged(kAccreditation), .did = "did:key:z6Mk"}, on_file);
  CAPTURE(made ? std::string() : made.error().code + " " + made.error().place);
  REQUIRE(made);
  const auto read_again = read(json::compact(*made));
  REQUIRE(read_again);
  const Identity& found = std::get<Identity>(read_again->subject);
  CHECK(found.did == "did:key:z6Mk");
  CHECK(found.register_type == "accreditation");
  CHECK(found.registered_id == "XA-PC-004");
  CHECK(found.id_scheme.name == "The ab");
  CHECK(found.registrar.id == kRegistrar.did);
  CHECK(found.scope ==
        std::vector<std::string>{
            "https://registry.example/v1/statements/42#mainScope/product-certification",
            "https://registry.example/v1/statements/42#standards/IEC-1",
            "https://registry.example/v1/statements/42#sectors/toys"});
  CHECK(made->text("validUntil") == "2027-06-01T23:59:59Z");
  CHECK(
      write_identity(kRegistrar, issue(), {.statement = logged(kAccreditation), .did = ""}, on_file)
          .error()
          .code == "untp.no-did");
  CHECK(write_identity(kRegistrar, issue(), {.statement = logged(kCertificate), .did = "did:key:z"},
                       on_file)
            .error()
            .code == "untp.not-an-identity");
}

// ---- the profile ----------------------------------------------------------------------------

std::string breach(const json::Value& document) {
  const Status status = check_profile(document);
  return status ? "" : status.error().code + " " + status.error().place;
}

TEST_CASE("the profile refuses what the published schema lets through") {
  const json::Value good = written(source());
  REQUIRE(breach(good).empty());
  json::Value bad = good;
  const auto subject = [&]() -> json::Object& {
    return *bad.as_object()->find("credentialSubject")->as_object();
  };
  SUBCASE("an issuer that is no DID") {
    bad.as_object()->find("issuer")->as_object()->set("id", "https://registry.example");
    CHECK(breach(bad) == "untp.issuer /issuer/id");
  }
  SUBCASE("no assessments") {
    subject().set("conformityAssessment", json::Array{});
    CHECK(breach(bad) == "untp.no-assessment /credentialSubject/conformityAssessment");
    subject().erase("conformityAssessment");
    CHECK(breach(bad) == "untp.no-assessment /credentialSubject/conformityAssessment");
  }
  SUBCASE("an assessment that does not say whether") {
    subject().find("conformityAssessment")->as_array()->front().as_object()->erase("conformance");
    CHECK(breach(bad) == "untp.conformance /credentialSubject/conformityAssessment/0/conformance");
  }
  SUBCASE("no end") {
    bad.as_object()->erase("validUntil");
    CHECK(breach(bad) == "untp.no-end /validUntil");
  }
  SUBCASE("an end before the beginning") {
    bad.as_object()->set("validUntil", "2026-01-05T00:00:00Z");
    CHECK(breach(bad) == "untp.interval /validUntil");
  }
  SUBCASE("no type, or another order") {
    bad.as_object()->set(
        "type", json::Array{"DigitalConformityCredential", kOwnConformity, "VerifiableCredential"});
    CHECK(breach(bad) == "untp.type /type/0");
    bad.as_object()->erase("type");
    CHECK(breach(bad) == "untp.type /type/0");
  }
  SUBCASE("terms that nobody defined") {
    subject().set("rating", 5);
    CHECK(breach(bad) == "untp.unknown-term /credentialSubject/rating");
  }
  SUBCASE("another order of contexts") {
    bad.as_object()->set("@context", json::Array{kBaseContext, "https://x.example/ctx"});
    CHECK(breach(bad) == "untp.context /@context/1");
  }
  SUBCASE("the singular spelling of a topic") {
    subject()
        .find("conformityAssessment")
        ->as_array()
        ->front()
        .as_object()
        ->find("conformityTopic")
        ->as_array()
        ->front()
        .as_object()
        ->set("id", "https://vocabulary.uncefact.org/conformity-topic/mutual-recognition");
    CHECK(breach(bad) ==
          "untp.topic /credentialSubject/conformityAssessment/0/conformityTopic/0/id");
  }
  SUBCASE("a subject in a list, an index as text") {
    bad.as_object()->set("credentialStatus",
                         json::Object{{"type", "BitstringStatusListEntry"},
                                      {"statusPurpose", "revocation"},
                                      {"statusListIndex", "17"},
                                      {"statusListCredential", "https://registry.example/s"}});
    CHECK(breach(bad) == "untp.kind /credentialStatus/statusListIndex");
  }
}

TEST_CASE("the profile has one status entry, with UNTP's members alone") {
  json::Value bad = written(source());
  json::Object entry{{"type", "BitstringStatusListEntry"},
                     {"statusPurpose", "revocation"},
                     {"statusListIndex", 17},
                     {"statusListCredential", "https://registry.example/s"}};
  bad.as_object()->set("credentialStatus", entry);
  CHECK(breach(bad).empty());
  bad.as_object()->set("credentialStatus", json::Array{entry, entry});
  CHECK(breach(bad) == "untp.kind /credentialStatus");
  for (const char* const member : {"statusSize", "statusMessage"}) {
    json::Object more = entry;
    more.set(member, 1);
    bad.as_object()->set("credentialStatus", more);
    CHECK(breach(bad) == "untp.unknown-term /credentialStatus/" + std::string(member));
  }
}

TEST_CASE("the profile of an anchor: its register, its scope, and the spelling of the schema") {
  const json::Value good = *write_identity(
      kRegistrar, issue(), {.statement = logged(kAccreditation), .did = "did:key:z6Mk"}, on_file);
  REQUIRE(breach(good).empty());
  const auto with = [&](const std::function<void(json::Object&)>& change) {
    json::Value bad = good;
    change(*bad.as_object()->find("credentialSubject")->as_object());
    return breach(bad);
  };
  for (const char* const member : {"idScheme", "registrar", "registrationScope"}) {
    CHECK(with([&](json::Object& subject) { subject.erase(member); }) ==
          "untp.missing /credentialSubject/" + std::string(member));
  }
  CHECK(with([](json::Object& subject) { subject.set("registrationScope", json::Array{}); }) ==
        "untp.missing /credentialSubject/registrationScope");
  CHECK(with([](json::Object& subject) { subject.set("id", "https://certia.example"); }) ==
        "untp.issuer /credentialSubject/id");
  // What pages and samples write instead is read, and never written.
  for (const auto& [member, foreign] : {std::pair("idScheme", "schemeId"),
                                        std::pair("registrationScope", "registrationScopeList")}) {
    CHECK(with([&](json::Object& subject) { subject.set(foreign, *subject.find(member)); }) ==
          "untp.unknown-term /credentialSubject/" + std::string(foreign));
  }
}

TEST_CASE("the template shows what the credential says, escaped, and fetches nothing") {
  for (const json::Value& made :
       {written(source()),
        *write_identity(kRegistrar, issue(),
                        {.statement = logged(kAccreditation), .did = "did:key:z6Mk"}, on_file)}) {
    const json::Value& method = made.array("renderMethod")[0];
    const std::string page(method.text("template"));
    CHECK(method.text("mediaType") == "text/html");
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("://") == std::string::npos);
    const std::string said = json::compact(made);
    std::size_t tags = 0;
    for (auto at = page.find("{{"); at != std::string::npos; at = page.find("{{", at + 2)) {
      std::string tag = page.substr(at + 2, page.find("}}", at) - at - 2);
      CAPTURE(tag);
      REQUIRE_FALSE(tag.empty());
      // Three braces and "&" leave out the escaping, ">" fetches another template.
      CHECK(std::string_view("{&>=").find(tag.front()) == std::string_view::npos);
      if (std::string_view("#/^").find(tag.front()) != std::string_view::npos) tag.erase(0, 1);
      tag.erase(0, tag.find_last_of('.') + 1);
      CHECK((tag.empty() || said.find("\"" + tag + "\":") != std::string::npos));
      ++tags;
    }
    CHECK(tags > 5);
  }
}

TEST_CASE("the context of ours gives no meaning to what nobody named") {
  const std::string text = json::compact(own_context());
  CHECK(text.find("@vocab") == std::string::npos);
}

TEST_CASE("the profile wants to be told whose word it is") {
  json::Value bad = written(source());
  bad.as_object()->find("credentialSubject")->as_object()->erase(kOwnMember);
  CHECK(breach(bad) == "untp.no-record /credentialSubject/registryRecord");
}

TEST_CASE("our context defines every term of ours, and no other") {
  const json::Value context = own_context();
  const json::Value& terms = *context.find("@context");
  const json::Value& members = *terms.find("RegistryRecord")->find("@context");
  const json::Value made = written(source());
  for (const auto& [name, value] : *made.find("credentialSubject")->find(kOwnMember)->as_object()) {
    CAPTURE(name);
    CHECK(members.find(name) != nullptr);
  }
  CHECK(terms.text(kOwnConformity) == "urn:concordat:term:RegistryConformityCredential");
}

// ---- standing -------------------------------------------------------------------------------

TEST_CASE("about a certificate that is suspended or withdrawn nothing is issued") {
  facts::telling::Teller world;
  world.tell(
      {.type = "certificate",
       .body = R"({"certificate": "C", "number": "C", "artefact": "certificate", "body": "lab",
                  "legalEffect": "voluntary", "sector": "toys", "holder": "maker",
                  "product": {"models": ["A", "B"]}, "issued": "2024-06-01"})"});
  const auto ask = [&](std::string_view date) -> std::string {
    facts::Probe today = world.at(date);
    const auto found = remaining_of(today, *certificate_by_id(today, world.id("C")));
    if (!found) return found.error().code + " " + found.error().arguments[0].second;
    return std::to_string(found->models_out.size()) + (found->restricted_by ? " restricted" : "");
  };
  CHECK(ask("2025-01-01") == "0");
  const auto change = [&](std::string_view members, std::string_view from) {
    const std::string body = R"({"certificate": "C", "state": )" + std::string(members) + "}";
    const std::string effective = R"({"from": ")" + std::string(from) + "\"}";
    world.tell({.type = "certificate-state", .body = body, .effective = effective});
  };
  change(R"("withdrawn", "models": ["A"])", "2025-02-01");
  CHECK(ask("2025-02-01") == "1");
  change(R"("restricted")", "2025-03-01");
  CHECK(ask("2025-03-01") == "1 restricted");
  change(R"("suspended")", "2025-04-01");
  CHECK(ask("2025-04-01") == "untp.not-valid suspended");
  change(R"("withdrawn")", "2025-05-01");
  CHECK(ask("2025-05-01") == "untp.not-valid withdrawn");
  CHECK(ask("2025-01-31") == "0");
}

}  // namespace
}  // namespace concordat::untp
