// The fold of frame, norms and competence: told, and read back.
#include "core/facts/telling_for_test.hpp"

namespace concordat::facts {
namespace {

using telling::day;
using telling::rows_in;
using telling::Teller;

constexpr std::string_view kFounding = R"({
  "origin": "log.example/one", "names": {"en": "One"},
  "operator": {"organisation": "operator", "names": {"en": "Operator"}, "economy": "FR",
    "key": {"kty": "OKP", "crv": "Ed25519",
            "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}},
  "logKey": "log.example/one+0+AA",
  "constitution": {"semanticsVersion": 1, "commentPeriodDays": 60, "decisionLifeDays": 1825,
    "transcribers": [{"organisation": "t", "sources": ["nando", "oj"]}]}})";

TEST_CASE("founding: constitution, operator and its key") {
  Teller teller;
  teller.tell({.type = "founding", .body = kFounding});
  const auto constitution = teller.rows(teller.tables().constitutions, 0);
  REQUIRE(constitution.size() == 1);
  CHECK(constitution[0]->semantics_version == 1);
  REQUIRE(constitution[0]->transcribers.size() == 1);
  CHECK(constitution[0]->transcribers[0].organisation == teller.id("t"));
  CHECK(constitution[0]->transcribers[0].sources == teller.ids({"nando", "oj"}));
  const auto founder = teller.rows(teller.tables().organisations, teller.id("operator"));
  REQUIRE(founder.size() == 1);
  CHECK(founder[0]->has(Role::kOperator));
  CHECK_FALSE(founder[0]->has(Role::kAuthority));
  CHECK(founder[0]->economy == teller.id("FR"));
  // The thumbprint of RFC 8037, appendix A.3.
  const Id thumbprint = teller.id("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  const auto keys = teller.rows(teller.tables().keys, thumbprint);
  REQUIRE(keys.size() == 1);
  CHECK(keys[0]->organisation == teller.id("operator"));
  CHECK(keys[0]->key.bytes.size() == 32);
  CHECK(teller.refusal({.type = "founding", .body = kFounding}) == "fold.founding-not-first");
}

TEST_CASE("constitution-change: the newest that is in effect counts") {
  Teller teller;
  teller.tell({.type = "founding", .body = kFounding});
  teller.tell({.type = "constitution-change",
               .body = R"({"constitution": {"semanticsVersion": 2, "commentPeriodDays": 90,
                           "decisionLifeDays": 1000}})",
               .effective = R"({"from": "2024-01-01"})"});
  Probe before = teller.at("2023-12-31");
  CHECK(constitution_at(before)->semantics_version == 1);
  CHECK(before.window == Window{day("2020-01-01"), day("2024-01-01")});
  Probe after = teller.at("2024-01-01");
  CHECK(constitution_at(after)->semantics_version == 2);
  CHECK(after.window == Window{day("2024-01-01"), kForever});
  Probe as_known_then = teller.at("2024-01-01", 1);
  CHECK(constitution_at(as_known_then)->semantics_version == 1);
}

TEST_CASE("route-matrix: a cell left out is informative") {
  Teller teller;
  teller.tell({.type = "route-matrix", .body = R"({"cells": [
    {"route": "R2", "leg": "competence", "purpose": "market-access", "need": "required"},
    {"route": "R7", "leg": "measures", "purpose": "recognition", "need": "not-applicable"}]})"});
  Probe probe = teller.at("2024-01-01");
  const auto matrix = route_matrix_at(probe);
  REQUIRE(matrix);
  const auto need = [&](Purpose purpose, Route route, Leg leg) {
    return matrix->need[static_cast<std::size_t>(purpose)][static_cast<std::size_t>(route)]
                       [static_cast<std::size_t>(leg)];
  };
  CHECK(need(Purpose::kMarketAccess, Route::kR2, Leg::kCompetence) == Need::kRequired);
  CHECK(need(Purpose::kRecognition, Route::kR7, Leg::kMeasures) == Need::kNotApplicable);
  CHECK(need(Purpose::kRecognition, Route::kR2, Leg::kCompetence) == Need::kInformative);
}

