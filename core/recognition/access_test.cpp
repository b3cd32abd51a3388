// Market access: requirements, procedures, modules, legs of the product.
#include "core/recognition/registry_for_test.hpp"

namespace concordat::recognition {
namespace {

using testing::argument;
using testing::bearing;
using testing::cured_by;
using testing::find;
using testing::has;
using testing::Registry;
using testing::said;

// The area U has a law with procedures; body nb of A is designated for it.
class Union : public Registry {
 public:
  Union() {
    body("nb", "A");
    fact("legal-act", R"({"act": "U-law", "market": "U", "title": {"en": "x"}})");
    fact("requirements-complete", R"({"market": "U", "sector": "toys"})");
    fact("organisation", R"({"organisation": "acme", "names": {"en": "x"}, "economy": "A",
        "roles": ["manufacturer"], "brands": ["Acme"]})");
  }
  void requirement(const std::string& procedures, const std::string& more = "",
                   const std::string& id = "r") {
    fact("requirement", R"({"requirement": ")" + id + R"(", "market": "U", "act": "U-law",
         "sector": "toys", "title": {"en": "x"}, "procedures": )" +
                            procedures + more + "}");
  }
  void designate(const std::string& more = "") {
    fact("designation", R"({"body": "nb", "act": "U-law")" + more + "}");
  }
  void certificate(const std::string& number, const std::string& more,
                   const std::string& artefact = "certificate") {
    fact("certificate",
         R"({"certificate": ")" + number + R"(", "number": ")" + number + R"(", "artefact": ")" +
             artefact + R"(", "body": "nb", "act": "U-law",
         "legalEffect": "mandatory", "sector": "toys", "holder": "acme",
         "issued": "2019-01-01")" +
             more + "}",
         "2019-01-01", "2029-01-01");
  }
  Answer access(const std::string& attestations, const std::string& more = "") {
    return ask(R"({"purpose": "market-access", "market": "A", "date": "2020-01-01",
        "attestations": [)" +
               attestations + "]" + more + "}");
  }
};

constexpr const char* kOneProcedure = R"([{"procedure": "p", "party": "third"}])";
constexpr const char* kModules = R"([{"procedure": "p", "party": "third", "alternatives": [
    {"modules": ["B", "D"]}, {"modules": ["H"]}]}])";

TEST_CASE("own law: an area's law holds in its member") {
  Union registry;
  registry.requirement(kOneProcedure);
  registry.designate();
  registry.certificate("c", "");
  const Answer answer = registry.access(R"({"number": "c"})");
  CHECK(said(answer) == "recognised");
  CHECK(has(answer, code::kInstrumentOwnLaw));
}

TEST_CASE("no list declared complete never yields recognised") {
  Union registry;
  const std::string question = R"({"purpose": "market-access", "market": "A",
      "date": "2020-01-01", "product": {"sector": ")";
  const Answer silent = registry.ask(question + R"(boats"}})");
  CHECK(said(silent) == "undecided no-decision");
  CHECK(bearing(silent, code::kRequirementsListNotDeclaredComplete) == Bearing::kOpen);
  CHECK(cured_by(silent, code::kCureDeclareComplete));
  const Answer declared = registry.ask(question + R"(toys"}})");
  CHECK(said(declared) == "not-applicable");
  CHECK(bearing(declared, code::kRequirementsNoneApply) == Bearing::kHolds);
}

TEST_CASE("an unknown attribute is a fact needed, never a no") {
  Union registry;
  registry.requirement(R"([{"procedure": "p", "party": "third"}])",
                       R"(, "scope": {"attribute": "ageGroup", "is": "under-14"},
           "exclusions": [{"when": {"attribute": "sport", "is": true}, "why": "annex I"}])");
  const auto with = [&](const std::string& attributes) {
    return registry.ask(R"({"purpose": "market-access", "market": "A", "date": "2020-01-01",
        "product": {"sector": "toys", "attributes": )" +
                        attributes + "}}");
  };
  const Answer unknown = with("{}");
  CHECK(said(unknown) == "undecided fact-needed");
  CHECK(bearing(unknown, code::kRequirementAttributeNeeded) == Bearing::kOpen);
  REQUIRE(!unknown.cures.empty());
  CHECK(unknown.cures[0].steps.size() == 2);
  CHECK(has(with(R"({"ageGroup": "adult", "sport": false})"), code::kRequirementOutOfScope));
  CHECK(has(with(R"({"ageGroup": "under-14", "sport": true})"), code::kRequirementExcluded));
  CHECK(said(with(R"({"ageGroup": "under-14", "sport": false})")) == "undecided fact-needed");
}

