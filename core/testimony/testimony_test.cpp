// What a registry attests of an agreement, a decision, a designation and an answer; and that
// nothing leaves the profile, the schema's table, or what its context defines.
#include <functional>

#include <doctest/doctest.h>

#include "core/credential/model/terms.hpp"
#include "core/facts/telling_for_test.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/recognition/determine.hpp"
#include "core/testimony/agreement.hpp"
#include "core/testimony/computed.hpp"
#include "core/testimony/context.hpp"
#include "core/testimony/decision.hpp"
#include "core/testimony/profile.hpp"
#include "core/testimony/recognised.hpp"
#include "core/testimony/schema.hpp"
#include "core/time/timestamp.hpp"
#include "core/untp/context.hpp"

namespace concordat::testimony {
namespace {

const untp::Registrar kRegistrar = *untp::registrar_of("registry.example/log", "The registry");

std::string named(std::string_view kind, std::string_view id) {
  return kind == "economies" || kind == "acts" ? "The " + std::string(id) : std::string();
}
const untp::Naming kNaming = named;

// Statements, and what is asked about them on a day.
class World : public facts::telling::Teller {
 public:
  untp::Logged say(const std::string& type, const std::string& body,
                   const std::string& effective = R"({"from": "2020-01-01"})",
                   const std::string& basis = "own") {
    const facts::Ordinal index = tell({.type = type, .body = body, .effective = effective});
    const std::string grounds =
        basis == "own" ? R"({"kind": "own"})"
                       : R"({"kind": "transcribed", "source": "list", "read": "2026-01-01"})";
    const std::string payload = R"({"id": "s)" + std::to_string(index) + R"(", "type": ")" + type +
                                R"(", "author": "somebody", "basis": )" + grounds +
                                R"(, "effective": )" + effective + R"(, "body": )" + body + "}";
    return {
        .index = index, .recorded = "2026-01-11T00:00:00.000Z", .payload = *json::read(payload)};
  }
  void change(const untp::Logged& of, const std::string& what, const std::string& from) {
    say("status-change",
        R"({"subject": "s)" + std::to_string(of.index) + R"(", "change": ")" + what + "\"}",
        R"({"from": ")" + from + "\"}");
  }

  using Write = std::function<Result<json::Value>(const Office&)>;
  Result<json::Value> on(std::string_view date, const Write& write) const {
    facts::Probe today = at(date);
    const untp::Issue issue{.at = *parse_timestamp(std::string(date) + "T12:00:00Z"),
                            .size = state.size_applied()};
    return write({kRegistrar, issue, kNaming, today});
  }

  Result<json::Value> agreement(std::string_view date, const untp::Logged& said) const {
    const facts::Agreement& row = *rows(tables().agreements, id("G")).front();
    return on(date, [&](const Office& office) { return write_agreement(office, row, said); });
  }
};

json::Value must(Result<json::Value> made) {
  const std::string refusal = made ? "" : made.error().code + " " + made.error().place;
  CAPTURE(refusal);
  REQUIRE(made);
  // Strict readers of credentials know every term.
  const credential::Undefined undefined = credential::find_undefined(*made);
  CHECK(undefined.contexts.empty());
  CHECK(undefined.terms == std::vector<std::string>{});
  return std::move(*made);
}

std::string refusal(const Result<json::Value>& made) { return made ? "" : made.error().code; }

const json::Value& subject(const json::Value& document) {
  return *document.find("credentialSubject");
}

const json::Value& party(const json::Value& document, std::string_view id) {
  for (const json::Value& one : subject(document).array("agreementParty")) {
    if (one.text("registeredId") == id) return one;
  }
  FAIL("no party " << id);
  return document;
}

std::string agreement_body(const std::string& entry) {
  return R"({"agreement": "G", "title": {"en": "Of A and B"}, "parties": ["A", "B"],
    "depositary": "keeper", "entry": )" +
         entry + R"(, "exit": {"noticeDays": 90},
    "annexes": [
      {"annex": "G/toys", "kind": "R2", "sector": "toys",
       "directions": [{"from": "A", "to": "B"}], "importerActs": ["ACT-B"],
       "artefacts": ["certificate"], "competence": "designation", "phase": "operational"},
      {"annex": "G/radio", "kind": "R4", "actPairs": [{"exporter": "ACT-A", "importer": "ACT-B"}],
       "artefacts": ["test-report"], "competence": "accreditation", "phase": "confidence-building",
       "operationalFrom": "2027-01-01", "needsEquivalence": true}]})";
}

