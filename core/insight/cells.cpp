// How one instrument stands on a day: its parties sorted by how each stands, and the pairs of such
// classes told together. A class is a grouping; what a pair comes to is asked of the
// determination's rules for two of its parties.
#include <algorithm>
#include <array>
#include <map>

#include "core/insight/atlas.hpp"
#include "core/recognition/candidates.hpp"

namespace concordat::insight {
namespace {

using facts::Annex;
using facts::Holding;
using facts::Probe;
using recognition::AnnexPhase;
using recognition::Bound;
using recognition::Phase;
using recognition::RunOff;
using recognition::Tenure;

using Told = std::optional<CellState>;

// A member on each side: its class there, and what is told of it.
constexpr unsigned kClasses = 32;
constexpr unsigned kNoClass = kClasses;
struct Sided {
  unsigned as_from = kNoClass;
  unsigned as_to = kNoClass;
  Party from;
  Party to;
};

// ---- what the instrument itself comes to ----------------------------------------------------

// Of an instrument that ended, as its agreement's exit says it.
Told run_off(RunOff how) {
  switch (how) {
    case RunOff::kOver:
      return std::nullopt;
    case RunOff::kRuns:
    case RunOff::kUntilExpiry:
      return CellState::kRunOff;
    case RunOff::kNobodySaid:
      return CellState::kRunOffUnsaid;
  }
  return std::nullopt;
}

// An act, a rule or a decision: there is nothing to run off.
Told state_of(const Tenure& tenure) {
  switch (tenure.phase) {
    case Phase::kInForce:
      return CellState::kInForce;
    case Phase::kOpen:
      return CellState::kOpen;
    case Phase::kNotYet:
      return CellState::kAdopted;
    case Phase::kSuspended:
      return CellState::kSuspended;
    case Phase::kEnded:
      return std::nullopt;
  }
  return std::nullopt;
}

Told state_of(const recognition::Standing& standing, RunOff rest) {
  switch (standing.phase) {
    case AnnexPhase::kInForce:
      return CellState::kInForce;
    case AnnexPhase::kProvisional:
      return CellState::kProvisional;
    case AnnexPhase::kOpen:
      return CellState::kOpen;
    case AnnexPhase::kNotYet:
    case AnnexPhase::kNotBound:
      return CellState::kAdopted;
    case AnnexPhase::kSuspended:
      return CellState::kSuspended;
    case AnnexPhase::kEnded:
      return run_off(rest);
  }
  return std::nullopt;
}

// An annex that has not reached its phase recognises nothing, whatever else holds.
Told unless_idle(Told state, const Annex& annex, bool operational) {
  if (operational || !state || *state == CellState::kAdopted) return state;
  if (*state == CellState::kRunOff || *state == CellState::kRunOffUnsaid) return std::nullopt;
  return annex.operational_from != kBeginning ? CellState::kAdopted : CellState::kNotOperational;
}

// ---- groups ---------------------------------------------------------------------------------

// Pairs of classes in one state: those of `from` that have the same `to` are told together.
using Mask = std::uint32_t;
static_assert(kClasses <= 32, "a class is a bit of a mask");

class Groups {
 public:
  void add(CellState state, unsigned from, unsigned to) {
    auto& row = states_[static_cast<std::size_t>(state)];
    row[from] |= Mask{1} << to;
  }

  template <class Visit>
  void visit(Visit&& visit) const {
    for (std::size_t state = 0; state < kCellStates; ++state) {
      std::map<Mask, Mask> by_to;
      for (unsigned from = 0; from < kClasses; ++from) {
        if (states_[state][from] != 0) by_to[states_[state][from]] |= Mask{1} << from;
      }
      for (const auto& [to, from] : by_to) visit(static_cast<CellState>(state), from, to);
    }
  }

 private:
  std::array<std::array<Mask, kClasses>, kCellStates> states_{};
};

// One of each class, on each side, and whether it stands for others too.
struct Representative {
  const Sided* one = nullptr;
  bool alone = true;