TEST_CASE("a law displaced by another that applies") {
  Union registry;
  registry.requirement(R"([{"procedure": "p", "party": "third"}])", R"(, "displacedBy": ["radio"])",
                       "voltage");
  registry.requirement(R"([{"procedure": "p", "party": "first"}])",
                       R"(, "scope": {"attribute": "radio", "is": true})", "radio");
  const auto with = [&](const std::string& radio) {
    return registry.ask(R"({"purpose": "market-access", "market": "A", "date": "2020-01-01",
        "product": {"sector": "toys", "attributes": {"radio": )" +
                        radio + "}}}");
  };
  const Answer displaced = with("true");
  CHECK(has(displaced, code::kRequirementDisplaced));
  CHECK(displaced.requirements[0].outcome == Outcome::kNoThirdPartyRequired);
  CHECK(said(displaced) == "conditional");
  CHECK_FALSE(has(with("false"), code::kRequirementDisplaced));
}

TEST_CASE("first party: no attestation needed, and the evidence the law expects instead") {
  Union registry;
  registry.requirement(R"([{"procedure": "A", "party": "first", "evidence": [
      {"kind": "declaration", "timing": "before-market", "verifiedBy": "importer"}]}])");
  const Answer answer = registry.access("", R"(, "product": {"sector": "toys"})");
  CHECK(said(answer) == "conditional");
  CHECK(answer.requirements[0].outcome == Outcome::kNoThirdPartyRequired);
  REQUIRE(answer.conditions.size() == 1);
  CHECK(answer.conditions[0].code == code::kConditionEvidence);
  CHECK(answer.conditions[0].timing == "before-market");
  CHECK(answer.conditions[0].verified_by == "importer");
}

TEST_CASE("module B without a production module; with one; of another manufacturer") {
  Union registry;
  registry.requirement(kModules);
  registry.designate();
  registry.certificate("b", R"(, "module": "B")", "type-examination");
  const Answer alone = registry.access(R"({"number": "b"})");
  CHECK(said(alone) == "not-recognised");
  CHECK(argument(*find(alone, code::kCoverageProductionModuleMissing), "modules") == "D");
  CHECK(cured_by(alone, code::kCureProductionModule));
  registry.certificate("d", R"(, "module": "D")", "quality-approval");
  const Answer both = registry.access(R"({"number": "b"}, {"number": "d"})");
  CHECK(said(both) == "recognised");
  CHECK(both.requirements[0].routes[0].attestations.size() == 2);
  registry.certificate("other", R"(, "module": "D", "manufacturer": "somebody")",
                       "quality-approval");
  CHECK(has(registry.access(R"({"number": "b"}, {"number": "other"})"),
            code::kCoverageOtherManufacturer));
}

TEST_CASE("a module the procedure does not offer, and one the body may not work") {
  Union registry;
  registry.requirement(kModules);
  registry.designate(R"(, "modules": ["B"])");
  registry.certificate("e", R"(, "module": "E")", "quality-approval");
  registry.certificate("h", R"(, "module": "H")", "quality-approval");
  CHECK(has(registry.access(R"({"number": "e"})"), code::kInstrumentModuleNotOffered));
  CHECK(has(registry.access(R"({"number": "h"})"), code::kCompetenceModuleNotCovered));
}