TEST_CASE("an agreement is told with its directions, its annexes and who is bound") {
  World world;
  const untp::Logged said = world.say("agreement", agreement_body(R"({"rule": "dates"})"));
  const json::Value made = must(world.agreement("2026-06-01", said));
  CHECK(*made.array("type")[0].as_string() == "RegistryAgreementCredential");
  CHECK(made.find("issuer")->text("id") == kRegistrar.did);
  CHECK(made.find("credentialSchema")->text("id") ==
        "https://registry.example/schemas/registry-agreement-v1");
  const json::Value& told = subject(made);
  CHECK(told.text("id") == "https://registry.example/v1/agreements/G");
  CHECK(told.integer("exitNoticeDays") == 90);
  CHECK(party(made, "A").text("partyState") == "bound");
  CHECK(party(made, "A").text("name") == "The A");
  const json::Value& toys = told.array("agreementAnnex")[0];
  CHECK(toys.text("annexState") == "in-force");
  CHECK(toys.find("everyDirection")->as_bool()[0] == false);
  const json::Value& direction = toys.array("recognitionDirection")[0];
  CHECK(direction.find("resultsOf")->text("name") == "The A");
  CHECK(direction.find("recognisedIn")->text("name") == "The B");
  const json::Value& radio = told.array("agreementAnnex")[1];
  CHECK(radio.text("annexState") == "confidence-building");
  CHECK(radio.find("everyDirection")->as_bool()[0] == true);
}

TEST_CASE("an agreement's credential ends before the facts say something else") {
  World world;
  const untp::Logged said = world.say("agreement", agreement_body(R"({"rule": "dates"})"));
  // The second annex begins to work on 1 January 2027.
  CHECK(must(world.agreement("2026-06-01", said)).text("validUntil") == "2026-12-31T23:59:59Z");
  const json::Value later = must(world.agreement("2027-03-01", said));
  CHECK(subject(later).array("agreementAnnex")[1].text("annexState") == "in-force");
  CHECK(later.text("validFrom") == "2027-01-01T00:00:00Z");
  CHECK(later.text("validUntil") == "2028-02-29T23:59:59Z");
}

TEST_CASE("parties come and go by their deposits") {
  World world;
  const untp::Logged said = world.say(
      "agreement", agreement_body(R"({"rule": "nth-deposit", "deposits": 2, "delayDays": 30})"));
  const auto deposit = [&](const std::string& who, const std::string& act, const std::string& day) {
    world.say("deposit", R"({"agreement": "G", "party": ")" + who + R"(", "act": ")" + act + "\"}",
              R"({"from": ")" + day + "\"}");
  };
  CHECK(party(must(world.agreement("2022-01-01", said)), "A").text("partyState") ==
        "awaiting-deposit");
  deposit("A", "ratification", "2022-02-01");
  deposit("C", "accession", "2022-03-01");
  deposit("B", "provisional-application", "2022-03-05");
  const json::Value soon = must(world.agreement("2022-03-10", said));
  CHECK(party(soon, "A").text("partyState") == "not-yet-bound");
  CHECK(party(soon, "A").text("boundFrom") == "2022-03-31");
  CHECK(party(soon, "B").text("partyState") == "provisionally-bound");
  CHECK(soon.text("validUntil") == "2022-03-30T23:59:59Z");
  const json::Value then = must(world.agreement("2022-04-10", said));
  CHECK(party(then, "C").text("partyState") == "bound");
  deposit("C", "denunciation", "2023-01-01");
  CHECK(party(must(world.agreement("2023-06-01", said)), "C").text("partyState") == "left");
}

TEST_CASE("participants are told with their role and their issuers") {
  World world;
  const untp::Logged said =
      world.say("agreement", R"({"agreement": "G", "title": {"en": "Scheme"}, "parties": ["A"],
        "entry": {"rule": "dates"}, "annexes": [{"annex": "G/all", "kind": "R3",
        "schemes": ["S"], "artefacts": ["certificate"], "competence": "participation",
        "phase": "operational", "caps": [{"scale": "EAL", "level": "EAL2"}]}]})");
  const untp::Logged joined =
      world.say("participation",
                R"({"agreement": "G", "party": "C", "role": "authorising", "issuers": ["lab"]})");
  const json::Value& made = must(world.agreement("2026-06-01", said));
  CHECK(party(made, "C").text("partyState") == "participating");
  CHECK(party(made, "C").text("participantRole") == "authorising");
  CHECK(party(made, "C").array("issuingBody").size() == 1);
  CHECK(party(made, "A").text("partyState") == "bound");
  const json::Value& annex = subject(made).array("agreementAnnex")[0];
  CHECK(annex.array("recognitionCap")[0].text("upToLevel") == "EAL2");
  CHECK(annex.array("recognisedScheme")[0].text("id") ==
        "https://registry.example/vocabulary/schemes/S");
  world.change(joined, "suspended", "2026-01-01");
  CHECK(party(must(world.agreement("2026-06-01", said)), "C").text("partyState") == "suspended");
}

