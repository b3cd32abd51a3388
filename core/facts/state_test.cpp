// The fold of compacts, attestations and measures; refusals; readers beside the writer.
#include "core/facts/state.hpp"

#include <set>
#include <thread>

#include "core/facts/telling_for_test.hpp"
#include "core/statement/example.hpp"

namespace concordat::facts {
namespace {

using telling::day;
using telling::rows_in;
using telling::Teller;

constexpr std::string_view kAgreement = R"({
  "agreement": "eu-au", "title": {"en": "EU-AU"}, "parties": ["EU", "AU"], "depositary": "dep",
  "entry": {"rule": "nth-deposit", "deposits": 2, "delayDays": 30},
  "exit": {"noticeDays": 180, "runOffDays": 365},
  "annexes": [
    {"annex": "eu-au-1", "kind": "R2", "sector": "toys", "directions": [{"from": "AU", "to": "EU"}],
     "importerActs": ["EU-1"], "artefacts": ["certificate", "mark"], "competence": "listing",
     "phase": "operational", "operationalFrom": "2021-06-01", "from": "2021-01-01",
     "until": "2030-01-01"},
    {"annex": "eu-au-2", "kind": "R4", "actPairs": [{"exporter": "AU-1", "importer": "EU-1"}],
     "schemes": ["cc"], "artefacts": ["test-report"], "competence": "participation",
     "phase": "confidence-building", "needsEquivalence": true,
     "caps": [{"issuedFrom": "2019-01-01", "issuedUntil": "2022-01-01",
               "acceptedBefore": "2021-01-01", "categories": ["7"], "issuerDomain": "smart-cards",
               "collaborativeProfile": true, "scale": "eal", "level": "EAL2"}]}]})";

TEST_CASE("compacts: an agreement with its annexes") {
  Teller teller;
  const Tables& tables = teller.tables();
  teller.tell({.type = "agreement", .body = kAgreement});
  const Agreement& agreement = *teller.rows(tables.agreements, teller.id("eu-au")).at(0);
  CHECK(agreement.parties == teller.ids({"EU", "AU"}));
  CHECK(agreement.entry == EntryRule::kNthDeposit);
  CHECK(agreement.deposits == 2);
  CHECK(agreement.delay_days == 30);
  CHECK(agreement.notice_days == 180);
  CHECK(agreement.run_off_days == 365);
  const Annex& first = *teller.rows(tables.annexes, teller.id("eu-au-1")).at(0);
  CHECK(first.agreement == teller.id("eu-au"));
  CHECK(first.kind == Route::kR2);
  CHECK(first.directions.at(0).from == teller.id("AU"));
  CHECK(first.importer_acts == teller.ids({"EU-1"}));
  CHECK(first.artefacts == ((1U << static_cast<unsigned>(Artefact::kCertificate)) |
                            (1U << static_cast<unsigned>(Artefact::kMark))));
  CHECK(first.competence == CompetenceBy::kListing);
  CHECK(first.operational);
  CHECK(first.operational_from == day("2021-06-01"));
  CHECK(first.certain == DateSpan{day("2021-01-01"), day("2030-01-01")});
  CHECK(first.possible == first.certain);
  const Annex& second = *teller.rows(tables.annexes, teller.id("eu-au-2")).at(0);
  CHECK(second.certain.from == day("2020-01-01"));
  CHECK(second.sector == kNoId);
  CHECK(second.act_pairs.at(0).importer == teller.id("EU-1"));
  CHECK_FALSE(second.operational);
  CHECK(second.needs_equivalence);
  const Cap& cap = second.caps.at(0);
  CHECK(cap.issued == DateSpan{day("2019-01-01"), day("2022-01-01")});
  CHECK(cap.accepted_before == day("2021-01-01"));
  CHECK(cap.accepted_from == kBeginning);
  CHECK(cap.needs_acceptance_date);
  CHECK(cap.issuer_domain == teller.id("smart-cards"));
  CHECK(cap.collaborative_profile);
  CHECK(cap.level == teller.id("EAL2"));
}

std::set<std::string> annexes_of(const Teller& teller, std::string_view party) {
  std::set<std::string> found;
  const Tables& tables = teller.tables();
  tables.annexes_by_party.visit(teller.id(party), [&](std::uint32_t at) {
    const bool fresh = found.emplace(tables.text(tables.annexes.at(at).annex)).second;
    CHECK(fresh);  // each once
    return true;
  });
  return found;
}