TEST_CASE("T15: a genuine number, another model") {
  Union registry;
  registry.requirement(kOneProcedure);
  registry.designate();
  registry.fact("product-type", R"({"product": "fam", "owner": "acme", "sector": "toys",
      "models": ["X"], "prefixes": ["KX-"]})");
  registry.certificate("c", R"(, "product": {"models": ["K1"], "families": ["fam"]})");
  const auto model = [&](const std::string& model_name) {
    return registry.access(R"({"number": "c"})",
                           R"(, "product": {"model": ")" + model_name + "\"}");
  };
  const Answer other = model("Z9");
  CHECK(said(other) == "not-recognised");
  CHECK(bearing(other, code::kAuthenticityIssuerSigned) == Bearing::kHolds);
  CHECK(bearing(other, code::kCoverageModelNotCovered) == Bearing::kFails);
  CHECK(cured_by(other, code::kCureExtendCertificate));
  CHECK(has(model("K1"), code::kCoverageModelListed));
  CHECK(has(model("KX-7"), code::kCoverageFamilyRule));
  CHECK(said(registry.access(R"({"number": "c"})")) == "undecided fact-needed");
}

TEST_CASE("batches, serials, software, factories and quantities") {
  Union registry;
  registry.requirement(kOneProcedure);
  registry.designate();
  registry.certificate("c", R"(, "product": {"batches": ["L1"], "serialFrom": "9",
      "serialTo": "120", "softwareVersions": ["1.0"], "factories": ["F1"], "quantity": 100})");
  const Answer unsaid = registry.access(R"({"number": "c"})");
  CHECK(said(unsaid) == "undecided fact-needed");
  REQUIRE(!unsaid.cures.empty());
  const Answer fits = registry.access(R"({"number": "c"})", R"(, "product": {"batch": "L1",
      "serial": "100", "softwareVersion": "1.0", "factory": "F1", "quantity": 100})");
  CHECK(said(fits) == "recognised");
  const Answer wrong = registry.access(R"({"number": "c"})", R"(, "product": {"batch": "L2",
      "serial": "121", "softwareVersion": "2.0", "factory": "F2", "quantity": 101})");
  for (const auto what : {code::kCoverageBatchNotCovered, code::kCoverageSerialNotCovered,
                          code::kCoverageSoftwareVersionNotCovered,
                          code::kCoverageFactoryNotCovered, code::kCoverageQuantityExceeded}) {
    CHECK(bearing(wrong, what) == Bearing::kFails);
  }
}

TEST_CASE("genuine certificate, goods under the importer's own brand") {
  Union registry;
  registry.requirement(kOneProcedure);
  registry.designate();
  registry.certificate("c", "");
  const auto brand = [&](const std::string& name) {
    return registry.access(R"({"number": "c"})", R"(, "operators": {"importer": "shop",
        "brand": ")" + name + "\"}");
  };
  CHECK(has(brand("Acme"), code::kEntitlementOwnBrand));
  const Answer foreign = brand("Shop");
  CHECK(said(foreign) == "not-recognised");
  CHECK(bearing(foreign, code::kEntitlementNoLicence) == Bearing::kFails);
  CHECK(bearing(foreign, code::kAuthenticityIssuerSigned) == Bearing::kHolds);
  CHECK(cured_by(foreign, code::kCureLicence));
  registry.fact("licence", R"({"licensor": "acme", "licensee": "shop", "brands": ["Shop"]})");
  CHECK(said(brand("Shop")) == "recognised");
}

TEST_CASE("a representative needs a mandate in force") {
  Union registry;
  registry.requirement(kOneProcedure);
  registry.designate();
  registry.certificate("c", "");
  const auto ask = [&] {
    return registry.access(R"({"number": "c"})",
                           R"(, "operators": {"authorisedRepresentative": "rep"})");
  };
  CHECK(bearing(ask(), code::kEntitlementNoMandate) == Bearing::kFails);
  registry.fact("mandate", R"({"grantor": "acme", "grantee": "rep",
      "role": "authorised-representative"})");
  CHECK(said(ask()) == "recognised");
}