TEST_CASE("an agreement that ended gets no credential") {
  World world;
  const untp::Logged said = world.say("agreement", agreement_body(R"({"rule": "dates"})"),
                                      R"({"from": "2020-01-01", "until": "2025-01-01"})");
  CHECK(refusal(world.agreement("2026-06-01", said)) == "untp.not-valid");
}

TEST_CASE("an agreement that is suspended as a whole gets none, one annex alone is told as such") {
  World world;
  const untp::Logged said = world.say("agreement", agreement_body(R"({"rule": "dates"})"));
  world.say("status-change",
            R"({"subject": "s)" + std::to_string(said.index) +
                R"(", "change": "suspended", "part": "G/toys"})",
            R"({"from": "2024-01-01"})");
  const json::Value made = must(world.agreement("2026-06-01", said));
  const json::Value& toys = subject(made).array("agreementAnnex")[0];
  CHECK(toys.text("annexState") == "suspended");
  CHECK(toys.text("stateSince") == "2024-01-01");
  CHECK(subject(made).array("agreementAnnex")[1].text("annexState") == "confidence-building");
  world.change(said, "suspended", "2025-01-01");
  CHECK(refusal(world.agreement("2026-06-01", said)) == "untp.not-valid");
}

constexpr const char* kDecision = R"({"decision": "D", "market": "B", "fromEdition": "E:1",
  "toEdition": "F:2", "sector": "toys", "origins": ["A"], "outcome": "full-with-addenda",
  "mapping": [{"atom": "small-parts", "clause": "8.1", "severity": 4, "verdict": "missing",
    "delta": "No test", "closure": {"kind": "addendum-test", "name": "probe"}}]})";

TEST_CASE("a decision is told clause by clause, by the criteria of the catalogue") {
  World world;
  const untp::Logged said = world.say("equivalence-decision", kDecision,
                                      R"({"from": "2022-01-01", "until": "2027-01-01"})");
  const facts::Equivalence& row =
      *world.rows(world.tables().equivalences, facts::pack(world.id("B"), world.id("E:1"))).front();
  const auto write = [&](const Office& office) { return write_decision(office, row, said); };
  const json::Value made = must(world.on("2026-06-01", write));
  CHECK(made.text("validUntil") == "2026-12-31T23:59:59Z");
  CHECK(subject(made).text("outcome") == "full-with-addenda");
  CHECK(subject(made).text("alignmentLevel") == "partial");
  const json::Value& mapping = subject(made).array("clauseMapping")[0];
  CHECK(mapping.find("criterion")->text("id") ==
        "https://registry.example/vocabulary/standards/F%3A2/small-parts");
  CHECK(mapping.text("closureName") == "probe");
  world.change(said, "suspended", "2026-01-01");
  CHECK(refusal(world.on("2026-06-01", write)) == "untp.not-valid");
}

TEST_CASE(
    "a designation is told as a recognised entity, and who designated only where it is known") {
  for (const bool own : {true, false}) {
    CAPTURE(own);
    World world;
    const untp::Logged said =
        world.say("designation",
                  R"({"body": "lab", "act": "ACT-A", "modules": ["B", "D"], "number": "0086"})",
                  R"({"from": "2022-01-01"})", own ? "own" : "transcribed");
    const facts::Designation& row =
        *world.rows(world.tables().designations, world.id("lab")).front();
    const auto write = [&](const Office& office) {
      return write_designation(office, row, {said, "did:key:z6Mk"});
    };
    const json::Value made = must(world.on("2026-06-01", write));
    CHECK(made.array("type").size() == 3);
    CHECK(*made.array("type")[1].as_string() == "RecognizedEntityCredential");
    CHECK(subject(made).text("id") == "did:key:z6Mk");
    const json::Value& action = subject(made).array("recognizedTo")[0];
    CHECK(action.text("action") == "issue");
    CHECK(action.text("validFrom") == "2022-01-01T00:00:00Z");
    CHECK(action.text("bodyNumber") == "0086");
    CHECK(action.array("conformityModule").size() == 2);
    CHECK((action.find("recognizedBy") != nullptr) == own);
    world.change(said, "ended", "2026-07-01");
    CHECK(must(world.on("2026-06-01", write)).text("validUntil") == "2026-06-30T23:59:59Z");
    CHECK(refusal(world.on("2026-07-01", write)) == "untp.not-valid");
  }
}