TEST_CASE("frame: economies, memberships, organisations, keys, successions, obligations") {
  Teller teller;
  const Tables& tables = teller.tables();
  teller.tell({.type = "economy", .body = R"({"code": "GB-NIR", "kind": "territory",
               "names": {"en": "Northern Ireland"}, "partOf": "GB"})"});
  CHECK(teller.rows(tables.economies, teller.id("GB-NIR")).at(0)->part_of == teller.id("GB"));
  CHECK(teller.rows(tables.economies, teller.id("GB-NIR")).at(0)->kind == EconomyKind::kTerritory);

  teller.tell({.type = "area-membership",
               .body = R"({"area": "EU", "member": "FR", "sectors": ["toys"]})"});
  const auto* member = teller.rows(tables.memberships, teller.id("FR")).at(0);
  CHECK(member->area == teller.id("EU"));
  CHECK(member->sectors == teller.ids({"toys"}));

  teller.tell({.type = "organisation", .body = R"({"organisation": "lne", "names": {"fr": "LNE"},
               "economy": "FR", "roles": ["laboratory", "conformity-assessment-body"],
               "actsFor": ["EU"], "brands": ["L"]})"});
  const auto* body = teller.rows(tables.organisations, teller.id("lne")).at(0);
  CHECK(body->has(Role::kLaboratory));
  CHECK(body->has(Role::kConformityAssessmentBody));
  CHECK_FALSE(body->has(Role::kOperator));
  CHECK(body->acts_for == teller.ids({"EU"}));
  CHECK(body->brands == teller.ids({"L"}));

  teller.tell({.type = "key", .body = R"({"organisation": "lne", "custody": "self", "key":
               {"kty": "OKP", "crv": "Ed25519",
                "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}})"});
  const Id thumbprint = teller.id("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  CHECK(teller.rows(tables.keys, thumbprint).at(0)->organisation == teller.id("lne"));
  teller.tell({.type = "key-revocation", .body = R"({"organisation": "lne",
               "keyId": "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
               "compromisedSince": "2024-05-01T00:00:00Z"})"});
  CHECK(teller.rows(tables.key_revocations, thumbprint).at(0)->compromised_since ==
        parse_instant("2024-05-01T00:00:00Z").value());

  teller.tell({.type = "succession", .body = R"({"predecessor": "lne", "successor": "gmed",
               "scope": "certificates"})"});
  const auto* succession = teller.rows(tables.successions, teller.id("lne")).at(0);
  CHECK(succession->successor == teller.id("gmed"));
  CHECK(succession->scope == teller.id("certificates"));

  teller.tell(
      {.type = "filing-obligation", .body = R"({"market": "EU", "economy": "FR", "act": "EU-1"})"});
  const auto* obligation = teller.rows(tables.filing_obligations, teller.id("EU")).at(0);
  CHECK(obligation->economy == teller.id("FR"));
  CHECK(obligation->act == teller.id("EU-1"));
  CHECK(obligation->body == kNoId);

  teller.tell({.type = "requirements-complete", .body = R"({"market": "EU", "sector": "toys"})"});
  CHECK(
      teller.rows(tables.requirements_complete, pack(teller.id("EU"), teller.id("toys"))).size() ==
      1);
}

TEST_CASE("norms: a requirement with everything it can say") {
  Teller teller;
  const Tables& tables = teller.tables();
  teller.tell({.type = "level-scale", .body = R"({"scale": "eal", "levels": ["EAL1", "EAL2"],
    "components": [{"family": "AVA_VAN", "at": [1, 2]}], "outsidePackages": ["ALC_FLR"]})"});
  teller.tell({.type = "requirement", .body = R"({
    "requirement": "EU-MD", "market": "EU", "act": "EU-2006-42", "sector": "machines",
    "title": {"en": "Machinery"}, "scope": {"attribute": "powered", "is": true},
    "exclusions": [{"when": {"attribute": "toy", "is": true}, "why": "art. 1"}],
    "displacedBy": ["EU-TOY"], "hs": ["8467"], "events": ["placing-on-market",
    "putting-into-service"], "harmonised": false,
    "procedures": [{"procedure": "annex-ix", "party": "third",
       "alternatives": [{"modules": ["B", "D"]}, {"modules": ["H"]}],
       "presumption": "required", "competence": "accreditation",
       "evidence": [{"kind": "declaration", "timing": "before-market", "verifiedBy": "customs"}]},
       {"procedure": "a", "party": "first"}],
    "atoms": [{"atom": "1.2.3", "about": "starting", "severity": 4}],
    "editions": ["EN-1:2020"], "scale": "eal", "level": "EAL2",
    "markings": [{"kind": "marking", "what": "CE", "languages": ["fr"],
                  "timing": "before-market"}]})"});
  const Key key = pack(teller.id("EU"), teller.id("machines"));
  const Requirement& row = *teller.rows(tables.requirements, key).at(0);
  CHECK(row.act == teller.id("EU-2006-42"));
  CHECK(row.scope.has_value());
  REQUIRE(row.exclusions.size() == 1);
  CHECK(tables.text(row.exclusions[0].why) == "art. 1");
  CHECK(row.displaced_by == teller.ids({"EU-TOY"}));
  CHECK(row.hs == teller.ids({"8467"}));
  CHECK(row.events == 0b101U);
  CHECK_FALSE(row.harmonised);
  REQUIRE(row.procedures.size() == 2);
  CHECK(row.procedures[0].party == Party::kThird);
  CHECK(row.procedures[0].alternatives ==
        std::vector<Ids>{teller.ids({"B", "D"}), teller.ids({"H"})});
  CHECK(row.procedures[0].needs_presumption);
  CHECK(row.procedures[0].competence == CompetenceBy::kAccreditation);
  CHECK(row.procedures[0].evidence.at(0).verified_by == teller.id("customs"));
  CHECK(row.procedures[1].party == Party::kFirst);
  CHECK_FALSE(row.procedures[1].needs_presumption);
  CHECK(row.atoms.at(0).severity == 4);
  CHECK(row.editions == teller.ids({"EN-1:2020"}));
  CHECK(row.level == teller.id("EAL2"));
  CHECK(row.markings.at(0).languages == teller.ids({"fr"}));
  CHECK(tables.requirements_by_id.contains(teller.id("EU-MD")));
  const Scale& scale = *teller.rows(tables.scales, teller.id("eal")).at(0);
  CHECK(scale.levels == teller.ids({"EAL1", "EAL2"}));
  CHECK(scale.families.at(0).at == std::vector<int>{1, 2});
  CHECK(scale.outside_packages == teller.ids({"ALC_FLR"}));
}

TEST_CASE("norms: acts, editions, citations, objections, schemes, differences") {
  Teller teller;
  const Tables& tables = teller.tables();
  teller.tell({.type = "legal-act", .body = R"({"act": "EU-2", "market": "EU",
    "title": {"en": "Two"}, "transitionUntil": "2027-01-20", "sellOffUntil": "2028-01-01",
    "replaces": ["EU-1"]})"});
  const LegalAct& act = *teller.rows(tables.acts, teller.id("EU-2")).at(0);
  CHECK(act.transition_until == day("2027-01-20"));
  CHECK(act.sell_off_until == day("2028-01-01"));
  CHECK(act.replaces == teller.ids({"EU-1"}));

  teller.tell({.type = "standard-edition", .body = R"({"edition": "EN-1:2020", "standard": "EN-1",
    "identicalTo": ["IEC-1:2019"], "supersedes": ["EN-1:2012"], "partOf": "EN-0"})"});
  const Edition& edition = *teller.rows(tables.editions, teller.id("EN-1:2020")).at(0);
  CHECK(edition.standard == teller.id("EN-1"));
  CHECK(edition.identical_to == teller.ids({"IEC-1:2019"}));
  CHECK(edition.supersedes == teller.ids({"EN-1:2012"}));
  CHECK(edition.part_of == teller.id("EN-0"));

  teller.tell({.type = "classification-code", .body = R"({"code": "HS:9503",
    "classification": "HS", "number": "9503", "names": {"fr": "Jouets", "en": "Toys"}})"});
  teller.tell({.type = "classification-code", .body = R"({"code": "ICS:97", "classification": "ICS",
    "number": "97", "names": {"ru": "Быт"}})"});
  const auto named = [&](std::string_view code) {
    return teller.rows(tables.classification_codes, teller.id(code)).at(0)->name;
  };
  CHECK(named("HS:9503") == teller.id("Toys"));
  CHECK(named("ICS:97") == teller.id("Быт"));

  teller.tell({.type = "citation",
               .body = R"({"market": "EU", "act": "EU-2",
    "edition": "EN-1:2020", "standardType": "C", "notForAtoms": ["1.2.3"],
    "restriction": "not for 1.2.3"})",
               .effective = R"({"from": "2021-01-01", "until": "2023-10-11"})"});
  const Key cited = pack(teller.id("EU-2"), teller.id("EN-1:2020"));
  const Citation& citation = *teller.rows(tables.citations, cited).at(0);
  CHECK(citation.type == StandardType::kC);
  CHECK(citation.not_for_atoms == teller.ids({"1.2.3"}));
  CHECK(citation.certain == DateSpan{day("2021-01-01"), day("2023-10-11")});

  teller.tell({.type = "formal-objection", .body = R"({"market": "EU", "act": "EU-2",
    "edition": "EN-1:2020", "effect": "withdraws", "atoms": ["1.3"]})"});
  CHECK(teller.rows(tables.objections, cited).at(0)->effect == ObjectionEffect::kWithdraws);

  teller.tell({.type = "scheme", .body = R"({"scheme": "cb", "names": {"en": "CB"},
    "owner": "iecee", "schemeType": "1a", "core": {"part": "core", "version": "3"},
    "lateSurveillance": "lapse", "graceDays": 30, "scale": "eal", "editions": ["IEC-1:2019"]})"});
  const Scheme& scheme = *teller.rows(tables.schemes, teller.id("cb")).at(0);
  CHECK(scheme.type == teller.id("1a"));
  CHECK(scheme.late == LateSurveillance::kLapse);
  CHECK(scheme.grace_days == 30);

  teller.tell({.type = "difference", .body = R"({"difference": "d1", "market": "JP",
    "edition": "IEC-1:2019", "kind": "group-difference", "about": "voltage", "severity": 3})"});
  const Key differs = pack(teller.id("JP"), teller.id("IEC-1:2019"));
  CHECK(teller.rows(tables.differences, differs).at(0)->severity == 3);
}