TEST_CASE("only a measure with force here denies; alerts inform") {
  Union registry;
  registry.requirement(kOneProcedure);
  registry.designate();
  registry.certificate("c", "");
  const auto ask = [&](const std::string& more) {
    return registry.access(R"({"number": "c"})", R"(, "product": {"model": "K1")" + more + "}");
  };
  registry.fact("alert", R"({"alert": "a1", "origin": "B", "units": {"models": ["K1"]}})");
  registry.fact("measure", R"({"measure": "mB", "market": "B", "kind": "ban",
      "stage": "confirmed", "units": {"extent": "all-units", "models": ["K1"]}})");
  CHECK(said(ask("")) == "recognised");
  CHECK(bearing(ask(""), code::kMeasuresAlert) == Bearing::kNote);
  CHECK(argument(*find(ask(""), code::kMeasuresAlert), "origin") == "B");
  registry.fact("measure", R"({"measure": "mA", "market": "A", "kind": "ban",
      "stage": "provisional", "units": {"extent": "units-only", "models": ["K1"],
      "batches": ["L7"]}})");
  CHECK(said(ask("")) == "undecided fact-needed");
  CHECK(said(ask(R"(, "batch": "L8")")) == "recognised");
  const Answer denied = ask(R"(, "batch": "L7")");
  CHECK(said(denied) == "not-recognised");
  CHECK(bearing(denied, code::kMeasuresProvisional) == Bearing::kFails);
  registry.fact("measure", R"({"measure": "mA", "market": "A", "kind": "ban", "stage": "lifted",
      "units": {"extent": "units-only", "models": ["K1"], "batches": ["L7"]}})",
                "2019-06-01");
  CHECK(said(ask(R"(, "batch": "L7")")) == "recognised");
}

TEST_CASE("not found is not fake, and says whether filing was owed") {
  Union registry;
  registry.requirement(kOneProcedure);
  const std::string question =
      R"({"market": "A", "date": "2020-01-01", "attestations": [{"number": "?", "issuer": "nb"}]})";
  CHECK(said(registry.ask(question)) == "undecided not-checked");
  CHECK(has(registry.ask(question), code::kAuthenticityNotFound));
  registry.fact("filing-obligation", R"({"market": "U", "economy": "A"})");
  CHECK(has(registry.ask(question), code::kAuthenticityNotFoundThoughObliged));
}

TEST_CASE("presented credentials: rejected, not checked, verified") {
  Union registry;
  registry.requirement(kOneProcedure);
  registry.designate();
  registry.certificate("c", "");
  const auto presented = [&](const std::string& how) {
    return registry.access(R"({"number": "c", "presented": ")" + how + "\"}");
  };
  CHECK(said(presented("verified")) == "recognised");
  CHECK(said(presented("not-checked")) == "undecided not-checked");
  CHECK(said(presented("rejected")) == "not-recognised");
  CHECK(presented("rejected").cures.empty());
}

TEST_CASE("a voluntary certificate where an act is at stake") {
  Union registry;
  registry.requirement(kOneProcedure);
  registry.designate();
  registry.fact("certificate", R"({"certificate": "v", "number": "v", "artefact": "certificate",
     "body": "nb", "act": "U-law", "legalEffect": "voluntary", "sector": "toys",
     "holder": "acme", "issued": "2019-01-01"})");
  const Answer answer = registry.access(R"({"number": "v"})");
  CHECK(said(answer) == "not-recognised");
  CHECK(bearing(answer, code::kInstrumentVoluntary) == Bearing::kFails);
}

TEST_CASE("a test report or a declaration is not the attestation that a third party owes") {
  Union registry;
  registry.requirement(R"([{"procedure": "p", "party": "third", "competence": "either"}])");
  registry.designate();
  registry.certificate("tested", "", "test-report");
  registry.certificate("declared", "", "declaration");
  registry.certificate("inspected", "", "inspection");
  for (const std::string number : {"tested", "declared"}) {
    const Answer answer = registry.access(R"({"number": ")" + number + "\"}");
    CHECK(answer.verdict == Verdict::kNotRecognised);
    CHECK(has(answer, "instrument.artefact-not-covered"));
  }
  CHECK(registry.access(R"({"number": "inspected"})").verdict == Verdict::kRecognised);
}