TEST_CASE("a signatory is told as recognised by its arrangement, whoever wrote that down") {
  World world;
  const untp::Logged said =
      world.say("arrangement-signatory",
                R"({"arrangement": "GAC-MRA", "accreditor": "ab", "mainScope": "testing"})",
                R"({"from": "2022-01-01"})", "transcribed");
  const facts::Signatory& row = *world.rows(world.tables().signatories, world.id("ab")).front();
  const auto write = [&](const Office& office) { return write_signatory(office, row, {said, ""}); };
  const json::Value made = must(world.on("2026-06-01", write));
  CHECK(subject(made).text("id") == "https://registry.example/v1/organisations/ab");
  const json::Value& action = subject(made).array("recognizedTo")[0];
  CHECK(action.text("action") == "accredit");
  CHECK(action.find("recognizedBy")->text("name") == "GAC-MRA");
  CHECK(action.text("forMainScope") == "testing");
  CHECK(made.text("validUntil") == "2027-06-01T23:59:59Z");
}

json::Value computed(const recognition::Question& question, const recognition::Answer& answer) {
  const recognition::AsOf as_of{.origin = "registry.example/log",
                                .size = 700,
                                .root = "cm9vdA==",
                                .time = "2026-05-31T00:00:00.000Z"};
  return must(write_computation(kRegistrar,
                                {.at = *parse_timestamp("2026-06-01T12:00:00Z"), .size = 700},
                                {question, answer, as_of}, kNaming));
}

TEST_CASE("a determination says that it was computed, and is valid while it stays the same") {
  recognition::Question question{.market = "B", .date = facts::telling::day("2026-06-01")};
  question.attestations.push_back({.number = "C 17"});
  question.product.attributes.set("voltage", 230);
  recognition::Answer answer{.verdict = recognition::Verdict::kConditional,
                             .stable = {.from = facts::telling::day("2026-02-01"),
                                        .until = facts::telling::day("2026-09-01")}};
  answer.requirements.push_back({.requirement = "REQ",
                                 .outcome = recognition::Outcome::kConditional,
                                 .routes = {{.route = recognition::Route::kR2,
                                             .instrument = "G/toys",
                                             .findings = {{.leg = recognition::Leg::kCurrency,
                                                           .code = "currency.valid",
                                                           .arguments = {{"from", "2020-01-01"}},
                                                           .evidence = {10}}}}}});
  answer.conditions.push_back({.code = "condition.addendum-test", .timing = "before-market"});
  const json::Value made = computed(question, answer);
  CHECK(*made.array("type")[0].as_string() == "RegistryComputationCredential");
  CHECK(made.text("validFrom") == "2026-02-01T00:00:00Z");
  CHECK(made.text("validUntil") == "2026-08-31T23:59:59Z");
  CHECK(made.text("description").find("no decision of an authority") != std::string::npos);
  CHECK(subject(made).text("madeBy") == "computation");
  CHECK(subject(made).text("verdict") == "conditional");
  const json::Value& reason = subject(made).array("determinationReason")[0];
  CHECK(reason.text("reasonCode") == "currency.valid");
  CHECK(*reason.array("restsOn")[0].as_string() == "https://registry.example/v1/statements/10");
  CHECK(subject(made).find("askedQuestion")->integer("asOf") == 700);
  CHECK(subject(made).find("asOf")->integer("logSize") == 700);
  SUBCASE("one that would outlive the answer is refused") {
    json::Value other = made;
    other.as_object()->set("validUntil", "2026-09-01T00:00:00Z");
    CHECK(check_profile(other).error().code == "testimony.not-stable");
    other = made;
    other.as_object()->set("validFrom", "2026-01-31T23:59:59Z");
    CHECK(check_profile(other).error().code == "testimony.not-stable");
  }
  SUBCASE("an answer without an end is valid for a year from the day of the event") {
    answer.stable = {};
    const json::Value open = computed(question, answer);
    CHECK(open.text("validFrom") == "2026-06-01T00:00:00Z");
    CHECK(open.text("validUntil") == "2027-06-01T23:59:59Z");
    CHECK_FALSE(subject(open).find("stableUntil"));
  }
  SUBCASE("the same question at the same size is the same credential, another is another") {
    CHECK(computed(question, answer).text("id") == made.text("id"));
    question.market = "A";
    CHECK(computed(question, answer).text("id") != made.text("id"));
  }
}