TEST_CASE("a party finds its annexes, whichever came first") {
  using Names = std::set<std::string>;
  Teller teller;
  teller.tell({.type = "participation", .body = R"({"agreement": "eu-au", "party": "CA",
               "role": "consuming"})"});
  teller.tell({.type = "agreement", .body = kAgreement});
  teller.tell(
      {.type = "deposit", .body = R"({"agreement": "eu-au", "party": "NZ", "act": "accession"})"});
  teller.tell(
      {.type = "deposit", .body = R"({"agreement": "eu-au", "party": "NZ", "act": "accession"})"});
  teller.tell(
      {.type = "deposit", .body = R"({"agreement": "eu-au", "party": "US", "act": "signature"})"});
  for (const auto party : {"EU", "AU", "CA", "NZ"}) {
    CHECK(annexes_of(teller, party) == Names{"eu-au-1", "eu-au-2"});
  }
  CHECK(annexes_of(teller, "US").empty());
  CHECK(teller.rows(teller.tables().deposits, teller.id("eu-au")).size() == 3);
  const Key taking_part = pack(teller.id("eu-au"), teller.id("CA"));
  CHECK(teller.rows(teller.tables().participations, taking_part).at(0)->role ==
        ParticipantRole::kConsuming);
}

TEST_CASE("compacts: acceptance acts, lawful marketing, equivalence decisions") {
  Teller teller;
  const Tables& tables = teller.tables();
  teller.tell({.type = "acceptance-act", .body = R"({"act": "GB-CE", "market": "GB",
    "sector": "toys", "foreignAct": "EU-1", "forActs": ["GB-1"], "artefacts": ["mark"]})"});
  const AcceptanceAct& act = *teller.rows(tables.acceptance_acts, teller.id("GB")).at(0);
  CHECK(act.foreign_act == teller.id("EU-1"));
  CHECK(act.for_acts == teller.ids({"GB-1"}));
  CHECK(act.artefacts == 1U << static_cast<unsigned>(Artefact::kMark));

  teller.tell({.type = "lawful-marketing-rule", .body = R"({"area": "EU",
    "exceptRequirements": ["FR-1"]})"});
  CHECK(teller.rows(tables.lawful_marketing, teller.id("EU")).at(0)->except_requirements ==
        teller.ids({"FR-1"}));

  teller.tell({.type = "equivalence-decision", .body = R"({"decision": "e1", "market": "JP",
    "fromEdition": "EN-1:2020", "toEdition": "J-1:2021", "origins": ["FR"], "mapping": [
     {"atom": "7.1", "clause": "7", "severity": 3, "verdict": "missing",
      "closure": {"kind": "addendum-test", "name": "add-1"}},
     {"atom": "7.2", "clause": "7", "severity": 1, "verdict": "stricter-covers"}],
    "outcome": "full-with-addenda", "onward": true})"});
  const Key decided = pack(teller.id("JP"), teller.id("EN-1:2020"));
  const Equivalence& decision = *teller.rows(tables.equivalences, decided).at(0);
  CHECK(decision.to_edition == teller.id("J-1:2021"));
  CHECK(decision.outcome == teller.id("full-with-addenda"));
  CHECK(decision.onward);
  REQUIRE(decision.mapping.size() == 2);
  CHECK(decision.mapping[0].verdict == MappingVerdict::kMissing);
  CHECK(decision.mapping[0].closure == teller.id("add-1"));
  CHECK(tables.text(decision.mapping[0].timing) == "before-market");
  CHECK(tables.text(decision.mapping[0].verified_by) == "market-surveillance");
  CHECK(decision.mapping[1].closure_kind == kNoId);
}

