#include "bench/decision/decision.hpp"

#include <string>

#include <doctest/doctest.h>

namespace concordat::bench {
namespace {

constexpr Date kToday{20'000};

// One certificate from A, of a standard whose edition 1 market B takes for its edition 2 when the
// deltas are among the addenda. Ordinals are given in the order of the statements.
class Registry {
 public:
  facts::Tables tables;
  Index index;
  Ordinal next = 0;

  Id id(std::string_view name) { return tables.names.intern(name); }
  template <class T>
  T row() {
    T row;
    row.since = row.origin = next++;
    return row;
  }
  void organisation(std::string_view name, std::string_view economy) {
    auto organisation = row<facts::Organisation>();
    organisation.economy = id(economy);
    tables.organisations.add(id(name), std::move(organisation));
  }
  void fill(std::size_t deltas, std::size_t addenda, std::size_t sectors = 1) {
    organisation("maker", "A");
    organisation("body", "A");
    auto edition = row<facts::Edition>();
    edition.standard = id("standard");
    tables.editions.add(id("edition-1"), std::move(edition));
    auto agreement = row<facts::Agreement>();
    agreement.agreement = id("agreement");
    agreement.parties = {id("A"), id("B")};
    tables.agreements.add(agreement.agreement, std::move(agreement));
    for (std::size_t sector = 0; sector < sectors; ++sector) {
      auto annex = row<facts::Annex>();
      annex.agreement = id("agreement");
      annex.sector = id("sector-" + std::to_string(sector));
      annex.schemes = {id("scheme")};
      tables.annexes.add(id("annex-" + std::to_string(sector)), std::move(annex));
    }
    competence();
    equivalence(deltas);
    certificate(addenda);
  }

  Rationale ask(Ordinal size) {
    const Question question{id("certificate"), id("B"), kToday};
    Rationale rationale;
    Engine(tables, index, size).explain({&question, 1}, {&rationale, 1});
    return rationale;
  }
  Reason across(Ordinal size) {
    const Id importer = id("B");
    Reason reason = Reason::kNone;
    Engine(tables, index, size).across(id("certificate"), kToday, {&importer, 1}, {&reason, 1});
    return reason;
  }

 private:
  void competence() {
    auto accreditation = row<facts::Accreditation>();
    accreditation.accreditor = id("accreditor");
    accreditation.body = id("body");
    accreditation.standards = {id("standard")};
    tables.accreditations.add(accreditation.body, std::move(accreditation));
    auto acceptance = row<facts::AccreditorAcceptance>();
    acceptance.market = id("B");
    acceptance.accreditor = id("accreditor");
    tables.accreditor_acceptances.add(acceptance.market, std::move(acceptance));
  }
  void equivalence(std::size_t deltas) {
    auto requirement = row<facts::Requirement>();
    requirement.market = id("B");
    requirement.hs = {id("heading")};
    requirement.editions = {id("edition-2")};
    tables.requirements.add(0, std::move(requirement));
    auto decision = row<facts::Equivalence>();
    decision.market = id("B");
    decision.from_edition = id("edition-1");
    decision.to_edition = id("edition-2");
    for (std::size_t delta = 0; delta < deltas; ++delta) {
      decision.mapping.push_back({.atom = id("delta-" + std::to_string(delta))});
    }
    tables.equivalences.add(0, std::move(decision));
  }
  void certificate(std::size_t addenda) {
    facts::Profile profile;
    profile.body = id("body");
    profile.scheme = id("scheme");
    profile.sector = id("sector-0");
    profile.category = id("heading");
    profile.editions = {id("edition-1")};
    for (std::size_t delta = 0; delta < addenda; ++delta) {
      profile.addenda.push_back(id("delta-" + std::to_string(delta)));
    }
    auto certificate = row<facts::Certificate>();
    certificate.certificate = id("certificate");
    certificate.manufacturer = id("maker");
    certificate.issued = {kToday.days - 100};
    certificate.certain = {certificate.issued, {kToday.days + 1}};
    certificate.profile = static_cast<std::uint32_t>(tables.profiles.push_back(profile));
    tables.certificates.add(certificate.certificate, std::move(certificate));
  }
};

Reason reason_of(const Rationale& rationale) { return first_of(rationale.failures); }

TEST_CASE("what holds is recognised, with the statement behind every leg") {
  Registry registry;
  registry.fill(1, 1);
  REQUIRE(build(registry.tables, registry.index));
  const Rationale answer = registry.ask(registry.next);
  CHECK(reason_of(answer) == Reason::kNone);
  CHECK(answer.agreement == 4);
  CHECK(answer.accreditation == 5);
  CHECK(answer.acceptance == 6);
  CHECK(answer.requirement == 7);
  CHECK(answer.decision == 8);
  CHECK(answer.certificate == 9);
  CHECK(registry.across(registry.next) == Reason::kNone);
}

TEST_CASE("at an earlier size the later statements are not known") {
  Registry registry;
  registry.fill(1, 1);
  REQUIRE(build(registry.tables, registry.index));
  CHECK(reason_of(registry.ask(9)) == Reason::kCertificateStatus);  // not on file yet
  CHECK(registry.across(9) == Reason::kCertificateStatus);
}

TEST_CASE("more deltas than a line holds are read from the row") {
  for (const std::size_t addenda : {12U, 11U}) {
    Registry registry;
    registry.fill(12, addenda);
    REQUIRE(build(registry.tables, registry.index));
    const Reason expected = addenda == 12 ? Reason::kNone : Reason::kDeltaNotCovered;
    const Rationale answer = registry.ask(registry.next);
    CHECK(reason_of(answer) == expected);
    CHECK(answer.nearest_decision == (addenda == 12 ? kNever : Ordinal{8}));
    CHECK(registry.across(registry.next) == expected);
  }
}

TEST_CASE("an interruption counts from when it was recorded, on its days") {
  Registry registry;
  registry.fill(0, 0);
  const Ordinal before = registry.next;
  auto interruption = registry.row<facts::Interruption>();
  interruption.subject = 4;
  interruption.certain = {kToday, {kToday.days + 1}};
  registry.tables.interruptions.add(facts::pack(4, kNoId), std::move(interruption));
  REQUIRE(build(registry.tables, registry.index));
  CHECK(reason_of(registry.ask(before)) == Reason::kNone);
  CHECK(reason_of(registry.ask(registry.next)) == Reason::kNoAgreement);
  CHECK(registry.across(registry.next) == Reason::kNoAgreement);
}

TEST_CASE("more sectors than a word has bits are refused") {
  Registry registry;
  registry.fill(0, 0, 65);
  const Status built = build(registry.tables, registry.index);
  REQUIRE_FALSE(built);
  CHECK(built.error().code == "bench.numbering");
}

}  // namespace
}  // namespace concordat::bench