TEST_CASE("the profile refuses what does not belong") {
  World world;
  const untp::Logged said = world.say("agreement", agreement_body(R"({"rule": "dates"})"));
  const json::Value made = must(world.agreement("2026-06-01", said));
  const auto refused = [&](const std::function<void(json::Object&)>& change) {
    json::Value other = made;
    change(*other.as_object());
    const Status status = check_profile(other);
    return status ? std::string() : status.error().code + " " + status.error().place;
  };
  CHECK(refused([](json::Object&) {}).empty());
  CHECK(refused([](json::Object& one) { one.set("type", json::Array{"VerifiableCredential"}); }) ==
        "untp.type /type/0");
  CHECK(refused([](json::Object& one) { one.find("type")->as_array()->push_back("More"); }) ==
        "untp.type /type/2");
  CHECK(refused([](json::Object& one) { one.find("@context")->as_array()->pop_back(); }) ==
        "untp.context /@context/3");
  CHECK(refused([](json::Object& one) { one.set("rating", 5); }) == "untp.unknown-term /rating");
  CHECK(refused([](json::Object& one) { one.erase("validUntil"); }) == "untp.missing /validUntil");
  CHECK(refused([](json::Object& one) {
          one.find("issuer")->as_object()->set("id", "https://registry.example");
        }) == "untp.issuer /issuer/id");
  CHECK(refused([](json::Object& one) {
          one.find("credentialSchema")->as_object()->set("id", "https://x.example/schemas/other");
        }) == "testimony.schema /credentialSchema/id");
  CHECK(refused([](json::Object& one) {
          one.find("credentialSubject")->as_object()->erase("registryRecord");
        }) == "untp.missing /credentialSubject/registryRecord");
}

// A document that uses every term of a context.
json::Value using_all_of(const json::Value& context, std::string_view path) {
  json::Object document{{"@context", json::Array{"https://www.w3.org/ns/credentials/v2",
                                                 "https://a.example" + std::string(path)}}};
  json::Array types;
  for (const auto& [term, meaning] : *context.find("@context")->as_object()) {
    if (term.starts_with('@')) continue;
    const json::Value* const own = meaning.find("@context");
    if (term.front() >= 'A' && term.front() <= 'Z') {
      types.push_back(term);
    } else {
      document.set(term, "x");
    }
    if (!own) continue;
    for (const auto& [name, ignored] : *own->as_object()) {
      if (!name.starts_with('@') && name != "id" && name != "type") document.set(name, "x");
    }
  }
  document.set("type", std::move(types));
  return document;
}

TEST_CASE("our contexts are known to strict readers, at whichever registry, term by term") {
  for (const auto& [context, path] : {std::pair{untp::own_context(), untp::kOwnContextPath},
                                      std::pair{own_context(), kContextPath}}) {
    CAPTURE(path);
    json::Value document = using_all_of(context, path);
    CHECK(credential::find_undefined(document).terms == std::vector<std::string>{});
    CHECK(credential::find_undefined(document).contexts.empty());
    document.as_object()->set("invented", 1);
    CHECK(credential::find_undefined(document).terms == std::vector<std::string>{"/invented"});
    for (const char* const other : {"http://a.example", "https://a.example/b", "https://"}) {
      document.as_object()->set("@context", json::Array{"https://www.w3.org/ns/credentials/v2",
                                                        std::string(other) + std::string(path)});
      CHECK(credential::find_undefined(document).contexts.size() == 1);
    }
  }
}

TEST_CASE("each kind has a schema whose definitions are all there") {
  for (const Form& form : forms()) {
    CAPTURE(form.schema);
    const json::Value schema = schema_of(form);
    const std::string text = json::compact(schema);
    const json::Object& named = *schema.find("$defs")->as_object();
    CHECK(named.find(form.version.subject));
    std::size_t at = 0;
    while ((at = text.find("#/$defs/", at)) != std::string::npos) {
      at += 8;
      const std::string name = text.substr(at, text.find('"', at) - at);
      CHECK_MESSAGE(named.find(name), name);
    }
    CHECK(find_form(form.schema) == &form);
    CHECK(find_form(form.version.type) == &form);
  }
}

}  // namespace
}  // namespace concordat::testimony
