#include "core/recognition/candidates.hpp"

#include <algorithm>
#include <array>

#include "core/recognition/desk.hpp"
#include "core/recognition/instrument.hpp"

namespace concordat::recognition {
namespace {

using facts::Annex;
using facts::Artefact;
using facts::Requirement;

constexpr std::uint32_t bit(Artefact artefact) { return 1U << static_cast<unsigned>(artefact); }

constexpr std::uint32_t kEvidenceArtefacts =
    bit(Artefact::kTestReport) | bit(Artefact::kCertificate) | bit(Artefact::kInspection);

// Who takes part in an annex: those its text names, whoever consented, whoever participates. The
// annexes of an agreement follow each other, so what was last found of it is asked again.
class Parties {
 public:
  explicit Parties(const Context& context) : context_(context) {}

  [[nodiscard]] bool take_part(const Annex& annex, Id party) {
    if (names(annex, party)) return true;
    Known& known = known_[party % std::size(known_)];
    if (known.agreement != annex.agreement || known.party != party) {
      known = {annex.agreement, party, bound_to(recorded_in(context_), annex.agreement, party)};
    }
    return known.bound;
  }

 private:
  struct Known {
    Id agreement = kNoId;
    Id party = kNoId;
    bool bound = false;
  };
  const Context& context_;
  std::array<Known, 4> known_;  // by party: an economy is in few areas
};

// Every visible annex that fits and to which the market, or an area whose law holds in it, is a
// party, until visit(annex, to) returns false; each once, because a party is bound to an agreement
// once.
template <class Fits, class Visit>
void visit_annexes(Parties& parties, const Context& context, const Kind& attestation, Fits&& fits,
                   Visit&& visit) {
  const facts::Tables& tables = context.tables;
  bool more = true;
  for (const facts::AreaOf& to : attestation.market_places) {
    if (!more) return;
    tables.annexes_by_party.visit(to.area, [&](std::uint32_t at) {
      const Annex& annex = tables.annexes.at(at);
      if (!fits(annex) || !annex.visible(context.size)) return true;
      // What bound the party may have been recorded later than the size asked for.
      if (parties.take_part(annex, to.area)) more = visit(annex, to.area);
      return more;
    });
  }
}

bool sector_fits(Id declared, Id sector) { return declared == kNoId || declared == sector; }

Recognising find_annexes(const Context& context, const Kind& attestation) {
  Recognising found;
  Parties parties(context);
  const Id sector = attestation.sector();
  const Places home = attestation.home_itself().places;
  const auto fits = [&](const Annex& annex) { return sector_fits(annex.sector, sector); };
  visit_annexes(parties, context, attestation, fits, [&](const Annex& annex, Id to) {
    for (const facts::AreaOf& from : home) {
      if (directed(annex, from.area, to) && parties.take_part(annex, from.area)) {
        found.all.push_back({&annex, from.area, to});
      }
    }
    return true;
  });
  std::vector<std::uint64_t> words;
  for (const auto& [annex, from, to] : found.all) {
    const facts::Belonging& belonging = find_place(home, from)->belonging;
    words.push_back(address(annex));
    words.push_back(from | std::uint64_t{to} << 32);
    words.push_back(belonging.evidence | static_cast<std::uint64_t>(belonging.holding) << 32);
  }
  found.number = context.desk.members.number_of(words);
  return found;
}

// Whether there is room for another way of the kind that began at `first`; where there is none, the
// way given is entered in place of all that are left.
bool room_for(const Candidate& way, std::size_t first, std::vector<Candidate>& candidates) {
  if (candidates.size() < first + kMostWays) return true;
  Candidate beyond = way;
  beyond.beyond = true;
  candidates.push_back(beyond);
  return false;
}

// Whether an annex is about this requirement's act, for an attestation of this kind.
bool about_act(const Annex& annex, const Kind& attestation, Id act) {
  if (!names_act(annex, act)) return false;
  return annex.kind != Route::kR1 ||
         (bit(attestation.artefact()) & kEvidenceArtefacts & annex.artefacts) != 0;
}

// Whose modules a route takes over from the requirement's procedures: those of the importer's
// rules.
bool uses_procedures(Route route) {
  return route == Route::kR0 || route == Route::kR2 || route == Route::kR3 || route == Route::kR5;
}

// One candidate for every third-party procedure that may be open: where the act asks no body, an
// attestation by one has nothing to meet.
void add_by_procedure(const Context& context, const Kind& attestation, Candidate candidate,
                      std::vector<Candidate>& candidates) {
  for (const facts::Procedure& procedure : candidate.requirement->procedures) {
    if (procedure.party != facts::Party::kThird) continue;
    if (procedure.when && procedure.when->holds(attestation.attributes(context)) == Truth::kNo) {
      continue;
    }
    candidate.procedure = &procedure;
    candidates.push_back(candidate);
  }
}

void add_own_law(Context& context, const Kind& attestation, const Requirement& requirement,
                 std::vector<Candidate>& candidates) {
  if (under_act(context, attestation, requirement.act).fit == UnderAct::kNo) return;
  bool designated = false;
  context.tables.designations.visit(
      attestation.body(), context.size, [&](const facts::Designation& row) {
        designated = row.annex == kNoId && row.act == attestation.act() &&
                     designated_by(context, row, requirement.market);
        return !designated;
      });
  const bool home = at_home(context, attestation, requirement.market);
  for (const facts::Procedure& procedure : requirement.procedures) {
    if (procedure.party != facts::Party::kThird) continue;
    if (procedure.when && procedure.when->holds(attestation.attributes(context)) == Truth::kNo)
      continue;
    const bool open_to_all = procedure.competence != facts::CompetenceBy::kDesignation;
    if (!designated && !home && !open_to_all) continue;
    candidates.push_back(
        {.route = Route::kR0, .requirement = &requirement, .procedure = &procedure});
  }
}

void add_annexes(Context& context, const Kind& attestation, const Requirement& requirement,
                 std::vector<Candidate>& candidates) {
  const std::size_t first = candidates.size();
  for (const auto& [annex, from, to] : attestation.annexes(context).all) {
    if (!about_act(*annex, attestation, requirement.act)) continue;
    Candidate candidate{.route = annex->kind, .requirement = &requirement, .annex = annex};
    candidate.from = from;
    candidate.to = to;
    if (!room_for(candidate, first, candidates)) return;
    if (uses_procedures(annex->kind)) {
      add_by_procedure(context, attestation, candidate, candidates);
    } else {
      candidates.push_back(candidate);
    }
  }
}

void add_acceptances(Context& context, const Kind& attestation, const Requirement* requirement,
                     std::vector<Candidate>& candidates) {
  const std::size_t first = candidates.size();
  bool more = true;
  for (const facts::AreaOf& place : attestation.market_places) {
    if (!more) return;
    context.tables.acceptance_acts.visit(
        place.area, context.size, [&](const facts::AcceptanceAct& row) {
          if (row.sector != attestation.sector()) return true;
          const bool by_act = row.foreign_act != kNoId && row.foreign_act == attestation.act();
          const bool by_scheme = row.scheme != kNoId && row.scheme == attestation.scheme();
          const bool fits = requirement
                                ? (by_act || by_scheme) && contains(row.for_acts, requirement->act)
                                : by_scheme;
          if (!fits) return true;
          const Candidate way{.route = Route::kR6, .requirement = requirement, .acceptance = &row};
          more = room_for(way, first, candidates);
          if (more) candidates.push_back(way);
          return more;
        });
  }
}

// Whether the attestation shows lawful marketing in another member of the area: the supplier's own
// word, or an act of such a member.
bool lawful_elsewhere(Context& context, const Kind& attestation, Id area) {
  if (attestation.artefact() == Artefact::kDeclaration) return true;
  const auto* act = described(context, context.tables.acts, attestation.act());
  return act && another_member(context, act->market, area, attestation.sector()) != Holding::kNot;
}

void add_lawful_marketing(Context& context, const Kind& attestation, const Requirement& requirement,
                          std::vector<Candidate>& candidates) {
  if (requirement.harmonised) return;
  const Id sector = attestation.sector();
  for (const facts::AreaOf& place : attestation.market_places) {
    if (place.area == context.market) continue;
    if (another_member(context, attestation.home().economy, place.area, sector) == Holding::kNot)
      continue;
    if (!lawful_elsewhere(context, attestation, place.area)) continue;
    context.tables.lawful_marketing.visit(
        place.area, context.size, [&](const facts::LawfulMarketing& row) {
          if (sector_fits(row.sector, sector) &&
              !contains(row.except_requirements, requirement.requirement)) {
            candidates.push_back(
                {.route = Route::kR7, .requirement = &requirement, .lawful = &row});
          }
          return true;
        });
  }
}

}  // namespace

bool names_act(const Annex& annex, Id act) {
  switch (annex.kind) {
    case Route::kR1:
    case Route::kR2:
    case Route::kR5:
      return contains(annex.importer_acts, act);
    case Route::kR3:
    case Route::kR4:
      return std::ranges::any_of(annex.act_pairs,
                                 [&](const facts::ActPair& pair) { return pair.importer == act; });
    default:
      return false;
  }
}

Holding another_member(Context& context, Id economy, Id area, Id sector) {
  if (economy == kNoId || economy == context.market || economy == area) return Holding::kNot;
  return facts::member_of(context.event, economy, area, sector).holding;
}

Id Candidate::instrument() const {
  if (annex) return annex->annex;
  if (acceptance) return acceptance->act;
  if (lawful) return lawful->area;
  if (procedure) return procedure->procedure;
  return kNoId;
}

std::vector<Candidate> candidates_for(Context& context, const Kind& attestation,
                                      const Requirement& requirement) {
  std::vector<Candidate> candidates;
  if (requirement.sector != attestation.sector()) return candidates;
  add_own_law(context, attestation, requirement, candidates);
  add_annexes(context, attestation, requirement, candidates);
  const bool other_act = attestation.under(context, requirement.act) != ActRelation::kSame;
  if (other_act && attestation.decided(context)) {
    candidates.push_back(
        {.route = Route::kR4, .requirement = &requirement, .by_equivalence = true});
  }
  add_acceptances(context, attestation, &requirement, candidates);
  add_lawful_marketing(context, attestation, requirement, candidates);
  return candidates;
}

std::vector<Candidate> candidates_for_itself(Context& context, const Kind& attestation) {
  std::vector<Candidate> candidates;
  const Id sector = attestation.sector();
  const Id scheme = attestation.scheme();
  if (scheme == kNoId) return candidates;
  for (const auto& [annex, from, to] : attestation.annexes(context).all) {
    if (!contains(annex->schemes, scheme)) continue;
    Candidate candidate{.route = annex->kind, .annex = annex};
    candidate.from = from;
    candidate.to = to;
    if (!room_for(candidate, 0, candidates)) break;
    candidates.push_back(candidate);
  }
  if (attestation.home().economy == context.market) {
    const std::size_t first = candidates.size();
    Parties parties(context);
    const auto fits = [&](const Annex& annex) {
      return sector_fits(annex.sector, sector) && contains(annex.schemes, scheme);
    };
    visit_annexes(parties, context, attestation, fits, [&](const Annex& annex, Id to) {
      if (to != context.market) return true;
      Candidate candidate{.route = Route::kR0, .annex = &annex, .own = true};
      candidate.from = to;
      candidate.to = to;
      if (!room_for(candidate, first, candidates)) return false;
      candidates.push_back(candidate);
      return true;
    });
  }
  add_acceptances(context, attestation, nullptr, candidates);
  return candidates;
}

const Recognising& annexes_between(const Context& context, const Kind& attestation) {
  Workspace::Desk& desk = context.desk;
  const MemoKey key{{context.market, attestation.home_itself().number,
                     address(attestation.market_places.data()), attestation.sector()}};
  auto* known = desk.annexes.find(key, {});
  if (!known) known = desk.annexes.add({.key = key, .value = find_annexes(context, attestation)});
  return known->value;
}

bool at_home(const Context& context, const Kind& attestation, Id market) {
  const Home& home = attestation.home();
  return among(home.places, market) != Holding::kNot ||
         (home.economy != kNoId && home.economy == context.market);
}

bool designated_by(const Context& context, const facts::Designation& row, Id market) {
  const facts::StatementRecord& statement = statement_of(context, row.since);
  if (statement.basis != statement::BasisKind::kOwn) return true;
  const auto* author = described(context, context.tables.organisations, statement.author);
  if (!author) return false;
  const auto acts_for = [&](Id place) {
    return author->economy == place || contains(author->acts_for, place);
  };
  return acts_for(market) || acts_for(context.market);
}

ActFit under_act(Context& context, const Kind& attestation, Id act) {
  const ActRelation relation = attestation.under(context, act);
  if (relation == ActRelation::kOther) return {};
  if (relation == ActRelation::kSame) return {UnderAct::kYes, kForever, nullptr};
  const facts::LegalAct* successor = described(context, context.tables.acts, act);
  Probe& event = context.event;
  const auto until = [&](Date last) {
    if (last == kBeginning) return false;
    event.window.narrow(event.date, last);
    return event.date < last;
  };
  if (until(successor->transition_until)) return {UnderAct::kTransition, kForever, successor};
  const bool placed_before = context.question.event != Event::kPlacingOnMarket;
  if (placed_before && until(successor->sell_off_until)) {
    return {UnderAct::kSellOff, kForever, successor};
  }
  Date ended = std::max(successor->certain.from, successor->transition_until);
  if (placed_before) ended = std::max(ended, successor->sell_off_until);
  return {UnderAct::kOver, ended, successor};
}

void note_nearest_annexes(Context& context, const Kind& attestation,
                          std::vector<TerseFinding>& findings) {
  Findings found(context, Leg::kInstrument, findings);
  const std::size_t most = findings.size() + kMostWays;
  Parties parties(context);
  const auto any = [](const Annex&) { return true; };
  visit_annexes(parties, context, attestation, any, [&](const Annex& annex, Id to) {
    for (const facts::AreaOf& from : attestation.home().places) {
      if (from.area == to || !parties.take_part(annex, from.area)) continue;
      if (!directed(annex, from.area, to)) {
        if (directed(annex, to, from.area)) {
          found.note(code::kInstrumentOtherDirection, {{"instrument", annex.annex}}, {annex.since});
        }
      } else if (!sector_fits(annex.sector, attestation.sector())) {
        found.note(code::kInstrumentSectorNotCovered,
                   {{"instrument", annex.annex}, {"sector", annex.sector}}, {annex.since});
      } else {
        found.note(code::kInstrumentAttestationNotCovered, {{"instrument", annex.annex}},
                   {annex.since});
      }
    }
    return findings.size() < most;  // they are nearest facts, not all facts
  });
}

}  // namespace concordat::recognition
