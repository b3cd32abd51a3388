#include "core/insight/gaps.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/recognition/applicability.hpp"

namespace concordat::insight {
namespace {

using facts::Probe;
using facts::Requirement;
using facts::Tables;

void sort_by_words(const Tables& tables, Ids& ids) {
  std::ranges::sort(ids, [&](Id left, Id right) { return tables.text(left) < tables.text(right); });
}

// ---- requirements to which nothing leads ----------------------------------------------------

// Somebody else's results: not those of the market that states the requirement.
bool brings_foreign(const Cell& cell, Id market) {
  return cell.from.empty() ||
         std::ranges::any_of(cell.from, [&](const Party& it) { return it.party != market; });
}

Unreached unreached_of(const Requirement& requirement) {
  Unreached found{.requirement = &requirement};
  for (const facts::Procedure& procedure : requirement.procedures) {
    if (procedure.party == facts::Party::kFirst) {
      found.first_party = true;
    } else if (procedure.competence != facts::CompetenceBy::kDesignation) {
      found.accredited_body = true;
    }
  }
  return found;
}

void find_unreached(const Atlas& atlas, const std::vector<const Cell*>& working,
                    const Wanted& wanted, Coverage& coverage) {
  const Tables& tables = atlas.facts().tables;
  Probe probe{tables, atlas.facts().size, coverage.on, {}};
  std::vector<Unreached>& found = coverage.unreached;
  tables.requirements.visit_all(probe.size, [&](const Requirement& row) {
    if (wanted.sector && row.sector != *wanted.sector) return;
    if (!recognition::is_considered(probe, row)) return;
    const bool reached = std::ranges::any_of(working, [&](const Cell* cell) {
      return brings_foreign(*cell, row.market) && reaches(atlas, *cell, row, probe);
    });
    if (!reached) found.push_back(unreached_of(row));
  });
  std::ranges::sort(found, {}, [&](const Unreached& it) {
    const Requirement& row = *it.requirement;
    return std::tuple(tables.text(row.market), tables.text(row.sector),
                      tables.text(row.requirement), row.since, row.possible.from);
  });
}

// ---- pairs of which one direction alone works -----------------------------------------------

using Pair = std::pair<Id, Id>;
using Pairs = std::set<Pair>;

// Pairs by sector; false when there are more than are looked at.
bool gather(const std::vector<const Cell*>& working, std::map<Id, Pairs>& by_sector) {
  std::size_t looked_at = 0;
  for (const Cell* cell : working) {
    for (const Party& from : cell->from) {
      for (const Party& to : cell->to) {
        if (++looked_at > kMostPairs) return false;
        if (from.party != to.party) by_sector[cell->sector].emplace(from.party, to.party);
      }
    }
  }
  return true;
}

// Those who have the same side of it are told together.
void add_one_way(const Tables& tables, Id sector, const Pairs& pairs, std::vector<OneWay>& found) {
  std::map<Id, Ids> by_from;
  for (const auto& [from, to] : pairs) by_from[from].push_back(to);
  std::map<Ids, Ids> by_to;
  for (const auto& [from, to] : by_from) by_to[to].push_back(from);
  std::vector<OneWay> groups;
  for (const auto& [to, from] : by_to) {
    groups.push_back({sector, from, to});
    sort_by_words(tables, groups.back().from);
    sort_by_words(tables, groups.back().to);
  }
  std::ranges::sort(groups, [&](const OneWay& left, const OneWay& right) {
    return tables.text(left.from.front()) < tables.text(right.from.front());
  });
  found.insert(found.end(), groups.begin(), groups.end());
}

bool find_one_way(const std::vector<const Cell*>& working, const Tables& tables,
                  std::vector<OneWay>& found) {
  std::map<Id, Pairs> by_sector;
  const bool whole = gather(working, by_sector);
  // In part, what is missing would look one-way.
  if (!whole) return false;
  Ids sectors;
  for (const auto& [sector, pairs] : by_sector) sectors.push_back(sector);
  sort_by_words(tables, sectors);
  const auto everywhere = by_sector.find(kNoId);
  for (const Id sector : sectors) {
    const Pairs& pairs = by_sector.at(sector);
    Pairs one_way;
    for (const auto& [from, to] : pairs) {
      const Pair back{to, from};
      const bool both = pairs.contains(back) ||
                        (everywhere != by_sector.end() && everywhere->second.contains(back));
      if (!both) one_way.emplace(from, to);
    }
    add_one_way(tables, sector, one_way, found);
  }
  return true;
}

}  // namespace

void find_gaps(const Atlas& atlas, const std::vector<Cell>& cells, const Wanted& wanted,
               Coverage& found) {
  std::vector<const Cell*> working;
  for (const Cell& cell : cells) {
    if (works(cell.state)) working.push_back(&cell);
  }
  find_unreached(atlas, working, wanted, found);
  if (!find_one_way(working, atlas.facts().tables, found.one_way)) found.bounded = true;
}

void find_markets(const Atlas& atlas, Coverage& found) {
  const Tables& tables = atlas.facts().tables;
  const Ordinal size = atlas.facts().size;
  std::set<Id> requiring;
  std::set<Id> taking_part;
  tables.requirements.visit_all(size,
                                [&](const Requirement& row) { requiring.insert(row.market); });
  for (const Unit& unit : atlas.units()) {
    const Instrument& by = unit.instrument;
    for (const Member& member : unit.members) taking_part.insert(member.party);
    if (by.acceptance) taking_part.insert(by.acceptance->market);
    if (by.decision) taking_part.insert(by.decision->market);
    if (by.decision) taking_part.insert(by.decision->origins.begin(), by.decision->origins.end());
  }
  std::set<Id> asked = requiring;
  asked.insert(taking_part.begin(), taking_part.end());
  std::set<Id> members;
  for (const facts::Membership* row : atlas.memberships()) {
    if (asked.contains(row->area)) members.insert(row->member);
  }
  asked.insert(members.begin(), members.end());
  Ids ids(asked.begin(), asked.end());
  sort_by_words(tables, ids);
  for (const Id id : ids) {
    const auto* economy = recognition::described(size, tables.economies, id);
    if (!economy) continue;  // nobody can ask for what is not on file
    found.markets.push_back({economy, requiring.contains(id), taking_part.contains(id)});
  }
}

}  // namespace concordat::insight
