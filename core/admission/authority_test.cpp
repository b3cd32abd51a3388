// Who may state what: for every type of the catalogue, somebody who may and somebody who may not.
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "core/admission/world_for_tests.hpp"

namespace concordat::admission {
namespace {

using testing::payload;
using testing::transcription;
using testing::World;

constexpr std::string_view kAct =
    R"({"act": "EU-1", "market": "EU", "title": {"en": "Regulation"}})";
constexpr std::string_view kFrenchAct =
    R"({"act": "FR-1", "market": "FR", "title": {"fr": "Loi"}})";
constexpr std::string_view kAgreement = R"({
  "agreement": "pact", "title": {"en": "Pact"}, "parties": ["FR", "GB"], "depositary": "depot",
  "entry": {"rule": "dates"},
  "annexes": [{"annex": "pact-1", "kind": "R2", "artefacts": ["certificate"],
               "competence": "listing", "phase": "operational"}]})";
constexpr std::string_view kCertificate = R"({
  "certificate": "cert-1", "number": "1", "artefact": "certificate", "body": "fr-body",
  "legalEffect": "mandatory", "sector": "toys", "holder": "maker", "issued": "2022-01-01"})";
constexpr std::string_view kScheme = R"({
  "scheme": "s-1", "names": {"en": "Scheme"}, "owner": "scheme-house",
  "core": {"part": "core", "version": "1"}})";
constexpr std::string_view kDesignation = R"({"body": "fr-body", "act": "FR-1"})";
constexpr std::string_view kAccreditation =
    R"({"accreditor": "accreditor", "body": "fr-body", "mainScope": "testing"})";

// A world in which the things that other statements speak of are on file.
World furnished() {
  World world;
  world.enter(payload("commission", "legal-act", kAct));
  world.enter(payload("fr-ministry", "legal-act", kFrenchAct));
  world.enter(payload("fr-ministry", "agreement", kAgreement));
  world.enter(payload("fr-body", "certificate", kCertificate));
  world.enter(payload("scheme-house", "scheme", kScheme));
  json::Value designation = payload("fr-designator", "designation", kDesignation);
  designation.as_object()->set("id", "des-1");
  world.enter(designation);
  json::Value accreditation = payload("accreditor", "accreditation", kAccreditation);
  accreditation.as_object()->set("id", "acc-1");
  world.enter(accreditation);
  return world;
}

