#include "core/recognition/vouching.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>

#include "core/recognition/candidates.hpp"
#include "core/recognition/instrument.hpp"

namespace concordat::recognition {
namespace {

using Asked = std::optional<Id>;

// A list that means "all" when it is empty against what was asked.
bool within(std::span<const Id> limit, const Asked& asked) {
  return limit.empty() || (asked && contains(limit, *asked));
}

// One value that means "all" when it is not stated.
bool within(Id limit, const Asked& asked) { return limit == kNoId || (asked && *asked == limit); }

Id part_of(const Asked& asked) { return asked.value_or(kNoId); }

Holding holding_of(const Tenure& tenure) {
  if (tenure.phase == Phase::kInForce) return Holding::kHolds;
  return tenure.phase == Phase::kOpen ? Holding::kPossibly : Holding::kNot;
}

using Evidence = std::vector<Ordinal>;

// Keeps what is nearer to holding; of equals the first, which is the newest.
void keep(Vouching& best, Holding holding, std::initializer_list<Ordinal> evidence) {
  if (!best.evidence.empty() && holding <= best.holding) return;
  best.holding = holding;
  best.evidence.clear();
  for (const Ordinal one : evidence) {
    if (one != kNever) best.evidence.push_back(one);
  }
}

// The undated standard of a dated one, else kNoId.
Id undated(const Probe& probe, Id edition) {
  Id standard = kNoId;
  probe.tables.editions.visit(edition, probe.size, [&](const facts::Edition& row) {
    standard = row.standard;
    return false;
  });
  return standard;
}

bool names_standard(const Probe& probe, std::span<const Id> limit, const Asked& asked) {
  if (within(limit, asked)) return true;
  if (!asked || *asked == kNoId) return false;
  const Id standard = undated(probe, *asked);
  return standard != kNoId && contains(limit, standard);
}

// The market itself and the areas it is a member of, for the sector where one is said, as a
// determination sees them; what belongs only possibly counts so.
std::vector<facts::AreaOf> places_of(Probe& probe, Id market, const Asked& sector) {
  if (market == kNoId) return {};
  std::vector<facts::AreaOf> places = facts::memberships_of(probe, market);
  for (facts::AreaOf& place : places) {
    // A membership for some sectors is none for a sector that is not said.
    place.belonging = facts::member_of(probe, market, place.area, part_of(sector));
  }
  std::erase_if(
      places, [](const facts::AreaOf& place) { return place.belonging.holding == Holding::kNot; });
  return places;
}

Holding both(Holding left, Holding right) { return std::min(left, right); }

struct Way {
  const facts::Annex& annex;
  const facts::AreaOf& from;
  const facts::AreaOf& to;
};

struct Stand {
  Holding holding = Holding::kNot;
  Ordinal evidence = kNever;
};

// The participation of a party that is nearest to holding; any role, or the issuing one.
Stand participation(Probe& probe, const facts::Annex& annex, Id party, bool issuing) {
  Stand best;
  probe.tables.participations.visit(
      facts::pack(annex.agreement, party), probe.size, [&](const facts::Participation& row) {
        if (issuing && row.role != facts::ParticipantRole::kAuthorising) return true;
        const Holding here = holding_of(tenure_at(row, probe, {annex.annex}));
        if (best.evidence == kNever || here > best.holding) best = {here, row.since};
        return true;
      });
  return best;
}

// Whether both parties are bound at the date, provisionally too.
bool binds_both(Probe& probe, const Way& way, Evidence& evidence) {
  const facts::Agreement* agreement = agreement_of(recorded_in(probe), way.annex);
  const Recorded recorded{probe.tables, probe.size};
  bool bound = true;
  for (const Id party : {way.from.area, way.to.area}) {
    const Binding binding = binding_of(recorded, way.annex, agreement, party);
    const Date from = std::min(binding.bound.from, binding.provisional_from);
    probe.window.narrow(probe.date, from);
    probe.window.narrow(probe.date, binding.bound.until);
    bound = bound && from <= probe.date && probe.date < binding.bound.until;
    if (binding.evidence != kNever) evidence.push_back(binding.evidence);
  }
  return bound;
}

Vouching by_annex(Probe& probe, const Way& way) {
  Vouching found{.holding = holding_of(tenure_at(way.annex, probe, {way.annex.annex})),
                 .evidence = {way.annex.since}};
  if (!is_operational(way.annex, probe)) found.holding = Holding::kNot;
  if (way.annex.competence == facts::CompetenceBy::kParticipation) {
    const Stand issuer = participation(probe, way.annex, way.from.area, true);
    const Stand taker = participation(probe, way.annex, way.to.area, false);
    found.holding = both(found.holding, both(issuer.holding, taker.holding));
    for (const Ordinal one : {issuer.evidence, taker.evidence}) {
      if (one != kNever) found.evidence.push_back(one);
    }
  } else if (!binds_both(probe, way, found.evidence)) {
    found.holding = Holding::kNot;
  }
  found.holding = both(found.holding, both(way.from.belonging.holding, way.to.belonging.holding));
  return found;
}

// Which results are taken.
struct Taking {
  const VouchedScope& what;
  std::uint32_t artefacts = 0;
};

// Whether the annex is about what is asked: the sector, the scheme, the act of the importer.
bool is_about(const facts::Annex& annex, const Taking& taking) {
  const VouchedScope& what = taking.what;
  if ((annex.artefacts & taking.artefacts) == 0 || !within(annex.sector, what.sector)) return false;
  if (what.scheme && !contains(annex.schemes, *what.scheme)) return false;
  if (!what.act) return true;
  return contains(annex.importer_acts, *what.act) ||
         std::ranges::any_of(annex.act_pairs, [&](const facts::ActPair& pair) {
           return pair.importer == *what.act;
         });
}

// Annexes of a party that are looked at: more than anybody has, and a question is answered among
// others.
constexpr std::size_t kMostAnnexes = 1024;

// Of all ways, the one nearest to holding. Where there are too many to look at, none of those seen
// says that there is none: it is left open.
struct Search {
  Vouching best = {};
  std::size_t ways = 0;
  std::size_t annexes = 0;