TEST_CASE("competence: accreditations, signatories, acceptances, designations, run-off") {
  Teller teller;
  const Tables& tables = teller.tables();
  teller.tell({.type = "accreditation", .body = R"({"accreditor": "cofrac", "body": "lne",
    "mainScope": "testing", "standards": ["EN-1"], "sectors": ["toys"], "schemes": ["cb"]})"});
  const Accreditation& accreditation = *teller.rows(tables.accreditations, teller.id("lne")).at(0);
  CHECK(accreditation.accreditor == teller.id("cofrac"));
  CHECK(accreditation.main_scope == teller.id("testing"));
  CHECK(accreditation.standards == teller.ids({"EN-1"}));

  teller.tell({.type = "arrangement-signatory", .body = R"({"arrangement": "gac",
    "accreditor": "cofrac", "mainScope": "testing"})"});
  CHECK(teller.rows(tables.signatories, teller.id("cofrac")).at(0)->arrangement ==
        teller.id("gac"));

  teller.tell({.type = "accreditor-acceptance", .body = R"({"market": "US", "arrangement": "gac",
    "mainScope": "testing", "acts": ["US-1"]})"});
  const auto* acceptance = teller.rows(tables.accreditor_acceptances, teller.id("US")).at(0);
  CHECK(acceptance->accreditor == kNoId);
  CHECK(acceptance->arrangement == teller.id("gac"));
  CHECK(teller.refusal({.type = "accreditor-acceptance",
                        .body = R"({"market": "US", "mainScope": "testing"})"}) == "fold.one-of");

  teller.tell({.type = "designation", .body = R"({"body": "lne", "act": "EU-1", "annex": "x-1",
    "modules": ["B"], "sectors": ["toys"], "products": {"attribute": "radio", "is": true},
    "number": "0086"})"});
  const Designation& designation = *teller.rows(tables.designations, teller.id("lne")).at(0);
  CHECK(designation.act == teller.id("EU-1"));
  CHECK(designation.annex == teller.id("x-1"));
  CHECK(designation.products.has_value());
  CHECK(tables.text(designation.number) == "0086");

  teller.tell({.type = "run-off-rule",
               .body = R"({"annex": "x-1", "cause": "any", "effect": "days", "days": 270})"});
  const RunOff& rule = *teller.rows(tables.run_offs, teller.id("x-1")).at(0);
  CHECK(rule.effect == RunOffEffect::kDays);
  CHECK(rule.days == 270);
  CHECK(teller.refusal({.type = "run-off-rule", .body = R"({"cause": "any", "effect": "none"})"}) ==
        "fold.one-of");
  CHECK(teller.refusal({.type = "run-off-rule", .body = R"({"act": "EU-1", "cause": "any",
                        "effect": "days"})"}) == "fold.run-off-days");

  const std::size_t before = rows_in(tables);
  const Ordinal told = teller.tell({.type = "assessment", .body = R"({"subject": "lne",
    "kind": "peer-assessment", "assessors": ["ukas"], "outcome": "satisfactory"})"});
  CHECK(rows_in(tables) == before);
  CHECK(statement_ordinal(tables, "s" + std::to_string(told), told + 1) == told);
}

}  // namespace
}  // namespace concordat::facts
