// What a registry attests under its own name beyond UNTP: about agreements, decisions and
// designations of the demonstration, and about what it computed.
#include "registry/credentials/instruments.hpp"

#include <fstream>
#include <set>

#include <doctest/doctest.h>

#include "adapters/memory/memory_store.hpp"
#include "core/testimony/profile.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/credentials/schemas_for_tests.hpp"
#include "registry/credentials/vocabulary.hpp"
#include "registry/credentials/world_for_tests.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::registry {
namespace {

constexpr std::string_view kFiles[] = {
    "00-constitution",   "10-economies",       "20-organisations",
    "30-accreditation",  "40-common-criteria", "41-common-criteria-certificates",
    "45-eucc",           "50-agreements",      "60-requirements",
    "65-united-kingdom", "70-kettle",          "80-certificates"};
const Instant kNow = *parse_timestamp("2026-06-01T12:00:00Z");

json::Value document(std::string_view name) {
  std::ifstream file("examples/" + std::string(name) + ".json", std::ios::binary);
  return *json::read(std::string((std::istreambuf_iterator<char>(file)), {}));
}

// All of examples/, in memory.
class Demonstration {
 public:
  Demonstration() {
    Ports ports = site_.ports(std::make_unique<memory::MemoryStore>());
    const auto founding = found_from({.pattern = document("founding"),
                                      .origin = "demo.example/log",
                                      .log_key = ports.log_key->public_key(),
                                      .date = date_of(2000, 1, 1)},
                                     site_.keys);
    REQUIRE(founding);
    registry_ = std::move(*Registry::found(std::move(ports), *founding));
    for (const std::string_view name : kFiles) {
      const json::Value drafts = document(name);
      const auto outcomes = submit_drafts(*registry_, site_.keys, *drafts.as_array(),
                                          {.today = {20'454}, .enrol = true});
      for (const auto& outcome : outcomes) REQUIRE(outcome);
    }
    registry_->wait_until_searchable();
  }
  const Registry& registry() const { return *registry_; }
  Result<json::Value> ask(std::string_view kind, std::string_view id) const {
    return credential_about(*registry_, {.kind = kind, .id = id}, kNow);
  }
  std::vector<std::string> ids(std::string_view kind) const {
    std::vector<std::string> ids;
    for (const Resource& one :
         registry_->list({.kind = std::string(kind), .limit = 500})->resources) {
      ids.push_back(one.id);
    }
    return ids;
  }

 private:
  fixture::Site site_;
  std::unique_ptr<Registry> registry_;
};

const Demonstration& demonstration() {
  static const Demonstration made;
  return made;
}

TEST_CASE(
    "every agreement and decision of the demonstration gets a credential, or no longer stands") {
  std::vector<json::Value> made;
  for (const std::string_view kind : {"agreements", "equivalence-decisions"}) {
    for (const std::string& id : demonstration().ids(kind)) {
      const auto issued = demonstration().ask(kind, id);
      const std::string code = issued ? "" : issued.error().code + " " + issued.error().place;
      CAPTURE(id);
      CAPTURE(code);
      if (!issued) {
        CHECK(code == "untp.not-valid ");
        continue;
      }
      CHECK(testimony::check_profile(*issued));
      made.push_back(*issued);
    }
  }
  CHECK(made.size() > 15);
  CHECK(fit_published_schemas(made));
}

TEST_CASE("an arrangement's credential tells its participants as they stand") {
  const auto made = demonstration().ask("agreements", "IECEE-CB");
  REQUIRE(made);
  const json::Value& told = *made->find("credentialSubject");
  std::set<std::string> roles;
  for (const json::Value& one : told.array("agreementParty")) {
    CHECK(one.text("partyState") == "participating");
    roles.insert(std::string(one.text("participantRole")));
  }
  CHECK(roles == std::set<std::string>{"authorising"});
  CHECK(told.find("registryRecord")->text("basis") == "transcribed");
}

TEST_CASE("every designation and signatory is a recognised entity, or does not stand") {
  std::vector<json::Value> made;
  const auto state = demonstration().registry().state();
  state->tables().designations.visit_all(
      state->size_published(), [&](const facts::Designation& row) {
        const auto issued = demonstration().ask("statements", std::to_string(row.since));
        const std::string code = issued ? "" : issued.error().code;
        CAPTURE(row.since);
        CAPTURE(code);
        const bool explained = issued || code == "untp.not-valid" || code == "untp.not-in-force";
        CHECK(explained);
        if (issued) made.push_back(*issued);
      });
  CHECK(made.size() > 3);
  state->tables().signatories.visit_all(state->size_published(), [&](const facts::Signatory& row) {
    const auto issued = demonstration().ask("signatories", std::to_string(row.since));
    const std::string code = issued ? "" : issued.error().code;
    CAPTURE(row.since);
    CAPTURE(code);
    const bool explained = issued || code == "untp.not-valid" || code == "untp.not-in-force";
    CHECK(explained);
    if (issued) made.push_back(*issued);
  });
  CHECK(made.size() > 30);
  CHECK(fit_published_schemas(made));
}

TEST_CASE("a determination is issued as a computation, and its token verifies with strict terms") {
  recognition::Question question{.market = "ES", .date = date_of(2026, 6, 1)};
  question.attestations.push_back({.number = "ANSSI-CC-2023/42"});
  const auto made = credential_about_answer(demonstration().registry(), question, kNow);
  const std::string code = made ? "" : made.error().code + " " + made.error().place;
  CAPTURE(code);
  REQUIRE(made);
  CHECK(fit_published_schemas({*made}));
  const json::Value& told = *made->find("credentialSubject");
  CHECK(told.text("verdict") == "recognised");
  CHECK(told.find("asOf")->text("registry") == "demo.example/log");
  CHECK_FALSE(told.array("determinationReason").empty());

  const auto signer =
      std::move(*keys::make_signer(std::move(*keys::generate(crypto::Algorithm::kEd25519))));
  const auto key = CredentialKey::of(*signer, *registrar_of(demonstration().registry()));
  REQUIRE(key);
  PortsForTests ports;
  Presented documents(ports.ports);
  REQUIRE(documents.add_controller(*credential::read_controller(key->did_document())));
  for (const json::Value& one : {*made, *demonstration().ask("agreements", "EU-AU"),
                                 *demonstration().ask("equivalence-decisions", "XV-EQ-2022-07"),
                                 *demonstration().ask("certificates", "ANSSI-CC-2023/42")}) {
    const auto token = key->sign(one);
    REQUIRE(token);
    const credential::Report report =
        credential::verify(*token, {.at = kNow, .strict_terms = true}, documents);
    CAPTURE(one.text("name"));
    for (const std::string& term : report.undefined) MESSAGE(term);
    CHECK(credential::verdict_of(report) == credential::Verdict::kVerified);
    CHECK(report.undefined.empty());
  }
}

TEST_CASE("a determination's credential is valid on no day beyond what the engine calls stable") {
  for (const std::string& id : demonstration().ids("certificates")) {
    recognition::Question question{.market = "ES", .date = date_of(2026, 6, 1)};
    question.attestations.push_back({.number = id});
    const auto decision = demonstration().registry().decide(question);
    const auto made = credential_about_answer(demonstration().registry(), question, kNow);
    CAPTURE(id);
    REQUIRE(decision);
    const std::string code = made ? "" : made.error().code + " " + made.error().place;
    CAPTURE(code);
    REQUIRE(made);
    const Date first = utc_date(*parse_timestamp(made->text("validFrom")));
    const Date last = utc_date(*parse_timestamp(made->text("validUntil")));
    CHECK(decision->answer.stable.contains(first));
    CHECK(decision->answer.stable.contains(last));
  }
}

TEST_CASE("what there is none about") {
  CHECK(demonstration().ask("agreements", "NOBODY").error().code == "resource.not-found");
  CHECK(demonstration().ask("equivalence-decisions", "NOBODY").error().code ==
        "resource.not-found");
  CHECK(demonstration().ask("designations", "0").error().code == "untp.not-an-identity");
}

// The catalogue: what is in it, and that what credentials name is in it.

TEST_CASE("every entry of the catalogue is valid by the published schema, and there once") {
  const auto vocabulary = Vocabulary::of(demonstration().registry(), kNow);
  REQUIRE(vocabulary);
  const auto entries = vocabulary->everything();
  const std::string code = entries ? "" : entries.error().code + " " + entries.error().place;
  CAPTURE(code);
  REQUIRE(entries);
  std::set<std::string> ids;
  for (const json::Value& entry : *entries) {
    const std::string id(entry.text("id"));
    CAPTURE(id);
    CHECK(ids.insert(id).second);
    CHECK(id.starts_with("https://demo.example/vocabulary/"));
    const auto name = untp::vocabulary_name(id.substr(std::string("https://demo.example").size()));
    REQUIRE(name);
    CHECK(*vocabulary->entry(*name) == entry);
  }
  CHECK(ids.size() > 200);
  CHECK(fit_published_schemas(*entries));
}

TEST_CASE("criteria within a scheme are the entries that their addresses lead to") {
  const auto vocabulary = *Vocabulary::of(demonstration().registry(), kNow);
  const auto scheme = vocabulary.entry({.kind = "acts", .id = "EU-2006-42", .part = {}});
  REQUIRE(scheme);
  const json::Value& profile = scheme->array("includedProfile")[0];
  CHECK(profile.text("id") == "https://demo.example/vocabulary/requirements/EU-MACHINERY");
  for (json::Value criterion : profile.array("criterion")) {
    const auto name = untp::vocabulary_name(
        criterion.text("id").substr(std::string("https://demo.example").size()));
    json::Value entry = *vocabulary.entry(*name);
    entry.as_object()->erase("@context");
    CHECK(entry == criterion);
  }
}

TEST_CASE("names are in the language that is asked for, addresses in none") {
  const untp::VocabularyName name{.kind = "schemes", .id = "EUCC", .part = {}};
  const auto english = Vocabulary::of(demonstration().registry(), kNow)->entry(name);
  const auto french = Vocabulary::of(demonstration().registry(), kNow, "fr")->entry(name);
  CHECK(english->text("id") == french->text("id"));
  CHECK(english->text("name").starts_with("European"));
  CHECK(french->text("name").starts_with("Schéma"));
}

TEST_CASE("what credentials name as criterion and scheme has an entry in the catalogue") {
  const auto vocabulary = *Vocabulary::of(demonstration().registry(), kNow);
  std::size_t named = 0;
  const auto must_resolve = [&](std::string_view uri) {
    const std::string_view base = "https://demo.example";
    REQUIRE(uri.starts_with(base));
    const auto name = untp::vocabulary_name(uri.substr(base.size()));
    REQUIRE(name);
    const auto entry = vocabulary.entry(*name);
    REQUIRE(entry);
    CHECK(entry->text("id") == uri);
    ++named;
  };
  for (const std::string& id : demonstration().ids("certificates")) {
    const auto issued = demonstration().ask("certificates", id);
    if (!issued) continue;
    CAPTURE(id);
    const json::Value& subject = *issued->find("credentialSubject");
    must_resolve(subject.find("referenceScheme")->text("id"));
    for (const json::Value& assessment : subject.array("conformityAssessment")) {
      for (const json::Value& one : assessment.array("assessmentCriteria")) {
        must_resolve(one.text("id"));
      }
    }
  }
  for (const std::string& id : demonstration().ids("equivalence-decisions")) {
    const auto issued = demonstration().ask("equivalence-decisions", id);
    for (const json::Value& one : issued->find("credentialSubject")->array("clauseMapping")) {
      must_resolve(one.find("criterion")->text("id"));
    }
  }
  CHECK(named > 50);
}

TEST_CASE("what has no entry") {
  const auto vocabulary = *Vocabulary::of(demonstration().registry(), kNow);
  const auto code = [&](std::string kind, std::string id, std::string part) {
    const auto found =
        vocabulary.entry({.kind = std::move(kind), .id = std::move(id), .part = std::move(part)});
    return found ? "" : found.error().code;
  };
  CHECK(code("schemes", "NOBODY", "") == "resource.not-found");
  CHECK(code("schemes", "EUCC", "nothing") == "resource.not-found");
  CHECK(code("acts", "EU-2006-42", "nothing") == "resource.not-found");
  CHECK(code("requirements", "EU-MACHINERY", "nothing") == "resource.not-found");
  CHECK(code("standards", "XV-KETTLE:2020", "nothing") == "resource.not-found");
  CHECK(code("standards", "XV-KETTLE:2020", "probe-18").empty());
}

}  // namespace
}  // namespace concordat::registry