TEST_CASE("attestations: certificates share profiles") {
  Teller teller;
  const Tables& tables = teller.tables();
  const std::string common = R"("artefact": "type-examination", "body": "lne",
    "act": "EU-1", "module": "B", "scheme": "cb", "legalEffect": "mandatory", "sector": "toys",
    "category": "7", "manufacturer": "acme", "editions": ["EN-1:2020"], "requirements": ["1.9"],
    "differencesCovered": ["d1"], "addenda": ["add-1"], "issued": "2020-02-01",
    "surveillanceDue": "2022-01-01", "evaluationAccepted": "2019-05-05", "holder": )";
  teller.tell({.type = "certificate",
               .body = R"({"certificate": "c1", "number": "LNE/1", )" + common +
                       R"("acme", "product": {"models": ["m1"], "batches": ["b1"],
                          "serialFrom": "1", "serialTo": "99", "quantity": 500,
                          "attributes": {"voltage": 230}}})"});
  teller.tell({.type = "certificate",
               .body = R"({"certificate": "c2", "number": "LNE/1", )" + common +
                       R"("other", "product": {"hs": ["9503"]}})"});
  const Certificate& first = *teller.rows(tables.certificates, teller.id("c1")).at(0);
  const Certificate& second = *teller.rows(tables.certificates, teller.id("c2")).at(0);
  CHECK(first.profile == second.profile);
  CHECK(tables.profiles.size() == 1);
  const Profile& profile = tables.profiles[first.profile];
  CHECK(profile.artefact == Artefact::kTypeExamination);
  CHECK(profile.body == teller.id("lne"));
  CHECK(profile.module == teller.id("B"));
  CHECK(profile.atoms_left_out == teller.ids({"1.9"}));
  CHECK(profile.addenda == teller.ids({"add-1"}));
  CHECK(first.holder == teller.id("acme"));
  CHECK(first.issued == day("2020-02-01"));
  CHECK(first.surveillance_due == day("2022-01-01"));
  CHECK(first.evaluation_accepted == day("2019-05-05"));
  REQUIRE(first.coverage != kNoId);
  const Coverage& coverage = tables.coverages[first.coverage];
  CHECK(Ids(coverage.models.begin(), coverage.models.end()) == teller.ids({"m1"}));
  CHECK(coverage.quantity == 500);
  REQUIRE(coverage.attributes != nullptr);
  CHECK(coverage.attributes->find("voltage") != nullptr);
  CHECK(second.coverage == kNoId);  // a heading restricts nothing

  Probe probe = teller.at("2021-01-01");
  const auto both = certificates_with_number(probe, teller.id("LNE/1"));
  REQUIRE(both.size() == 2);
  CHECK(both[0] == &second);
  CHECK(both[1] == &first);
  Probe earlier = teller.at("2021-01-01", 1);
  CHECK(certificates_with_number(earlier, teller.id("LNE/1")).size() == 1);
}

TEST_CASE("attestations: states, products, mandates, licences, transfers") {
  Teller teller;
  const Tables& tables = teller.tables();
  teller.tell({.type = "certificate-state",
               .body = R"({"certificate": "c1", "state": "reissued",
    "models": ["m1"], "replacedBy": "c2"})",
               .members = R"("cause": "fraud")"});
  const CertificateState& state = *teller.rows(tables.certificate_states, teller.id("c1")).at(0);
  CHECK(state.change == CertificateChange::kReissued);
  const auto models = tables.id_runs[state.models];
  CHECK(Ids(models.begin(), models.end()) == teller.ids({"m1"}));
  CHECK(state.replaced_by == teller.id("c2"));
  CHECK(state.cause == teller.id("fraud"));

  teller.tell({.type = "product-type", .body = R"({"product": "p1", "owner": "acme",
    "sector": "toys", "tradeMarks": ["Zap"], "models": ["m1", "m2"], "prefixes": ["m-"],
    "softwareVersions": ["1.0"], "attributes": {"age": "3"}})"});
  const ProductType& product = *teller.rows(tables.products, teller.id("p1")).at(0);
  CHECK(product.trade_marks == teller.ids({"Zap"}));
  CHECK(product.prefixes == teller.ids({"m-"}));
  CHECK(tables.products_by_model.contains(teller.id("m2")));

  teller.tell({.type = "mandate", .body = R"({"grantor": "acme", "grantee": "rep",
    "role": "authorised-representative", "sectors": ["toys"]})"});
  CHECK(teller.rows(tables.mandates, teller.id("rep")).at(0)->grantor == teller.id("acme"));
  teller.tell({.type = "licence", .body = R"({"licensor": "acme", "licensee": "brand-co",
    "certificate": "c1", "brands": ["Zap"]})"});
  CHECK(teller.rows(tables.licences, teller.id("acme")).at(0)->brands == teller.ids({"Zap"}));
  teller.tell({.type = "transfer", .body = R"({"certificate": "c1", "from": "lne",
    "to": "gmed"})"});
  CHECK(teller.rows(tables.transfers, teller.id("c1")).at(0)->to == teller.id("gmed"));
}

