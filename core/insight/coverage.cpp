#include "core/insight/coverage.hpp"

#include <algorithm>
#include <tuple>

#include "core/insight/atlas.hpp"
#include "core/insight/gaps.hpp"

namespace concordat::insight {
namespace {

using facts::Probe;
using facts::Tables;

int compare(const Tables& tables, Id left, Id right) {
  return tables.text(left).compare(tables.text(right));
}

int compare(const Tables& tables, const std::vector<Party>& left, const std::vector<Party>& right) {
  for (std::size_t at = 0; at < std::min(left.size(), right.size()); ++at) {
    const int parties = compare(tables, left[at].party, right[at].party);
    if (parties != 0) return parties;
  }
  return left.size() < right.size() ? -1 : left.size() > right.size() ? 1 : 0;
}

Id part_of(const Cell& cell) {
  return cell.instrument.annex ? cell.instrument.annex->annex : kNoId;
}

std::vector<Belonging> belongings_at(const Atlas& atlas, Probe& probe) {
  std::vector<Belonging> found;
  for (const facts::Membership* row : atlas.memberships()) {
    if (const auto belonging = belonging_of(*row, probe)) found.push_back(*belonging);
  }
  const Tables& tables = probe.tables;
  const auto words = [&](const Belonging& it) {
    return std::tuple(tables.text(it.area), tables.text(it.member), it.evidence, it.days.from);
  };
  std::ranges::sort(found, {}, words);
  return found;
}

}  // namespace

bool comes_before(const Tables& tables, const Cell& left, const Cell& right) {
  for (const int order :
       {compare(tables, left.sector, right.sector),
        static_cast<int>(left.kind) - static_cast<int>(right.kind),
        compare(tables, left.instrument.name(), right.instrument.name()),
        compare(tables, part_of(left), part_of(right)),
        static_cast<int>(left.state) - static_cast<int>(right.state),
        compare(tables, left.from, right.from), compare(tables, left.to, right.to)}) {
    if (order != 0) return order < 0;
  }
  const facts::Row& one = left.instrument.row();
  const facts::Row& other = right.instrument.row();
  return std::tie(one.since, one.possible.from) < std::tie(other.since, other.possible.from);
}

std::string_view name(CellState state) {
  static constexpr std::string_view kNames[kCellStates] = {
      "in-force", "provisional",     "run-off",   "run-off-unsaid", "open",
      "adopted",  "not-operational", "suspended", "refused"};
  return kNames[static_cast<std::size_t>(state)];
}

void put_in_order(const Tables& tables, std::vector<Cell>& cells) {
  const auto by_words = [&](const Party& left, const Party& right) {
    const int order = compare(tables, left.party, right.party);
    return order != 0 ? order < 0 : left.evidence < right.evidence;
  };
  for (Cell& cell : cells) {
    std::ranges::sort(cell.from, by_words);
    std::ranges::sort(cell.to, by_words);
  }
  std::ranges::sort(cells, [&](const Cell& left, const Cell& right) {
    return comes_before(tables, left, right);
  });
}

Coverage coverage(const OnFile& facts, Date on, const Wanted& wanted) {
  Coverage found{.on = on};
  // Gaps and markets are those of every kind.
  const Atlas atlas(facts, {.sector = wanted.sector});
  Probe probe{facts.tables, facts.size, on, {}};
  std::vector<Cell> all;
  for (const Unit& unit : atlas.units()) {
    const bool shown = !wanted.kind || *wanted.kind == unit.kind;
    Probe apart{facts.tables, facts.size, on, {}};
    for (Cell& cell : cells_of(atlas, unit, shown ? probe : apart)) all.push_back(std::move(cell));
  }
  put_in_order(facts.tables, all);
  found.belongings = belongings_at(atlas, probe);
  found.stable = probe.window;
  find_gaps(atlas, all, wanted, found);
  find_markets(atlas, found);
  if (wanted.kind) std::erase_if(all, [&](const Cell& cell) { return cell.kind != *wanted.kind; });
  if (all.size() > kMostCells) {
    all.erase(all.begin() + kMostCells, all.end());
    found.bounded = true;
  }
  found.cells = std::move(all);
  return found;
}

}  // namespace concordat::insight
