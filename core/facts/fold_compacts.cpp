// Compacts: agreements, deposits, acceptances, equivalence decisions.
#include <algorithm>

#include "core/facts/fold.hpp"

namespace concordat::facts {
namespace {

using statement::Statement;

constexpr std::string_view kRouteNames[] = {"R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7"};
constexpr std::string_view kEntryRules[] = {"dates", "nth-deposit"};
constexpr std::string_view kDeposits[] = {"signature", "ratification", "accession",
                                          "provisional-application", "denunciation"};
constexpr std::string_view kParticipantRoles[] = {"authorising", "consuming"};
constexpr std::string_view kVerdicts[] = {
    "identical",      "stricter-covers", "equal-other-method", "weaker",
    "partly-covered", "missing",         "not-applicable",     "extra"};

std::string place_of(std::string_view list, std::size_t position) {
  return "/body/" + std::string(list) + "/" + std::to_string(position);
}

Cap read_cap(const Body& body) {
  Cap cap;
  cap.issued = {body.date("issuedFrom", kBeginning), body.date("issuedUntil", kForever)};
  cap.accepted_before = body.date("acceptedBefore", kForever);
  cap.accepted_from = body.date("acceptedFrom", kBeginning);
  cap.needs_acceptance_date = body.has("acceptedBefore") || body.has("acceptedFrom");
  cap.categories = body.ids("categories");
  cap.issuer_domain = body.id("issuerDomain");
  cap.collaborative_profile = body.boolean("collaborativeProfile");
  cap.scale = body.id("scale");
  cap.level = body.id("level");
  return cap;
}

void read_reach(const Body& body, Annex& row) {
  row.sector = body.id("sector");
  for (const json::Value& value : body.array("directions")) {
    const Body direction = body.record(value);
    row.directions.push_back({direction.id("from"), direction.id("to")});
  }
  row.importer_acts = body.ids("importerActs");
  for (const json::Value& value : body.array("actPairs")) {
    const Body pair = body.record(value);
    row.act_pairs.push_back({pair.id("exporter"), pair.id("importer")});
  }
  row.schemes = body.ids("schemes");
  row.artefacts = body.bits("artefacts", kArtefactNames);
}

Result<Annex> read_annex(Fold& fold, const Body& body, const std::string& place) {
  Annex row = fold.row<Annex>();
  row.annex = body.id("annex");
  row.kind = body.choice<Route>("kind", kRouteNames);
  read_reach(body, row);
  row.competence = body.choice<CompetenceBy>("competence", kCompetenceNames);
  row.operational = body.text("phase") == "operational";
  row.operational_from = body.date("operationalFrom", kBeginning);
  // Its own days, where it states them; an end or a beginning so stated is known to the day.
  if (body.has("from")) row.certain.from = row.possible.from = body.date("from", kBeginning);
  if (body.has("until")) row.certain.until = row.possible.until = body.date("until", kForever);
  for (const json::Value& value : body.array("caps")) {
    const Body cap = body.record(value);
    row.caps.push_back(read_cap(cap));
    body.take(cap);
    CONCORDAT_CHECK(check_level(fold, cap, place + "/caps/" + std::to_string(row.caps.size() - 1)));
  }
  row.needs_equivalence = body.boolean("needsEquivalence");
  CONCORDAT_CHECK(body.status());
  return row;
}

Result<std::vector<Annex>> read_annexes(Fold& fold, const Body& body, Id agreement) {
  std::vector<Annex> annexes;
  for (const json::Value& value : body.array("annexes")) {
    const std::string place = place_of("annexes", annexes.size());
    CONCORDAT_TRY(annex, read_annex(fold, body.record(value), place));
    annex.agreement = agreement;
    std::optional<std::uint64_t> against;
    fold.tables().annexes.visit(annex.annex, fold.ordinal(), [&](const Annex& other) {
      if (other.agreement != agreement) against = other.since;
      return !against;
    });
    const bool twice = std::any_of(annexes.begin(), annexes.end(),
                                   [&](const Annex& other) { return other.annex == annex.annex; });
    if (twice || against) {
      Error error{.code = "fold.annex-named-twice",
                  .place = place + "/annex",
                  .expected = "an identifier that no other annex has"};
      if (against) error.against.push_back(*against);
      return fail(std::move(error));
    }
    annexes.push_back(std::move(annex));
  }
  return annexes;
}

Result<Agreement> read_agreement(Fold& fold, const Body& body) {
  Agreement row = fold.row<Agreement>();
  row.agreement = body.id("agreement");
  row.parties = body.ids("parties");
  row.depositary = body.id("depositary");
  const Body entry = body.record(*body.value().find("entry"));
  row.entry = entry.choice<EntryRule>("rule", kEntryRules);
  row.deposits = static_cast<int>(entry.integer("deposits"));
  row.delay_days = entry.days("delayDays");
  if (row.entry == EntryRule::kNthDeposit && row.deposits == 0) {
    return fail({.code = "fold.deposits-missing",
                 .place = "/body/entry/deposits",
                 .expected = "how many deposits bring the agreement into force"});
  }
  if (const json::Value* const value = body.value().find("exit")) {
    const Body exit = body.record(*value);
    row.notice_days = exit.days("noticeDays");
    row.run_off_days = exit.has("runOffDays") ? exit.days("runOffDays") : Agreement::kUntilExpiry;
  }
  body.take(entry);
  CONCORDAT_CHECK(body.status());
  return row;
}

Status agreement(Fold& fold, const Statement&) {
  const Body body = fold.body();
  CONCORDAT_TRY(row, read_agreement(fold, body));
  CONCORDAT_TRY(annexes, read_annexes(fold, body, row.agreement));
  const Id name = row.agreement;
  for (const Id party : row.parties) fold.bind(name, party);
  fold.add(std::move(row));
  for (Annex& annex : annexes) {
    for (const Direction& direction : annex.directions) {
      fold.bind(name, direction.from);
      fold.bind(name, direction.to);
    }
    fold.add(std::move(annex));
  }
  return {};
}

Status deposit(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Deposit row = fold.row<Deposit>();
  row.agreement = body.id("agreement");
  row.party = body.id("party");
  row.act = body.choice<DepositAct>("act", kDeposits);
  CONCORDAT_CHECK(body.status());
  // A signature or a denunciation of somebody outside the text binds nobody to it.
  const bool binds = row.act != DepositAct::kSignature && row.act != DepositAct::kDenunciation;
  if (binds) fold.bind(row.agreement, row.party);
  fold.add(std::move(row));
  return {};
}

Status participation(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Participation row = fold.row<Participation>();
  row.agreement = body.id("agreement");
  row.party = body.id("party");
  row.role = body.choice<ParticipantRole>("role", kParticipantRoles);
  row.issuers = body.ids("issuers");
  row.domains = body.ids("domains");
  CONCORDAT_CHECK(body.status());
  fold.bind(row.agreement, row.party);
  fold.add(std::move(row));
  return {};
}

Status acceptance_act(Fold& fold, const Statement&) {
  const Body body = fold.body();
  AcceptanceAct row = fold.row<AcceptanceAct>();
  row.act = body.id("act");
  row.market = body.id("market");
  row.sector = body.id("sector");
  row.foreign_act = body.id("foreignAct");
  row.scheme = body.id("scheme");
  row.for_acts = body.ids("forActs");
  row.artefacts = body.bits("artefacts", kArtefactNames);
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Status lawful_marketing_rule(Fold& fold, const Statement&) {
  const Body body = fold.body();
  LawfulMarketing row = fold.row<LawfulMarketing>();
  row.area = body.id("area");
  row.sector = body.id("sector");
  row.except_requirements = body.ids("exceptRequirements");
  fold.add(std::move(row));
  return {};
}

Mapping read_mapping(Fold& fold, const Body& body) {
  Mapping mapping;
  mapping.atom = body.id("atom");
  mapping.severity = static_cast<int>(body.integer("severity", 1));
  mapping.verdict = body.choice<MappingVerdict>("verdict", kVerdicts);
  if (const json::Value* const value = body.value().find("closure")) {
    const Body closure = body.record(*value);
    mapping.closure_kind = closure.id("kind");
    mapping.closure = closure.id("name");
    // The defaults that the catalogue gives.
    Interner& names = fold.tables().names;
    mapping.timing = closure.has("timing") ? closure.id("timing") : names.intern("before-market");
    mapping.verified_by =
        closure.has("verifiedBy") ? closure.id("verifiedBy") : names.intern("market-surveillance");
  }
  return mapping;
}

Status equivalence_decision(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Equivalence row = fold.row<Equivalence>();
  row.decision = body.id("decision");
  row.market = body.id("market");
  row.from_edition = body.id("fromEdition");
  row.to_edition = body.id("toEdition");
  row.sector = body.id("sector");
  row.origins = body.ids("origins");
  for (const json::Value& value : body.array("mapping")) {
    const Body mapping = body.record(value);
    row.mapping.push_back(read_mapping(fold, mapping));
    body.take(mapping);
  }
  row.outcome = body.id("outcome");
  row.onward = body.boolean("onward");
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

constexpr NamedRule kRules[] = {
    {"agreement", agreement},
    {"deposit", deposit},
    {"participation", participation},
    {"acceptance-act", acceptance_act},
    {"lawful-marketing-rule", lawful_marketing_rule},
    {"equivalence-decision", equivalence_decision},
};

}  // namespace

std::span<const NamedRule> compact_rules() { return kRules; }

}  // namespace concordat::facts