TEST_CASE("measures and alerts are found by the units they name") {
  Teller teller;
  const Tables& tables = teller.tables();
  teller.tell({.type = "measure", .body = R"({"measure": "ban-1", "market": "FR", "kind": "recall",
    "stage": "confirmed", "units": {"extent": "all-units", "models": ["m1"], "brands": ["Zap"],
    "certificates": ["c1"], "gtins": ["040"], "batches": ["b"]}})"});
  for (const auto unit : {"m1", "Zap", "c1", "040", "b"}) {
    CHECK(tables.measures_by_unit.contains(pack(teller.id("FR"), teller.id(unit))));
  }
  CHECK_FALSE(tables.measures_by_unit.contains(pack(teller.id("FR"), teller.id("ban-1"))));
  const Measure& measure = *teller.rows(tables.measures, teller.id("ban-1")).at(0);
  CHECK(measure.stage == MeasureStage::kConfirmed);
  CHECK(measure.kind == teller.id("recall"));
  CHECK(measure.units.all_units);

  teller.tell({.type = "alert", .body = R"({"alert": "sr-1", "origin": "DE",
    "units": {"models": ["m1"], "serialFrom": "10", "serialTo": "20"}, "products": ["Kettle"],
    "traders": [{"name": "Acme, Inc.", "role": "importer"}]})"});
  CHECK(tables.alerts_by_unit.contains(teller.id("m1")));
  const Alert& alert = *teller.rows(tables.alerts, teller.id("sr-1")).at(0);
  CHECK(alert.origin_economy == teller.id("DE"));
  CHECK(alert.units.serial_from == teller.id("10"));
  CHECK_FALSE(alert.units.all_units);
  CHECK(tables.alerts_by_name.contains(teller.id("Kettle")));
  CHECK(tables.alerts_by_name.contains(teller.id("Acme, Inc.")));
  REQUIRE(alert.traders.size() == 1);
  CHECK(alert.traders[0].role == teller.id("importer"));
}

TEST_CASE("every type of the catalogue is folded, in its smallest and its fullest form") {
  for (const auto extent : {statement::Extent::kSmallest, statement::Extent::kFullest}) {
    for (const statement::Descriptor& type : statement::catalogue()) {
      CAPTURE(std::string(type.type));
      auto told = statement::decode(statement::example(type, extent));
      REQUIRE(told);
      told->corrects.reset();
      Teller teller;
      const Status status = teller.state.apply({.statement = &*told});
      // Examples are plausible member by member; a few contradict themselves as a whole.
      if (!status) {
        CHECK(status.error().code.starts_with("fold."));
        CHECK(status.error().code != "fold.unknown-type");
        CHECK(status.error().code != "fold.value");
        CHECK(rows_in(teller.tables()) == 0);
        CHECK(teller.tables().statements.empty());
      }
    }
  }
}

TEST_CASE("a statement is on record with its provenance") {
  Teller teller;
  teller.tell({.type = "economy",
               .body = R"({"code": "FR", "kind": "economy", "names": {"en": "France"}})",
               .members = R"("cause": "because")",
               .id = "first"});
  const StatementRecord& record = teller.tables().statements[0];
  CHECK(record.author == teller.id("somebody"));
  CHECK(record.cause == teller.id("because"));
  CHECK(record.origin == 0);
  CHECK(record.recorded == Instant{1});
  CHECK(record.descriptor->type == "economy");
  CHECK(statement_ordinal(teller.tables(), "first", 1) == 0U);
  CHECK_FALSE(statement_ordinal(teller.tables(), "first", 0).has_value());
  CHECK(teller.refusal({.type = "economy",
                        .body = R"({"code": "DE", "kind": "economy", "names": {"en": "G"}})",
                        .id = "first"}) == "fold.known-id");
  CHECK(rows_in(teller.tables()) == 1);
}