TEST_CASE("surveillance missed has the effect the scheme states") {
  for (const auto& [effect, verdict] :
       {std::pair{"flag", "recognised"}, std::pair{"condition", "conditional"},
        std::pair{"lapse", "not-recognised"}}) {
    Union registry;
    registry.requirement(kOneProcedure);
    registry.designate();
    registry.fact("scheme", R"({"scheme": "S", "names": {"en": "x"}, "owner": "o",
        "core": {"part": "core", "version": "1"}, "graceDays": 30, "lateSurveillance": ")" +
                                std::string(effect) + "\"}");
    registry.certificate("c", R"(, "scheme": "S", "surveillanceDue": "2019-12-02")");
    CHECK(said(registry.access(R"({"number": "c"})")) == "recognised");  // the last day of grace
    registry.certificate("d", R"(, "scheme": "S", "surveillanceDue": "2019-12-01")");
    CHECK(said(registry.access(R"({"number": "d"})")) == verdict);
    registry.fact("certificate-state", R"({"certificate": "d", "state": "surveillance-done",
        "surveillanceDue": "2021-01-01"})",
                  "2019-12-20");
    CHECK(said(registry.access(R"({"number": "d"})")) == "recognised");
  }
}

// ---- presumption ----------------------------------------------------------------------------

class Machinery : public Union {
 public:
  Machinery() {
    requirement(R"([{"procedure": "A", "party": "first", "presumption": "required"}])",
                R"(, "atoms": [{"atom": "1.2.3", "about": "x", "severity": 3}])");
  }
  Answer declared(const std::string& editions, const std::string& on = "2023-10-10") {
    const std::string number = "d" + std::to_string(state.size_applied());
    certificate(number, R"(, "editions": )" + editions, "declaration");
    return ask(R"({"purpose": "market-access", "market": "A", "date": ")" + on +
               R"(", "attestations": [{"number": ")" + number + "\"}]}");
  }
};

TEST_CASE("T4: presumption ends on the day of withdrawal") {
  Machinery registry;
  registry.fact("citation", R"({"market": "U", "act": "U-law", "edition": "E:2012",
      "standardType": "C"})",
                "2013-01-01", "2023-10-11");
  CHECK(said(registry.declared(R"(["E:2012"])", "2023-10-10")) == "conditional");
  const Answer after = registry.declared(R"(["E:2012"])", "2023-10-12");
  CHECK(bearing(after, code::kPresumptionWithdrawn) == Bearing::kFails);
  CHECK(cured_by(after, code::kCureUseCitedEdition));
}

TEST_CASE("T5: cited with a restriction for the demand; T6: a type-A standard alone") {
  Machinery registry;
  registry.fact("citation", R"({"market": "U", "act": "U-law", "edition": "E:2015",
      "standardType": "C", "notForAtoms": ["1.2.3"]})");
  registry.fact("citation", R"({"market": "U", "act": "U-law", "edition": "E:A",
      "standardType": "A"})");
  const Answer restricted = registry.declared(R"(["E:2015"])");
  CHECK(argument(*find(restricted, code::kPresumptionRestricted), "atoms") == "1.2.3");
  CHECK(said(restricted) == "not-recognised");
  CHECK(bearing(registry.declared(R"(["E:A"])"), code::kPresumptionTypeAOnly) == Bearing::kFails);
  CHECK(bearing(registry.declared(R"(["E:none"])"), code::kPresumptionNotCited) == Bearing::kFails);
}