  void take(const Sided& member) {
    if (one && one->from.party != member.from.party) alone = false;
    if (!one) one = &member;
  }
};
struct Representatives {
  std::array<Representative, kClasses> from{};
  std::array<Representative, kClasses> to{};

  explicit Representatives(const std::vector<Sided>& members) {
    for (const Sided& member : members) {
      if (member.as_from != kNoClass) from[member.as_from].take(member);
      if (member.as_to != kNoClass) to[member.as_to].take(member);
    }
  }
  // Nobody recognises itself.
  [[nodiscard]] bool has_pair(unsigned from_class, unsigned to_class) const {
    const Representative& left = from[from_class];
    const Representative& right = to[to_class];
    if (!left.one || !right.one) return false;
    return !left.alone || !right.alone || left.one->from.party != right.one->to.party;
  }
};

bool in(Mask mask, unsigned its) { return its != kNoClass && (mask >> its & 1) != 0; }

// What of a party stands in the same words twice is told once.
void add_party(std::vector<Party>& parties, const Party& party) {
  if (std::ranges::find(parties, party) == parties.end()) parties.push_back(party);
}

// Every party every other.
template <class Pair>
void add_groups(const Cell& common, const std::vector<Sided>& members, Pair&& state_of_pair,
                std::vector<Cell>& cells) {
  const Representatives one(members);
  Groups groups;
  for (unsigned from = 0; from < kClasses; ++from) {
    for (unsigned to = 0; to < kClasses; ++to) {
      if (!one.has_pair(from, to)) continue;
      if (const Told state = state_of_pair(*one.from[from].one, *one.to[to].one)) {
        groups.add(*state, from, to);
      }
    }
  }
  groups.visit([&](CellState state, Mask from, Mask to) {
    Cell cell = common;
    cell.state = state;
    for (const Sided& member : members) {
      if (in(from, member.as_from)) add_party(cell.from, member.from);
      if (in(to, member.as_to)) add_party(cell.to, member.to);
    }
    cells.push_back(std::move(cell));
  });
}

// As the text names the directions; those who are recognised by the same are told together.
template <class Pair>
void add_directed(const Cell& common, const std::vector<Sided>& members, Pair&& state_of_pair,
                  std::vector<Cell>& cells) {
  const auto find = [&](Id party, auto side) -> const Sided* {
    const auto known = std::ranges::find_if(
        members, [&](const Sided& member) { return (member.*side).party == party; });
    return known == members.end() ? nullptr : &*known;
  };
  std::map<std::pair<CellState, Id>, Ids> by_from;
  for (const facts::Direction& direction : common.instrument.annex->directions) {
    const Sided* from = find(direction.from, &Sided::from);
    const Sided* to = find(direction.to, &Sided::to);
    if (!from || !to || from->as_from == kNoClass || to->as_to == kNoClass) continue;
    const Told state = state_of_pair(*from, *to);
    if (state) by_from[{*state, direction.from}].push_back(direction.to);
  }
  std::map<std::pair<CellState, Ids>, Ids> by_to;
  for (auto& [key, to] : by_from) {
    std::ranges::sort(to);
    to.erase(std::unique(to.begin(), to.end()), to.end());
    // Each by every *other*: who recognises its own members stands by itself.
    const bool itself = std::ranges::find(to, key.second) != to.end();
    if (itself && to.size() > 1) {
      by_to[{key.first, {key.second}}].push_back(key.second);
      std::erase(to, key.second);
    }
    by_to[{key.first, to}].push_back(key.second);
  }
  for (const auto& [key, from] : by_to) {
    Cell cell = common;
    cell.state = key.first;
    for (const Id party : from) cell.from.push_back(find(party, &Sided::from)->from);
    for (const Id party : key.second) cell.to.push_back(find(party, &Sided::to)->to);
    cells.push_back(std::move(cell));
  }
}

// ---- annexes to which parties are bound -----------------------------------------------------

// All that decides, with any other party, what the two come to.
unsigned class_of(const recognition::Binding& binding, const facts::Agreement* agreement,
                  Probe& probe) {
  unsigned bits = 0;
  const auto ask = [&](Date boundary) {
    probe.window.narrow(probe.date, boundary);
    bits = bits << 1 | (boundary <= probe.date ? 1U : 0U);
  };
  ask(binding.bound.from);
  ask(std::min(binding.bound.from, binding.provisional_from));
  ask(binding.bound.until);
  const bool runs = agreement && agreement->run_off_days >= 0;
  ask(runs ? binding.bound.until.plus_days(agreement->run_off_days) : kForever);
  return bits << 1 | (binding.deposited ? 1U : 0U);
}

Party party_of(const Member& member, const facts::Agreement* agreement, const Probe& probe) {
  const recognition::Binding& binding = member.binding;
  Party party{.party = member.party,
              .days = binding.bound,
              .awaited = !binding.deposited,
              .evidence = binding.evidence};
  party.days.from = std::min(party.days.from, binding.provisional_from);
  const bool left = binding.bound.until <= probe.date;
  if (left && agreement && agreement->run_off_days >= 0) {
    party.run_off_until = binding.bound.until.plus_days(agreement->run_off_days);
  }
  return party;
}

void add_bound(const Unit& unit, Cell& common, Probe& probe, std::vector<Cell>& cells) {
  const Annex& annex = *unit.instrument.annex;
  const Tenure own = recognition::tenure_at(annex, probe, {annex.annex});
  const bool operational = recognition::is_operational(annex, probe);
  common.evidence = own.evidence;
  std::vector<Sided> members;
  std::map<Id, const recognition::Binding*> bindings;
  for (const Member& member : unit.members) {
    const unsigned its = class_of(member.binding, unit.agreement, probe);
    const Party party = party_of(member, unit.agreement, probe);
    members.push_back({its, its, party, party});
    bindings.emplace(member.party, &member.binding);
  }
  const auto state_of_pair = [&](const Sided& from, const Sided& to) {
    const Bound bound =
        recognition::bound_by(annex, *bindings.at(from.from.party), *bindings.at(to.to.party));
    const recognition::Standing standing = recognition::standing_of(own, bound, probe);
    RunOff rest = RunOff::kOver;
    if (standing.phase == AnnexPhase::kEnded) {
      const auto running = recognition::running_off(unit.agreement, standing.boundary, probe);
      rest = running.how;
      if (own.phase == Phase::kEnded) common.run_off_until = running.until;
    }
    return unless_idle(state_of(standing, rest), annex, operational);
  };
  if (annex.directions.empty()) return add_groups(common, members, state_of_pair, cells);
  add_directed(common, members, state_of_pair, cells);
}

// ---- arrangements of participants -----------------------------------------------------------

// How a participant stands: as one that issues, as one that recognises.
enum Part : unsigned { kNow, kPossiblyNow, kEarlier, kLater, kPaused };

// Whether it may have issued on an earlier day. What it becomes later does not undo that.
bool issued_before(const facts::Participation& row, const Probe& probe, Id annex) {
  Probe earlier{probe.tables, probe.size, row.possible.from, {}};
  while (earlier.date < probe.date) {
    const Phase phase = recognition::tenure_at(row, earlier, {annex}).phase;
    if (phase == Phase::kInForce || phase == Phase::kOpen) return true;
    if (earlier.window.high == kForever) break;
    earlier.date = earlier.window.high;
    earlier.window = {};
  }
  return false;
}

unsigned part_of(Phase phase) {
  switch (phase) {
    case Phase::kInForce:
      return kNow;
    case Phase::kOpen:
      return kPossiblyNow;
    case Phase::kNotYet:
      return kLater;
    case Phase::kSuspended:
      return kPaused;
    case Phase::kEnded:
      return kNoClass;
  }
  return kNoClass;
}

// What rows of the same standing come to together.
void take(unsigned part, const facts::Participation& row, const DateSpan& days, unsigned& best,
          Party& party) {
  if (part == kNoClass || part > best) return;
  if (part == best) {
    party.days = {std::min(party.days.from, days.from), std::max(party.days.until, days.until)};
    party.evidence = std::min(party.evidence, row.since);
    return;
  }
  best = part;
  party.days = days;
  party.evidence = row.since;
}

Sided participant(const Member& member, const Annex& annex, Probe& probe) {
  Sided sided{.from = {.party = member.party}, .to = {.party = member.party}};
  probe.tables.participations.visit(
      facts::pack(annex.agreement, member.party), probe.size, [&](const facts::Participation& row) {
        const Phase phase = recognition::tenure_at(row, probe, {annex.annex}).phase;
        const DateSpan days = days_of(row, probe, {annex.annex});
        take(part_of(phase), row, days, sided.as_to, sided.to);
        if (row.role != facts::ParticipantRole::kAuthorising) return true;
        unsigned part = part_of(phase);
        const bool over = phase == Phase::kEnded || phase == Phase::kSuspended;
        if (over) part = issued_before(row, probe, annex.annex) ? unsigned{kEarlier} : kNoClass;
        take(part, row, days, sided.as_from, sided.from);
        return true;
      });
  return sided;
}

Told between(CellState annex, unsigned from, unsigned to) {
  const bool ended = annex == CellState::kRunOff || annex == CellState::kRunOffUnsaid;
  if (ended) {
    if (from == kLater || to == kLater || to == kPaused) return std::nullopt;
    return annex;
  }
  if (annex != CellState::kInForce && annex != CellState::kOpen) return annex;
  if (from == kLater || to == kLater) return CellState::kAdopted;
  if (to == kPaused) return CellState::kSuspended;
  const bool open = from == kPossiblyNow || to == kPossiblyNow || annex == CellState::kOpen;
  if (open) return CellState::kOpen;
  return from == kEarlier ? CellState::kRunOff : CellState::kInForce;
}

void add_participants(const Unit& unit, Cell& common, Probe& probe, std::vector<Cell>& cells) {
  const Annex& annex = *unit.instrument.annex;
  const Tenure own = recognition::tenure_at(annex, probe, {annex.annex});
  const bool operational = recognition::is_operational(annex, probe);
  const Bound bound = recognition::bound_by(annex, {.bound = annex.certain}, {});
  const recognition::Standing standing = recognition::standing_of(own, bound, probe);
  RunOff rest = RunOff::kOver;
  if (standing.phase == AnnexPhase::kEnded) {
    const auto running = recognition::running_off(unit.agreement, standing.boundary, probe);
    rest = running.how;
    common.run_off_until = running.until;
  }
  const Told state = unless_idle(state_of(standing, rest), annex, operational);
  common.evidence = standing.evidence;
  std::vector<Sided> members;
  for (const Member& member : unit.members) members.push_back(participant(member, annex, probe));
  if (!state) return;
  const auto state_of_pair = [&](const Sided& from, const Sided& to) {
    return between(*state, from.as_from, to.as_to);
  };
  if (annex.directions.empty()) return add_groups(common, members, state_of_pair, cells);
  add_directed(common, members, state_of_pair, cells);
}

// ---- what a market does alone ---------------------------------------------------------------

Party whole(Id party) { return {.party = party}; }

void add_acceptance(const Unit& unit, Cell& cell, Probe& probe, std::vector<Cell>& cells) {
  const facts::AcceptanceAct& act = *unit.instrument.acceptance;
  const Tenure own = recognition::tenure_at(act, probe);
  const Told state = state_of(own);
  if (!state) return;
  cell.state = *state;
  cell.evidence = own.evidence;
  cell.to = {whole(act.market)};
  const auto* foreign = recognition::described(probe.size, probe.tables.acts, act.foreign_act);
  if (foreign) cell.from = {whole(foreign->market)};
  cells.push_back(cell);
}

void add_decision(const Unit& unit, Cell& cell, Probe& probe, std::vector<Cell>& cells) {
  const facts::Equivalence& decision = *unit.instrument.decision;
  const Tenure own = recognition::tenure_at(decision, probe);
  const Told state = state_of(own);
  if (!state) return;
  const bool no = *state == CellState::kInForce && probe.tables.text(decision.outcome) == "refused";
  cell.state = no ? CellState::kRefused : *state;
  cell.evidence = own.evidence;
  cell.to = {whole(decision.market)};
  for (const Id origin : decision.origins) cell.from.push_back(whole(origin));
  cells.push_back(cell);
}

// Goods that are lawful in one member are lawful in the others.
void add_lawful(const Unit& unit, Cell& common, Probe& probe, std::vector<Cell>& cells) {
  const Tenure own = recognition::tenure_at(*unit.instrument.lawful, probe);
  common.evidence = own.evidence;
  std::vector<Sided> members;
  for (const Member& member : unit.members) {
    const auto here = belonging_of(*member.membership, probe);
    if (!here) continue;
    Party party{.party = here->member, .days = here->days, .evidence = here->evidence};
    if (unit.sector == kNoId) party.sectors = here->sectors;
    const unsigned its = here->possibly ? kPossiblyNow : kNow;
    members.push_back({its, its, party, party});
  }
  const Told state = state_of(own);
  if (!state) return;
  const auto state_of_pair = [&](const Sided& from, const Sided& to) -> Told {
    const bool open = from.as_from == kPossiblyNow || to.as_to == kPossiblyNow;
    return open && *state == CellState::kInForce ? CellState::kOpen : *state;
  };
  add_groups(common, members, state_of_pair, cells);
}

// ---- for which acts -------------------------------------------------------------------------

// An annex lists the acts of both sides; those of the side that recognises are its own. Of an act
// that is not on file nobody knows whose it is.
bool is_of(const Atlas& atlas, Id act, const std::vector<Party>& side) {
  const auto* row = recognition::described(atlas.facts().size, atlas.facts().tables.acts, act);
  return !row || std::ranges::any_of(
                     side, [&](const Party& to) { return atlas.meet(to.party, row->market); });
}

void add_acts(const Atlas& atlas, Cell& cell) {
  const Annex& annex = *cell.instrument.annex;
  for (const Id act : annex.importer_acts) {
    if (is_of(atlas, act, cell.to)) cell.acts.push_back({kNoId, act});
  }
  for (const facts::ActPair& pair : annex.act_pairs) {
    if (is_of(atlas, pair.importer, cell.to)) cell.acts.push_back({pair.exporter, pair.importer});
  }
}

// A party's own days are told where they are narrower than the instrument's.
void narrow(std::vector<Party>& parties, const DateSpan& days) {
  for (Party& party : parties) {
    if (party.days.from <= days.from) party.days.from = kBeginning;
    if (party.days.until >= days.until) party.days.until = kForever;
  }
}

}  // namespace

std::vector<Cell> cells_of(const Atlas& atlas, const Unit& unit, Probe& probe) {
  std::vector<Cell> cells;
  Cell common{.kind = unit.kind,
              .sector = unit.sector,
              .instrument = unit.instrument,
              .agreement = unit.agreement};
  const Annex* annex = unit.instrument.annex;
  common.days = days_of(unit.instrument.row(), probe, {annex ? annex->annex : kNoId});
  if (annex) common.days.from = std::max(common.days.from, annex->operational_from);
  if (annex && annex->competence == facts::CompetenceBy::kParticipation) {
    add_participants(unit, common, probe, cells);
  } else if (annex) {
    add_bound(unit, common, probe, cells);
  } else if (unit.instrument.acceptance) {
    add_acceptance(unit, common, probe, cells);
  } else if (unit.instrument.lawful) {
    add_lawful(unit, common, probe, cells);
  } else {
    add_decision(unit, common, probe, cells);
  }
  for (Cell& cell : cells) {
    narrow(cell.from, cell.days);
    narrow(cell.to, cell.days);
    if (annex) add_acts(atlas, cell);
  }
  put_in_order(probe.tables, cells);
  return cells;
}

}  // namespace concordat::insight
