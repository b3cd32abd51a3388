#include "core/insight/atlas.hpp"

#include <algorithm>

#include "core/recognition/candidates.hpp"

namespace concordat::insight {
namespace {

using facts::Annex;
using facts::CompetenceBy;
using recognition::contains;
using recognition::Recorded;

void add_once(Ids& ids, Id id) {
  if (id != kNoId) ids.push_back(id);
}

void sort_unique(Ids& ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

bool is_wanted(const Wanted& wanted, facts::Route kind, Id sector) {
  if (wanted.kind && *wanted.kind != kind) return false;
  return !wanted.sector || sector == kNoId || sector == *wanted.sector;
}

// Who might be bound to each agreement; whether one is, the determination's own rule says.
class Named {
 public:
  explicit Named(const OnFile& facts) {
    const facts::Tables& tables = facts.tables;
    tables.agreements.visit_all(facts.size, [&](const facts::Agreement& row) {
      for (const Id party : row.parties) add_once(by_agreement_[row.agreement], party);
    });
    tables.deposits.visit_all(facts.size, [&](const facts::Deposit& row) {
      add_once(by_agreement_[row.agreement], row.party);
    });
    tables.participations.visit_all(facts.size, [&](const facts::Participation& row) {
      add_once(by_agreement_[row.agreement], row.party);
    });
    for (auto& [agreement, parties] : by_agreement_) sort_unique(parties);
  }

  [[nodiscard]] Ids of(const Annex& annex) const {
    Ids parties;
    if (annex.directions.empty()) {
      const auto known = by_agreement_.find(annex.agreement);
      return known == by_agreement_.end() ? parties : known->second;
    }
    for (const facts::Direction& direction : annex.directions) {
      add_once(parties, direction.from);
      add_once(parties, direction.to);
    }
    sort_unique(parties);
    return parties;
  }

 private:
  std::unordered_map<Id, Ids> by_agreement_;
};

Unit unit_of(const OnFile& facts, const Annex& annex, const Named& named) {
  const Recorded recorded{facts.tables, facts.size};
  Unit unit{.kind = annex.kind,
            .sector = annex.sector,
            .instrument = {.annex = &annex},
            .agreement = recognition::agreement_of(recorded, annex)};
  for (const Id party : named.of(annex)) {
    if (!recognition::takes_part(recorded, annex, party)) continue;
    Member member{.party = party};
    if (annex.competence != CompetenceBy::kParticipation) {
      member.binding = recognition::binding_of(recorded, annex, unit.agreement, party);
    }
    unit.members.push_back(std::move(member));
  }
  return unit;
}

// A rule for every sector reaches who belongs to the area for some sectors alone, in those.
bool belongs_for(const facts::Membership& row, Id sector) {
  return sector == kNoId || recognition::covers(row.sectors, sector);
}

}  // namespace

Id Instrument::name() const {
  if (annex) return annex->agreement;
  if (acceptance) return acceptance->act;
  return lawful ? lawful->area : decision->decision;
}

const facts::Row& Instrument::row() const {
  if (annex) return *annex;
  if (acceptance) return *acceptance;
  if (lawful) return *lawful;
  return *decision;
}

Atlas::Atlas(const OnFile& facts, const Wanted& wanted) : facts_(facts) {
  const facts::Tables& tables = facts.tables;
  const auto want = [&](facts::Route kind, Id sector) { return is_wanted(wanted, kind, sector); };
  const Named named(facts);
  tables.memberships.visit_all(facts.size, [&](const facts::Membership& row) {
    memberships_.push_back(&row);
    members_[row.area].push_back(row.member);
  });
  for (auto& [area, members] : members_) sort_unique(members);
  tables.annexes.visit_all(facts.size, [&](const Annex& row) {
    if (want(row.kind, row.sector)) units_.push_back(unit_of(facts, row, named));
  });
  tables.acceptance_acts.visit_all(facts.size, [&](const facts::AcceptanceAct& row) {
    if (!want(facts::Route::kR6, row.sector)) return;
    units_.push_back({facts::Route::kR6, row.sector, {.acceptance = &row}, nullptr, {}});
  });
  tables.equivalences.visit_all(facts.size, [&](const facts::Equivalence& row) {
    if (!want(facts::Route::kR4, row.sector)) return;
    units_.push_back({facts::Route::kR4, row.sector, {.decision = &row}, nullptr, {}});
  });
  tables.lawful_marketing.visit_all(facts.size, [&](const facts::LawfulMarketing& row) {
    if (!want(facts::Route::kR7, row.sector)) return;
    Unit unit{facts::Route::kR7, row.sector, {.lawful = &row}, nullptr, {}};
    for (const facts::Membership* membership : memberships_) {
      if (membership->area != row.area || !belongs_for(*membership, row.sector)) continue;
      unit.members.push_back({membership->member, {}, membership});
    }
    units_.push_back(std::move(unit));
  });
}

bool Atlas::meet(Id one, Id other) const {
  if (one == other) return true;
  static const Ids kNobody;
  const auto members = [&](Id area) -> const Ids& {
    const auto known = members_.find(area);
    return known == members_.end() ? kNobody : known->second;
  };
  const Ids& of_one = members(one);
  const Ids& of_other = members(other);
  if (std::ranges::binary_search(of_one, other) || std::ranges::binary_search(of_other, one)) {
    return true;
  }
  return std::ranges::any_of(
      of_one, [&](Id member) { return std::ranges::binary_search(of_other, member); });
}

DateSpan days_of(const facts::Row& row, const facts::Probe& probe,
                 std::initializer_list<Id> parts) {
  DateSpan days = row.certain.empty() ? row.possible : row.certain;
  days.until = std::min(days.until, recognition::end_of(row, probe, parts).boundary);
  return days;
}

std::optional<Belonging> belonging_of(const facts::Membership& row, facts::Probe& probe) {
  const facts::Holding holding = facts::in_force(row, probe).holding;
  if (holding == facts::Holding::kNot) return std::nullopt;
  return Belonging{.area = row.area,
                   .member = row.member,
                   .possibly = holding == facts::Holding::kPossibly,
                   .days = days_of(row, probe),
                   .sectors = row.sectors,
                   .evidence = row.since};
}

bool reaches(const Atlas& atlas, const Cell& cell, const facts::Requirement& requirement,
             facts::Probe& probe) {
  if (cell.sector != kNoId && cell.sector != requirement.sector) return false;
  const auto within = [&](Id area) {
    return facts::member_of(probe, requirement.market, area, requirement.sector).holding ==
           facts::Holding::kHolds;
  };
  const Instrument& by = cell.instrument;
  if (by.annex) {
    return recognition::names_act(*by.annex, requirement.act) &&
           std::ranges::any_of(
               cell.to, [&](const Party& to) { return atlas.meet(to.party, requirement.market); });
  }
  if (by.acceptance) return contains(by.acceptance->for_acts, requirement.act);
  if (by.decision) {
    return within(by.decision->market) &&
           recognition::covers(requirement.editions, by.decision->to_edition);
  }
  return !requirement.harmonised && requirement.market != by.lawful->area &&
         within(by.lawful->area) &&
         !contains(by.lawful->except_requirements, requirement.requirement);
}

}  // namespace concordat::insight