TEST_CASE("losing presumption kills no certificate of a body") {
  Union registry;
  registry.requirement(kOneProcedure);
  registry.designate();
  registry.certificate("c", R"(, "editions": ["E:1"])");
  const Answer answer = registry.access(R"({"number": "c"})");
  CHECK(said(answer) == "recognised");
  CHECK(bearing(answer, code::kPresumptionNotCited) == Bearing::kNote);
}

}  // namespace
TEST_CASE(
    "an alert that prints the same name is mentioned, and is never said to be about the goods") {
  Union registry;
  registry.requirement(kOneProcedure);
  registry.designate();
  registry.certificate("c", "");
  registry.fact("alert", R"({"alert": "a1", "origin": "B", "units": {}, "products": ["Kettle X"],
      "traders": [{"name": "Shop, Inc.", "role": "importer"}]})");
  const auto ask = [&](const std::string& operators, const std::string& model) {
    return registry.access(
        R"({"number": "c"})",
        R"(, "operators": {)" + operators + R"(}, "product": {"model": ")" + model + R"("})");
  };
  const Answer importer = ask(R"("importer": "Shop, Inc.")", "K1");
  CHECK(said(importer) == "recognised");
  CHECK(bearing(importer, code::kMeasuresAlertNamesAlike) == Bearing::kNote);
  CHECK(argument(*find(importer, code::kMeasuresAlertNamesAlike), "role") == "importer");
  CHECK(argument(*find(importer, code::kMeasuresAlertNamesAlike), "origin") == "B");
  const Answer product = ask("", "Kettle X");
  CHECK(argument(*find(product, code::kMeasuresAlertNamesAlike), "role") == "product");
  CHECK_FALSE(has(ask(R"("importer": "Kettle X")", "Shop, Inc."), code::kMeasuresAlertNamesAlike));
  // What names the units themselves is said once, and not again for its names.
  registry.fact("alert", R"({"alert": "a2", "origin": "B", "units": {"models": ["K9"]},
      "products": ["K9"]})");
  const Answer named = ask("", "K9");
  CHECK(has(named, code::kMeasuresAlert));
  CHECK_FALSE(has(named, code::kMeasuresAlertNamesAlike));
}

TEST_CASE("alerts that print one name are mentioned up to a bound") {
  Union registry;
  registry.requirement(kOneProcedure);
  registry.designate();
  registry.certificate("c", "");
  for (int alert = 0; alert < 50; ++alert) {
    registry.fact("alert", R"({"alert": "a)" + std::to_string(alert) +
                               R"(", "origin": "B", "units": {}, "products": ["Toy"]})");
  }
  const Answer answer = registry.access(R"({"number": "c"})", R"(, "product": {"model": "Toy"})");
  const auto& findings = answer.requirements.at(0).routes.at(0).findings;
  CHECK(std::ranges::count(findings, code::kMeasuresAlertNamesAlike, &Finding::code) == 20);
}

TEST_CASE("a tariff code describes and compares, and decides nothing") {
  Union registry;
  registry.requirement(kOneProcedure, R"(, "hs": ["9503", "8516.60"])");
  registry.designate();
  registry.certificate("c", "");
  const auto ask = [&](const std::string& hs, const std::string& date = "2023-01-01") {
    return registry.ask(R"({"purpose": "market-access", "market": "A", "date": ")" + date +
                        R"(", "attestations": [{"number": "c"}], "product": {"hs": ")" + hs +
                        R"("}})");
  };
  const auto state = [&](const std::string& number, const std::string& title) {
    registry.fact("classification-code",
                  R"({"code": "HS:)" + number + R"(", "classification": "HS",
        "number": ")" +
                      number + R"(", "names": {"en": ")" + title + R"("}})",
                  "2022-01-01");
  };
  // Nothing is said of codes that nobody has described.
  CHECK_FALSE(has(ask("9503"), code::kQuestionHsCode));
  CHECK_FALSE(has(ask("8517"), code::kRequirementHsElsewhere));
  state("95", "Toys and games");
  state("9503", "Toys");
  state("8516", "Heaters");
  state("8517", "Telephones");
  const Answer toy = ask("9503.00.2110");
  CHECK(said(toy) == "recognised");
  CHECK(argument(*find(toy, code::kQuestionHsCode), "heading") == "HS:9503");
  CHECK(argument(*find(toy, code::kQuestionHsCode), "title") == "Toys");
  CHECK(argument(*find(toy, code::kRequirementHsListed), "heading") == "9503");
  CHECK(has(ask("95"), code::kRequirementHsListed));
  CHECK(argument(*find(ask("8516 60"), code::kRequirementHsListed), "heading") == "8516.60");
  const Answer telephone = ask("8517");
  CHECK(said(telephone) == "recognised");
  CHECK(argument(*find(telephone, code::kRequirementHsElsewhere), "headings") == "9503, 8516.60");
  // Letters make no code, and a code is described from the day of its edition on.
  CHECK_FALSE(has(ask("9503a"), code::kQuestionHsCode));
  CHECK_FALSE(has(ask("9503", "2021-12-31"), code::kQuestionHsCode));
}

}  // namespace concordat::recognition