TEST_CASE("what contradicts the state is refused and leaves no row") {
  Teller teller;
  teller.tell({.type = "level-scale", .body = R"({"scale": "eal", "levels": ["EAL1", "EAL2"]})"});
  teller.tell({.type = "agreement", .body = kAgreement});
  const std::size_t before = rows_in(teller.tables());
  const auto certificate = [](std::string_view level) {
    return R"({"certificate": "c", "number": "1", "artefact": "certificate", "body": "b",
      "legalEffect": "voluntary", "sector": "s", "holder": "h", "issued": "2020-01-01", )" +
           std::string(level) + "}";
  };
  CHECK(teller.refusal(
            {.type = "certificate", .body = certificate(R"("scale": "eal", "level": "EAL7")")}) ==
        "fold.level-not-on-scale");
  CHECK(teller.refusal({.type = "certificate", .body = certificate(R"("level": "EAL1")")}) ==
        "fold.level-without-scale");
  CHECK(teller.refusal({.type = "level-scale", .body = R"({"scale": "x", "levels": ["a", "b"],
                        "components": [{"family": "f", "at": [1]}]})"}) == "fold.scale-components");
  std::string other(kAgreement);
  other.replace(other.find("\"eu-au\""), 7, "\"eu-nz\"");
  CHECK(teller.refusal({.type = "agreement", .body = other}) == "fold.annex-named-twice");
  std::string twice(kAgreement);
  twice.replace(twice.find("\"eu-au-2\""), 9, "\"eu-au-1\"");
  CHECK(teller.refusal({.type = "agreement", .body = twice}) == "fold.annex-named-twice");
  std::string unbounded(kAgreement);
  unbounded.replace(unbounded.find(R"("deposits": 2, )"), 15, "");
  CHECK(teller.refusal({.type = "agreement", .body = unbounded}) == "fold.deposits-missing");
  CHECK(teller.refusal(
            {.type = "status-change", .body = R"({"subject": "nobody", "change": "ended"})"}) ==
        "fold.unknown-statement");
  CHECK(rows_in(teller.tables()) == before);
  // A scale that nobody has described yet is no contradiction.
  CHECK(
      teller
          .refusal({.type = "certificate", .body = certificate(R"("scale": "csm", "level": "L9")")})
          .empty());
}

TEST_CASE("readers pinned at a size see exactly its facts while the writer goes on") {
  constexpr Ordinal kStatements = 3'000;
  Teller teller;
  std::vector<statement::Statement> statements;
  for (Ordinal n = 0; n < kStatements; ++n) {
    const std::string code = "E" + std::to_string(n % 100);
    std::string text = R"({"id": "e)" + std::to_string(n) +
                       R"(", "type": "economy", "author": "a", "basis": {"kind": "own"},
        "effective": {"from": "2020-01-01"}, "body": {"code": ")" +
                       code + R"(", "kind": "economy", "names": {"en": "E"}})";
    // Each describes the economy anew, and every other one corrects its predecessor.
    if (n >= 100 && n / 100 % 2 == 1) {
      text += R"(, "corrects": {"kind": "clerical", "statement": "e)" + std::to_string(n - 100) +
              R"("})";
    }
    statements.push_back(statement::decode(text + "}").value());
  }
  const auto expected = [](Ordinal size, Ordinal economy) {
    // Statements about it below size; of each pair (plain, its correction) one row is visible.
    const Ordinal told = size > economy ? (size - economy - 1) / 100 + 1 : 0;
    return (told + 1) / 2;
  };
  std::atomic<bool> exact{true};
  const auto read = [&](Ordinal seed) {
    for (Ordinal size = 0, turn = seed; size < kStatements; ++turn) {
      size = teller.state.size_published();
      const Ordinal economy = turn * 31 % 100;
      // Now, or some time ago.
      const Ordinal pinned = turn % 2 == 0 ? size : size / 2;
      const Id id = teller.id("E" + std::to_string(economy));
      Ordinal found = 0;
      if (id != kNoId) {
        teller.tables().economies.visit(id, pinned, [&](const Economy& row) {
          if (row.code != id || row.since >= pinned) exact = false;
          ++found;
          return true;
        });
      }
      if (found != expected(pinned, economy)) exact = false;
    }
  };
  std::vector<std::thread> readers;
  for (Ordinal seed = 0; seed < 3; ++seed) readers.emplace_back(read, seed);
  for (const statement::Statement& statement : statements) {
    const Status status = teller.state.apply({.statement = &statement});
    REQUIRE(status);
    teller.state.publish(teller.state.size_applied());
  }
  for (std::thread& reader : readers) reader.join();
  CHECK(exact);
  // And at every size, afterwards.
  for (Ordinal size = 0; size <= kStatements; size += 7) {
    for (Ordinal economy = 0; economy < 100; economy += 9) {
      const Id id = teller.id("E" + std::to_string(economy));
      REQUIRE(teller.rows(teller.tables().economies, id, size).size() == expected(size, economy));
    }
  }
}

}  // namespace
}  // namespace concordat::facts