struct Case {
  std::string_view type;
  std::vector<std::string_view> allowed;
  std::vector<std::string_view> refused;
  std::string_view body;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> kCases = {
      {"constitution-change",
       {"operator"},
       {"fr-ministry", "scribe"},
       R"({"constitution": {"semanticsVersion": 1, "commentPeriodDays": 60,
           "decisionLifeDays": 365}})"},
      {"route-matrix",
       {"operator"},
       {"commission", "scribe"},
       R"({"cells": [{"route": "R2", "leg": "competence", "purpose": "recognition",
           "need": "required"}]})"},
      {"audit-head",
       {"operator"},
       {"fr-ministry", "scribe"},
       R"({"number": 3, "after": 0, "head":
           "sha256:a32457518a3f89d5284b69d1a455f870abc2b3d4f6f01ba572ff8b915aaa83bc"})"},
      {"vault-batch",
       {"operator"},
       {"commission", "scribe", "fr-body"},
       R"({"number": 1, "first": 1, "count": 5, "root":
           "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"})"},
      {"economy",
       {"operator"},
       {"fr-ministry"},
       R"({"code": "DE", "kind": "economy", "names": {"de": "Deutschland"}})"},
      {"area-membership",
       {"operator", "commission"},
       {"gb-ministry", "fr-ministry"},
       R"({"area": "EU", "member": "CH"})"},
      {"organisation",
       {"operator", "fr-ministry", "fr-body"},
       {"es-ministry", "maker"},
       R"({"organisation": "fr-body", "names": {"en": "B"}, "economy": "FR",
           "roles": ["conformity-assessment-body"]})"},
      {"key",
       {"operator", "fr-body"},
       {"fr-ministry", "maker"},
       R"({"organisation": "fr-body", "custody": "self", "key": {"kty": "OKP", "crv": "Ed25519",
           "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}})"},
      {"succession",
       {"operator", "fr-ministry", "fr-body"},
       {"es-ministry", "fr-heir"},
       R"({"predecessor": "fr-body", "successor": "fr-heir", "scope": "all"})"},
      {"filing-obligation",
       {"fr-ministry"},
       {"es-ministry", "operator", "fr-body"},
       R"({"market": "FR", "act": "FR-1"})"},
      {"requirements-complete",
       {"gb-ministry"},
       {"fr-ministry", "operator"},
       R"({"market": "GB-NIR", "sector": "toys"})"},
      {"legal-act",
       {"fr-ministry", "commission"},
       {"es-ministry", "fr-designator", "operator"},
       R"({"act": "FR-2", "market": "FR", "title": {"fr": "Loi"}})"},
      {"requirement",
       {"commission"},
       {"fr-ministry", "standards-house"},
       R"({"requirement": "r-1", "market": "EU", "act": "EU-1", "sector": "toys",
           "title": {"en": "R"}, "procedures": [{"procedure": "p", "party": "first"}]})"},
      {"standard-edition",
       {"standards-house", "fr-ministry", "operator"},
       {"fr-body", "maker"},
       R"({"edition": "EN-1:2020", "standard": "EN-1"})"},
      {"citation",
       {"commission"},
       {"standards-house", "fr-ministry"},
       R"({"market": "EU", "act": "EU-1", "edition": "EN-1:2020"})"},
      {"formal-objection",
       {"commission"},
       {"standards-house"},
       R"({"market": "EU", "act": "EU-1", "edition": "EN-1:2020", "effect": "withdraws"})"},
      {"scheme",
       {"scheme-house", "operator"},
       {"maker", "fr-ministry"},
       R"({"scheme": "s-2", "names": {"en": "S"}, "owner": "scheme-house",
           "core": {"part": "core", "version": "1"}})"},
      {"level-scale",
       {"scheme-house", "fr-ministry", "operator"},
       {"fr-body", "maker"},
       R"({"scale": "EAL", "levels": ["EAL1", "EAL2"]})"},
      {"difference",
       {"fr-ministry"},
       {"es-ministry", "standards-house"},
       R"({"difference": "d-1", "market": "FR", "edition": "EN-1:2020",
           "kind": "national-difference", "about": "plugs", "severity": 2})"},
      {"classification-code",
       {"standards-house", "fr-ministry", "operator"},
       {"fr-body", "maker"},
       R"({"code": "HS:8516", "classification": "HS", "number": "8516",
           "names": {"en": "Heaters"}})"},
      {"accreditation", {"accreditor"}, {"rival-accreditor", "fr-ministry"}, kAccreditation},
      {"arrangement-signatory",
       {"operator", "depot"},
       {"accreditor", "fr-ministry"},
       R"({"arrangement": "pact", "accreditor": "accreditor", "mainScope": "testing"})"},
      {"accreditor-acceptance",
       {"es-ministry"},
       {"accreditor", "fr-ministry"},
       R"({"market": "ES", "accreditor": "accreditor", "mainScope": "testing"})"},
      {"designation",
       {"fr-designator", "eu-designator"},
       {"es-designator", "fr-ministry", "fr-body"},
       R"({"body": "fr-body", "act": "EU-1", "modules": ["B"]})"},
      {"assessment",
       {"es-designator", "accreditor", "operator"},
       {"fr-body", "maker"},
       R"({"subject": "fr-body", "kind": "peer-assessment", "assessors": ["es-body"],
           "outcome": "satisfactory"})"},
      {"run-off-rule",
       {"fr-ministry"},
       {"es-ministry", "fr-body"},
       R"({"act": "FR-1", "cause": "any", "effect": "until-expiry"})"},
      {"status-change",
       {"fr-designator", "eu-designator", "fr-ministry"},
       {"es-designator", "fr-body", "maker"},
       R"({"subject": "des-1", "change": "suspended"})"},
      {"agreement",
       {"gb-ministry", "fr-ministry", "depot"},
       {"es-ministry", "operator"},
       R"({"agreement": "pact-2", "title": {"en": "P"}, "parties": ["FR", "GB"],
           "depositary": "depot", "entry": {"rule": "dates"},
           "annexes": [{"annex": "pact-2-1", "kind": "R1", "artefacts": ["test-report"],
                        "competence": "listing", "phase": "operational"}]})"},
      {"deposit",
       {"gb-ministry", "depot"},
       {"fr-ministry", "operator"},
       R"({"agreement": "pact", "party": "GB", "act": "ratification"})"},
      {"participation",
       {"es-ministry", "depot"},
       {"fr-ministry"},
       R"({"agreement": "pact", "party": "ES", "role": "consuming"})"},
      {"acceptance-act",
       {"gb-ministry"},
       {"fr-ministry"},
       R"({"act": "GB-9", "market": "GB", "sector": "toys", "foreignAct": "EU-1",
           "forActs": ["GB-1"], "artefacts": ["certificate"]})"},
      {"lawful-marketing-rule", {"commission"}, {"fr-ministry"}, R"({"area": "EU"})"},
      {"equivalence-decision",
       {"es-ministry"},
       {"fr-ministry", "standards-house"},
       R"({"decision": "q-1", "market": "ES", "fromEdition": "A:1", "toEdition": "B:1",
           "outcome": "full", "mapping": [{"atom": "a", "clause": "1", "severity": 1,
           "verdict": "identical"}]})"},
      {"certificate",
       {"fr-body", "fr-designator"},
       {"es-body", "es-designator", "maker", "fr-ministry"},
       R"({"certificate": "cert-2", "number": "2", "artefact": "certificate", "body": "fr-body",
           "legalEffect": "voluntary", "sector": "toys", "holder": "maker",
           "issued": "2022-01-01"})"},
      {"certificate-state",
       {"fr-body", "fr-designator"},
       {"es-body", "maker", "es-designator"},
       R"({"certificate": "cert-1", "state": "suspended"})"},
      {"product-type",
       {"maker", "fr-body", "operator"},
       {"trader", "fr-ministry"},
       R"({"product": "p-1", "owner": "maker", "sector": "toys"})"},
      {"mandate",
       {"maker"},
       {"trader", "operator"},
       R"({"grantor": "maker", "grantee": "trader", "role": "certifying-importer"})"},
      {"licence",
       {"maker", "fr-body"},
       {"trader", "es-body"},
       R"({"licensor": "maker", "licensee": "trader", "certificate": "cert-1"})"},
      {"transfer",
       {"fr-heir", "fr-designator"},
       {"es-body", "maker"},
       R"({"certificate": "cert-1", "from": "fr-body", "to": "fr-heir"})"},
      {"measure",
       {"fr-ministry"},
       {"es-ministry", "operator"},
       R"({"measure": "m-1", "market": "FR", "kind": "ban", "stage": "confirmed",
           "units": {"models": ["X"]}})"},
      {"alert",
       {"es-ministry"},
       {"fr-ministry", "trader"},
       R"({"alert": "a-1", "origin": "ES", "units": {"models": ["X"]}})"},
      {"follow-up-count",
       {"es-ministry"},
       {"fr-ministry", "trader"},
       R"({"series": "f-1", "notifier": "FR", "actor": "ES", "products": 3})"},
      {"border-procedure",
       {"commission"},
       {"fr-ministry"},
       R"({"market": "EU", "clockWorkingDays": 4, "calendar": "c"})"},
      {"holiday-calendar",
       {"fr-ministry"},
       {"es-ministry"},
       R"({"calendar": "c", "market": "FR", "weekend": [6, 7], "holidays": ["2026-07-14"]})"},
      {"fee-schedule",
       {"fr-ministry"},
       {"es-ministry"},
       R"({"market": "FR", "steps": [{"step": "file", "amount": "10", "currency": "EUR"}]})"},
  };
  return kCases;
}