  [[nodiscard]] bool over() const {
    return best.holding == Holding::kHolds || ways >= kMostWays || annexes >= kMostAnnexes;
  }
  [[nodiscard]] Vouching result() && {
    if (over()) best.holding = std::max(best.holding, Holding::kPossibly);
    return std::move(best);
  }
};

void by_annexes(Probe& probe, const facts::AreaOf& to, std::span<const facts::AreaOf> origins,
                const Taking& taking, Search& search) {
  const Recorded recorded{probe.tables, probe.size};
  probe.tables.annexes_by_party.visit(to.area, [&](std::uint32_t at) {
    const facts::Annex& annex = probe.tables.annexes.at(at);
    if (!annex.visible(probe.size) || !is_about(annex, taking)) return true;
    ++search.annexes;
    if (!takes_part(recorded, annex, to.area)) return !search.over();
    for (const facts::AreaOf& from : origins) {
      if (!directed(annex, from.area, to.area) || !takes_part(recorded, annex, from.area)) continue;
      Vouching found = by_annex(probe, {annex, from, to});
      const bool first = search.ways++ == 0;
      if (first || found.holding > search.best.holding) search.best = std::move(found);
      if (search.over()) return false;
    }
    return !search.over();
  });
}

// Acts by which the market alone takes foreign results.
void by_acceptance_acts(Probe& probe, const facts::AreaOf& place,
                        std::span<const facts::AreaOf> origins, const Taking& taking,
                        Vouching& best) {
  const VouchedScope& what = taking.what;
  const auto from_there = [&](Id act) {
    bool found = false;
    probe.tables.acts.visit(act, probe.size, [&](const facts::LegalAct& row) {
      found = std::ranges::any_of(
          origins, [&](const facts::AreaOf& from) { return from.area == row.market; });
      return !found;
    });
    return found;
  };
  probe.tables.acceptance_acts.visit(place.area, probe.size, [&](const facts::AcceptanceAct& row) {
    if (!within(row.sector, what.sector) || (row.artefacts & taking.artefacts) == 0) return true;
    if (what.act && !contains(row.for_acts, *what.act)) return true;
    const bool by_scheme = what.scheme && row.scheme == *what.scheme && row.scheme != kNoId;
    const bool by_act = !what.scheme && row.foreign_act != kNoId && from_there(row.foreign_act);
    if (!by_scheme && !by_act) return true;
    const Holding holding = both(holding_of(tenure_at(row, probe)), place.belonging.holding);
    keep(best, holding, {row.since});
    return best.holding != Holding::kHolds;
  });
}

}  // namespace

Vouching accredits(Probe& probe, const VouchedParties& who, const VouchedScope& what) {
  Vouching best;
  probe.tables.accreditations.visit(who.entity, probe.size, [&](const facts::Accreditation& row) {
    const bool fits = row.accreditor == who.authority && row.main_scope == what.main_scope &&
                      names_standard(probe, row.standards, what.standard) &&
                      within(row.sectors, what.sector) && within(row.schemes, what.scheme);
    if (!fits) return true;
    const Tenure tenure =
        tenure_at(row, probe, {part_of(what.standard), part_of(what.sector), part_of(what.scheme)});
    keep(best, holding_of(tenure), {row.since, tenure.evidence});
    return best.holding != Holding::kHolds;
  });
  return best;
}

Vouching designates(Probe& probe, const VouchedParties& who, const VouchedScope& what) {
  Vouching best;
  if (!what.act || *what.act == kNoId) return best;
  Holding law = Holding::kNot;
  for (const facts::AreaOf& place : places_of(probe, who.authority, what.sector)) {
    probe.tables.acts.visit(*what.act, probe.size, [&](const facts::LegalAct& row) {
      if (row.market == place.area) law = std::max(law, place.belonging.holding);
      return true;
    });
  }
  if (law == Holding::kNot) return best;
  probe.tables.designations.visit(who.entity, probe.size, [&](const facts::Designation& row) {
    const bool fits = row.act == *what.act && within(row.sectors, what.sector) &&
                      within(row.modules, what.module);
    if (!fits) return true;
    const Tenure tenure = tenure_at(row, probe, {part_of(what.sector), part_of(what.module)});
    Holding holding = both(law, holding_of(tenure));
    // Which products, the question cannot say: it depends.
    if (row.products && holding == Holding::kHolds) holding = Holding::kPossibly;
    keep(best, holding, {row.since, tenure.evidence});
    return best.holding != Holding::kHolds;
  });
  return best;
}

Vouching lets_issue(Probe& probe, const VouchedParties& who, const VouchedScope& what) {
  Vouching best;
  if (!what.scheme) return best;
  const facts::Found<facts::Organisation> body = facts::organisation_at(probe, who.entity);
  const Id economy = body ? body->economy : kNoId;
  const auto by_participants = [&](const facts::Annex& annex) {
    const Holding annexed = holding_of(tenure_at(annex, probe, {annex.annex}));
    const bool works = is_operational(annex, probe);
    probe.tables.participations.visit(
        facts::pack(annex.agreement, economy), probe.size, [&](const facts::Participation& row) {
          if (row.role != facts::ParticipantRole::kAuthorising) return true;
          if (!covers(row.issuers, who.entity)) return true;
          const Tenure tenure = tenure_at(row, probe, {annex.annex});
          const Holding holding = works ? both(annexed, holding_of(tenure)) : Holding::kNot;
          keep(best, holding, {annex.since, row.since, tenure.evidence});
          return best.holding != Holding::kHolds;
        });
  };
  if (economy == kNoId) return best;
  std::size_t annexes = 0;
  probe.tables.annexes_by_party.visit(economy, [&](std::uint32_t at) {
    const facts::Annex& annex = probe.tables.annexes.at(at);
    if (!annex.visible(probe.size) || !contains(annex.schemes, *what.scheme)) return true;
    if (!within(annex.sector, what.sector)) return true;
    const facts::Agreement* agreement = agreement_of(recorded_in(probe), annex);
    if (agreement && agreement->depositary == who.authority) by_participants(annex);
    return best.holding != Holding::kHolds && ++annexes < kMostAnnexes;
  });
  if (annexes == kMostAnnexes) best.holding = std::max(best.holding, Holding::kPossibly);
  return best;
}

Vouching accepts(Probe& probe, const VouchedParties& who, const VouchedScope& what) {
  Vouching best;
  if (who.entity == kNoId) return best;
  const auto signed_by = [&](Id arrangement) {
    Stand signature;
    probe.tables.signatories.visit(who.entity, probe.size, [&](const facts::Signatory& row) {
      if (row.arrangement != arrangement || row.main_scope != what.main_scope) return true;
      const Holding here = holding_of(tenure_at(row, probe));
      if (signature.evidence == kNever || here > signature.holding) signature = {here, row.since};
      return true;
    });
    return signature;
  };
  for (const facts::AreaOf& place : places_of(probe, who.authority, what.sector)) {
    probe.tables.accreditor_acceptances.visit(
        place.area, probe.size, [&](const facts::AccreditorAcceptance& row) {
          if (row.main_scope != what.main_scope || !within(row.acts, what.act)) return true;
          if (row.accreditor != kNoId && row.accreditor != who.entity) return true;
          Stand by{.holding = Holding::kHolds};
          if (row.accreditor == kNoId) by = signed_by(row.arrangement);
          if (row.accreditor == kNoId && by.evidence == kNever) return true;
          const Tenure tenure = tenure_at(row, probe);
          keep(best, both(both(holding_of(tenure), by.holding), place.belonging.holding),
               {row.since, by.evidence, tenure.evidence});
          return best.holding != Holding::kHolds;
        });
  }
  return best;
}

Vouching takes_results(Probe& probe, const VouchedParties& who, const VouchedScope& what,
                       std::uint32_t artefacts) {
  if (who.authority == who.entity) return {};
  const Taking taking{what, artefacts};
  const auto origins = places_of(probe, who.entity, what.sector);
  const auto markets = places_of(probe, who.authority, what.sector);
  Search search;
  for (const facts::AreaOf& to : markets) {
    if (!search.over()) by_annexes(probe, to, origins, taking, search);
  }
  Vouching best = std::move(search).result();
  for (const facts::AreaOf& to : markets) {
    if (best.holding != Holding::kHolds) by_acceptance_acts(probe, to, origins, taking, best);
  }
  return best;
}

}  // namespace concordat::recognition
