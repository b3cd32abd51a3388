// Neither axis of assurance is claimed without a fact on file that shows it.
#include "core/untp/assurance.hpp"

#include <doctest/doctest.h>

#include "core/facts/telling_for_test.hpp"

namespace concordat::untp {
namespace {

class World : public facts::telling::Teller {
 public:
  facts::Ordinal certificate(std::string_view members, std::string_view artefact = "certificate") {
    return tell(
        {.type = "certificate",
         .body = text = R"({"certificate": "C", "number": "C", "artefact": ")" +
                        std::string(artefact) +
                        R"(", "body": "lab", "legalEffect": "voluntary", "sector": "toys",)" +
                        std::string(members) + R"("holder": "maker", "issued": "2024-06-01"})"});
  }
  void accredited(std::string_view scope = "product-certification", std::string_view more = "",
                  std::string_view effective = R"({"from": "2020-01-01"})") {
    tell({.type = "accreditation",
          .body = text = R"({"accreditor": "ab", "body": "lab", "mainScope": ")" +
                         std::string(scope) + "\"" + std::string(more) + "}",
          .effective = effective});
  }
  void signatory(std::string_view arrangement, std::string_view scope = "product-certification",
                 std::string_view effective = R"({"from": "2020-01-01"})") {
    tell({.type = "arrangement-signatory",
          .body = text = R"({"arrangement": ")" + std::string(arrangement) +
                         R"(", "accreditor": "ab", "mainScope": ")" + std::string(scope) + "\"}",
          .effective = effective});
  }
  Assurance assurance() {
    facts::Probe probe = at("2024-06-01");
    return assurance_of(probe, *certificate_by_id(probe, id("C")));
  }
  std::string claims() {
    const Assurance found = assurance();
    return std::string(found.assessor) + " " + std::string(found.level);
  }

 private:
  std::string text;
};

TEST_CASE("nothing on file, nothing claimed") {
  World world;
  world.certificate("");
  CHECK(world.claims() == "unspecified no-endorsement");
  CHECK(world.assurance().authorisations.empty());
}

TEST_CASE("an accreditation alone shows a third party, and no global arrangement") {
  World world;
  world.certificate("");
  world.accredited();
  CHECK(world.claims() == "3rdParty no-endorsement");
  world.signatory("DEMO-MRA");
  CHECK(world.claims() == "3rdParty no-endorsement");
}

TEST_CASE("authority-globalmra: accredited by a signatory for the same main scope") {
  World world;
  world.certificate("");
  world.accredited();
  world.signatory("GAC-MRA", "testing");
  CHECK(world.claims() == "3rdParty no-endorsement");
  world.signatory("IAF-MLA");
  CHECK(world.claims() == "3rdParty authority-globalmra");
  const Assurance found = world.assurance();
  REQUIRE(found.authorisations.size() == 2);
  CHECK(found.authorisations[0].kind == Authorisation::Kind::kAccreditation);
  CHECK(found.authorisations[0].authority == "ab");
  CHECK(found.authorisations[1].kind == Authorisation::Kind::kSignatory);
  CHECK(found.authorisations[1].authority == "IAF-MLA");
}

TEST_CASE("only what held on the day of issue, and surely") {
  SUBCASE("accredited later") {
    World world;
    world.certificate("");
    world.accredited("product-certification", "", R"({"from": "2024-06-02"})");
    world.signatory("GAC-MRA");
    CHECK(world.claims() == "unspecified no-endorsement");
  }
  SUBCASE("the signature may have ended before") {
    World world;
    world.certificate("");
    world.accredited();
    world.signatory("GAC-MRA", "product-certification",
                    R"({"from": "2024-07-01", "possiblyFrom": "2020-01-01"})");
    CHECK(world.claims() == "3rdParty no-endorsement");
  }
  SUBCASE("suspended then") {
    World world;
    world.certificate("");
    world.accredited();
    world.signatory("GAC-MRA");
    const auto accreditation = world.rows(world.tables().accreditations, world.id("lab"))[0]->since;
    const std::string body =
        R"({"subject": "s)" + std::to_string(accreditation) + R"(", "change": "suspended"})";
    world.tell({.type = "status-change", .body = body, .effective = R"({"from": "2024-05-01"})"});
    CHECK(world.claims() == "unspecified no-endorsement");
  }
}