json::Value effective_today(json::Value statement) {
  statement.as_object()->find("effective")->as_object()->set("from", "2026-02-01");
  return statement;
}

TEST_CASE("every type has somebody who may state it and somebody who may not") {
  World world = furnished();
  for (const Case& one : cases()) {
    CAPTURE(one.type);
    // A certificate changes state after its issue; a constitution not before it is recorded.
    for (const std::string_view author : one.allowed) {
      CAPTURE(author);
      CHECK(world.refusal(effective_today(payload(author, one.type, one.body))) == "admitted");
    }
    for (const std::string_view author : one.refused) {
      CAPTURE(author);
      CHECK(world.refusal(effective_today(payload(author, one.type, one.body))) ==
            "admission.not-authorised at /author");
    }
  }
}

TEST_CASE("the table above leaves no type out") {
  std::set<std::string_view> covered{"founding", "key-revocation"};  // in admission_test.cpp
  for (const Case& one : cases()) covered.insert(one.type);
  for (const statement::Descriptor& descriptor : statement::catalogue()) {
    CHECK_MESSAGE(covered.contains(descriptor.type), std::string(descriptor.type));
  }
}

TEST_CASE(
    "a transcription needs the constitution's leave for its source, and a type that allows it") {
  World world = furnished();
  for (const Case& one : cases()) {
    CAPTURE(one.type);
    const json::Value own = effective_today(payload("scribe", one.type, one.body));
    const bool transcribable = statement::find(one.type)->transcribable;
    const std::string by_scribe = world.refusal(transcription("scribe", "gazette", own));
    // cert-1 is the body's own: nobody speaks over it; see below.
    CHECK(by_scribe == (transcribable ? "admitted" : "admission.not-transcriber at /basis/kind"));
    if (!transcribable) continue;
    CHECK(world.refusal(transcription("scribe", "unlisted", own)) ==
          "admission.not-transcriber at /basis/source");
    CHECK(world.refusal(transcription("clerk", "cc-portal", own)) ==
          "admission.not-transcriber at /basis/source");
    CHECK(world.refusal(transcription("operator", "gazette", own)) ==
          "admission.not-transcriber at /basis/source");
  }
}

TEST_CASE("nothing is admitted on the word of a foreign log alone") {
  World world = furnished();
  json::Value observed = payload("operator", "legal-act", kAct);
  observed.as_object()->set(
      "basis",
      json::Object{{"kind", "observed"}, {"source", "other.example"}, {"read", "2026-01-31"}});
  CHECK(world.refusal(observed) == "admission.not-authorised at /basis/kind");
}

TEST_CASE("a refusal names the facts that stood against it") {
  World world = furnished();
  const auto refused = world.submit("es-ministry", "legal-act",
                                    R"({"act": "FR-2", "market": "FR", "title": {"fr": "L"}})");
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().against.size() == 1);
  // What is on file about the author.
  const auto& tables = world.state().tables();
  const auto& record = tables.statements[refused.error().against.front()];
  CHECK(record.descriptor->type == "organisation");
}

TEST_CASE("a description grants nobody powers that its author does not hold") {
  World world = furnished();
  const auto describe = [](std::string_view rest) {
    return R"({"names": {"en": "N"}, )" + std::string(rest) + "}";
  };
  // Itself, without adding roles, markets, or moving.
  CHECK(world.refusal("fr-body", "organisation", describe(R"("organisation": "fr-body",
      "economy": "FR", "roles": ["conformity-assessment-body", "authority"])")) ==
        "admission.not-authorised at /body/roles");
  CHECK(world.refusal("maker", "organisation", describe(R"("organisation": "maker",
      "economy": "FR", "roles": ["manufacturer"])")) ==
        "admission.not-authorised at /body/economy");
  CHECK(world.refusal("maker", "organisation", describe(R"("organisation": "maker",
      "economy": "US", "actsFor": ["US"], "roles": ["manufacturer"])")) ==
        "admission.not-authorised at /body/actsFor");
  // An authority enters organisations of its economy, but never another market's powers.
  CHECK(world.refusal("fr-ministry", "organisation", describe(R"("organisation": "fr-new",
      "economy": "FR", "roles": ["conformity-assessment-body"])")) == "admitted");
  CHECK(world.refusal("fr-ministry", "organisation", describe(R"("organisation": "es-new",
      "economy": "ES", "roles": ["laboratory"])")) == "admission.not-authorised at /author");
  CHECK(world.refusal("fr-ministry", "organisation", describe(R"("organisation": "fr-new",
      "economy": "FR", "actsFor": ["US"], "roles": ["authority"])")) ==
        "admission.not-authorised at /body/actsFor");
  CHECK(world.refusal("fr-ministry", "organisation", describe(R"("organisation": "fr-new",
      "economy": "FR", "roles": ["operator"])")) == "admission.not-authorised at /body/roles");
  CHECK(world.refusal("fr-ministry", "organisation", describe(R"("organisation": "maker",
      "economy": "FR", "roles": ["manufacturer"])")) == "admission.not-authorised at /author");
  CHECK(world.refusal(
            transcription("scribe", "gazette",
                          payload("scribe", "organisation", describe(R"("organisation": "scribe",
      "economy": "CH", "roles": ["operator"])")))) == "admission.not-authorised at /body/roles");
}

TEST_CASE("roles count on the days of their description") {
  World world;
  json::Value former = payload("operator", "organisation",
                               R"({"organisation": "former", "names": {"en": "F"},
      "economy": "FR", "roles": ["authority"]})");
  former.as_object()->find("effective")->as_object()->set("until", "2026-06-01");
  world.enter(former);
  world.enter(payload("operator", "key",
                      R"({"organisation": "former", "custody": "self", "key": )" +
                          json::compact(crypto::to_jwk(testing::key_of("former"))) + "}"));
  CHECK(world.refusal("former", "legal-act", kFrenchAct) == "admitted");
  world.at("2026-06-01");
  CHECK(world.refusal("former", "legal-act", kFrenchAct) == "admission.not-authorised at /author");
}

TEST_CASE("an authority speaks for the territories of its economy, not for its areas") {
  World world;
  constexpr std::string_view kNorthern =
      R"({"act": "NI-1", "market": "GB-NIR", "title": {"en": "Act"}})";
  CHECK(world.refusal("gb-ministry", "legal-act", kNorthern) == "admitted");
  CHECK(world.refusal("fr-ministry", "legal-act", kNorthern) ==
        "admission.not-authorised at /author");
  CHECK(world.refusal("fr-ministry", "legal-act", kAct) == "admission.not-authorised at /author");
}

TEST_CASE("a party lists foreign bodies under its annex") {
  World world = furnished();
  constexpr std::string_view kListing = R"({"body": "fr-body", "act": "GB-1", "annex": "pact-1"})";
  CHECK(world.refusal("gb-ministry", "designation", kListing) == "admitted");
  CHECK(world.refusal("es-ministry", "designation", kListing) ==
        "admission.not-authorised at /author");
  world.enter(payload("es-ministry", "participation",
                      R"({"agreement": "pact", "party": "ES", "role": "consuming"})"));
  CHECK(world.refusal("es-ministry", "designation", kListing) == "admitted");
}

TEST_CASE("an arrangement without an agreement belongs to the depositary who first spoke of it") {
  World world = furnished();
  constexpr std::string_view kSigned =
      R"({"arrangement": "club", "accreditor": "accreditor", "mainScope": "testing"})";
  CHECK(world.refusal("scheme-house", "arrangement-signatory", kSigned) ==
        "admission.not-authorised at /author");
  CHECK(world.refusal("other-depot", "arrangement-signatory", kSigned) == "admitted");
  world.enter(payload("depot", "arrangement-signatory", kSigned));
  CHECK(world.refusal("other-depot", "arrangement-signatory", kSigned) ==
        "admission.not-authorised at /author");
  CHECK(world.refusal("depot", "arrangement-signatory", R"({"arrangement": "club",
      "accreditor": "rival-accreditor", "mainScope": "testing"})") == "admitted");
  // The agreement of the name says who keeps it.
  CHECK(world.refusal("other-depot", "arrangement-signatory", R"({"arrangement": "pact",
      "accreditor": "accreditor", "mainScope": "testing"})") ==
        "admission.not-authorised at /author");
}

TEST_CASE("who took a body or a certificate over speaks for it") {
  World world = furnished();
  json::Value withdrawn =
      payload("fr-heir", "certificate-state", R"({"certificate": "cert-1", "state": "withdrawn"})");
  withdrawn = effective_today(withdrawn);
  CHECK(world.refusal(withdrawn) == "admission.not-authorised at /author");
  SUBCASE("by succession") {
    world.enter(payload("fr-body", "succession",
                        R"({"predecessor": "fr-body", "successor": "fr-heir", "scope": "all"})"));
    CHECK(world.refusal(withdrawn) == "admitted");
  }
  SUBCASE("a succession into designations only gives no certificates") {
    world.enter(payload("fr-body", "succession",
                        R"({"predecessor": "fr-body", "successor": "fr-heir",
                            "scope": "designations"})"));
    CHECK(world.refusal(withdrawn) == "admission.not-authorised at /author");
  }
  SUBCASE("by transfer") {
    world.enter(payload("fr-heir", "transfer",
                        R"({"certificate": "cert-1", "from": "fr-body", "to": "fr-heir"})"));
    CHECK(world.refusal(withdrawn) == "admitted");
    CHECK(world.refusal("es-body", "transfer",
                        R"({"certificate": "cert-1", "from": "fr-body", "to": "es-body"})") ==
          "admission.not-authorised at /body/from");
  }
}

TEST_CASE("nobody takes over another's identifier") {
  World world = furnished();
  CHECK(world.refusal("gb-ministry", "legal-act",
                      R"({"act": "EU-1", "market": "GB", "title": {"en": "A"}})") ==
        "admission.identifier-taken at /body/act");
  CHECK(world.refusal("es-body", "certificate", R"({
      "certificate": "cert-1", "number": "1", "artefact": "certificate", "body": "es-body",
      "legalEffect": "mandatory", "sector": "toys", "holder": "maker",
      "issued": "2022-01-01"})") == "admission.identifier-taken at /body/certificate");
  CHECK(world.refusal("maker", "scheme", R"({"scheme": "s-1", "names": {"en": "S"},
      "owner": "maker", "core": {"part": "core", "version": "1"}})") ==
        "admission.identifier-taken at /body/scheme");
  CHECK(world.refusal("es-ministry", "agreement", R"({
      "agreement": "pact", "title": {"en": "P"}, "parties": ["ES"], "entry": {"rule": "dates"},
      "annexes": [{"annex": "pact-9", "kind": "R1", "artefacts": ["test-report"],
                   "competence": "listing", "phase": "operational"}]})") ==
        "admission.identifier-taken at /body/agreement");
  CHECK(world.refusal("es-ministry", "agreement", R"({
      "agreement": "pact-3", "title": {"en": "P"}, "parties": ["ES"], "entry": {"rule": "dates"},
      "annexes": [{"annex": "pact-1", "kind": "R1", "artefacts": ["test-report"],
                   "competence": "listing", "phase": "operational"}]})") ==
        "admission.identifier-taken at /body/annexes/0/annex");
  world.enter(payload("maker", "product-type",
                      R"({"product": "p-1", "owner": "maker", "sector": "toys"})"));
  CHECK(world.refusal("trader", "product-type",
                      R"({"product": "p-1", "owner": "trader", "sector": "toys"})") ==
        "admission.identifier-taken at /body/product");
  world.enter(payload("scheme-house", "level-scale", R"({"scale": "EAL", "levels": ["EAL1"]})"));
  CHECK(world.refusal("fr-ministry", "level-scale", R"({"scale": "EAL", "levels": ["X"]})") ==
        "admission.identifier-taken at /body/scale");
}

TEST_CASE("a code of a classification is its first author's, and a transcription gives way") {
  World world = furnished();
  const auto code = [](std::string_view author, std::string_view name) {
    return payload(author, "classification-code",
                   R"({"code": "HS:8516", "classification": "HS", "number": "8516",
                       "names": {"en": ")" +
                       std::string(name) + R"("}})");
  };
  world.enter(transcription("scribe", "gazette", code("scribe", "Heaters")));
  world.enter(code("standards-house", "Electric heaters"));
  CHECK(world.refusal(code("fr-ministry", "Other")) == "admission.identifier-taken at /body/code");
  CHECK(world.refusal(transcription("scribe", "gazette", code("scribe", "Stoves"))) ==
        "admission.identifier-taken at /body/code");
  CHECK(world.refusal(code("operator", "Heating apparatus")) == "admitted");
}

TEST_CASE("a transcription never stands in for what the body said itself") {
  World world = furnished();
  const json::Value own = payload("fr-body", "certificate", kCertificate);
  CHECK(world.refusal(transcription("scribe", "gazette", own)) ==
        "admission.identifier-taken at /body/certificate");
}

}  // namespace
}  // namespace concordat::admission