TEST_CASE("an accreditation counts within its scope alone") {
  World world;
  world.certificate(R"("editions": ["IEC-1:2020"],)");
  world.signatory("GAC-MRA");
  world.accredited("product-certification", R"(, "sectors": ["boats"])");
  world.accredited("product-certification", R"(, "standards": ["IEC-2"])");
  world.accredited("testing");
  CHECK(world.claims() == "unspecified no-endorsement");
  world.tell(
      {.type = "standard-edition", .body = R"({"edition": "IEC-1:2020", "standard": "IEC-1"})"});
  world.accredited("product-certification", R"(, "standards": ["IEC-1"])");
  CHECK(world.claims() == "3rdParty authority-globalmra");
}

TEST_CASE("an accreditation for testing says nothing about who tested for whom") {
  World world;
  world.certificate("", "test-report");
  world.accredited("testing");
  world.signatory("ILAC-MRA", "testing");
  CHECK(world.claims() == "unspecified authority-globalmra");
}

TEST_CASE("authority-mandate: designated for the act, the module and the product group") {
  World world;
  world.certificate(R"("act": "ACT", "module": "B",)");
  world.tell({.type = "designation", .body = R"({"body": "lab", "act": "OTHER"})"});
  world.tell({.type = "designation", .body = R"({"body": "lab", "act": "ACT", "modules": ["H"]})"});
  world.tell(
      {.type = "designation", .body = R"({"body": "lab", "act": "ACT", "sectors": ["boats"]})"});
  CHECK(world.claims() == "unspecified no-endorsement");
  world.tell({.type = "designation",
              .body = R"({"body": "lab", "act": "ACT", "modules": ["B"], "sectors": ["toys"]})"});
  CHECK(world.claims() == "3rdParty authority-mandate");
  // The mandate comes before the arrangement; both are shown.
  world.accredited();
  world.signatory("GAC-MRA");
  CHECK(world.claims() == "3rdParty authority-mandate");
  CHECK(world.assurance().authorisations.size() == 3);
}

TEST_CASE("a declaration is the declarant's own, whatever else it holds") {
  World world;
  world.certificate(R"("act": "ACT",)", "declaration");
  world.tell({.type = "designation", .body = R"({"body": "lab", "act": "ACT"})"});
  world.accredited();
  CHECK(world.claims() == "self no-endorsement");
}

TEST_CASE("who certifies its own goods is no third party") {
  World world;
  world.certificate(R"("manufacturer": "lab",)");
  world.accredited();
  CHECK(world.claims() == "self no-endorsement");
}

TEST_CASE("the scheme's own: its owner by itself, or a body that it lists as issuer") {
  World world;
  world.certificate(R"("scheme": "S",)");
  world.tell({.type = "scheme",
              .body =
                  R"({"scheme": "S", "names": {"en": "S"}, "owner": "lab",
                  "core": {"part": "core", "version": "1"}})"});
  CHECK(world.claims() == "unspecified scheme-self");
  world.tell({.type = "agreement", .body = R"({"agreement": "A", "title": {"en": "A"},
      "parties": ["XA", "XB"], "entry": {"rule": "dates"}, "annexes": [{"annex": "A/1",
      "kind": "R5", "schemes": ["S"], "artefacts": ["certificate"], "competence": "participation",
      "phase": "operational"}]})"});
  world.tell(
      {.type = "participation",
       .body = R"({"agreement": "A", "party": "XA", "role": "consuming", "issuers": ["lab"]})"});
  CHECK(world.claims() == "unspecified scheme-self");
  world.tell(
      {.type = "participation",
       .body = R"({"agreement": "A", "party": "XA", "role": "authorising", "issuers": ["lab"]})"});
  CHECK(world.claims() == "unspecified scheme-cab");
}

}  // namespace
}  // namespace concordat::untp
