// The days on which the matrix becomes another: every instrument is walked from boundary to
// boundary of its own, and what changes on one day is told together.
#include <algorithm>
#include <map>

#include "core/insight/atlas.hpp"

namespace concordat::insight {
namespace {

using facts::Probe;

// Calls visit(day, was, is) for each day within `days` on which `look(probe)` finds something else
// than the day before.
template <class Look, class Visit>
void walk(const OnFile& facts, const DateSpan& days, Look&& look, Visit&& visit) {
  Date day = days.from == kBeginning ? kBeginning : days.from.plus_days(-1);
  Probe first{facts.tables, facts.size, day, {}};
  auto was = look(first);
  for (Date next = first.window.high; next < days.until;) {
    Probe probe{facts.tables, facts.size, next, {}};
    auto is = look(probe);
    if (!(is == was)) {
      visit(next, was, is);
      was = std::move(is);
    }
    next = probe.window.high;
  }
}

// Those before and after that are not the same.
CellChange between(std::vector<Cell> was, std::vector<Cell> is) {
  CellChange change;
  for (Cell& cell : was) {
    const auto same = std::ranges::find(is, cell);
    if (same == is.end()) {
      change.was.push_back(std::move(cell));
    } else {
      is.erase(same);
    }
  }
  change.is = std::move(is);
  return change;
}

}  // namespace

Changes changes(const OnFile& facts, const DateSpan& days, const Wanted& wanted) {
  const Atlas atlas(facts, wanted);
  std::map<Date, Stop> stops;
  const auto at = [&](Date day) -> Stop& {
    Stop& stop = stops[day];
    stop.date = day;
    return stop;
  };
  for (const Unit& unit : atlas.units()) {
    walk(
        facts, days, [&](Probe& probe) { return cells_of(atlas, unit, probe); },
        [&](Date day, const auto& was, const auto& is) {
          at(day).cells.push_back(between(was, is));
        });
  }
  for (const facts::Membership* row : atlas.memberships()) {
    walk(
        facts, days, [&](Probe& probe) { return belonging_of(*row, probe); },
        [&](Date day, const auto& was, const auto& is) {
          at(day).belongings.push_back({was, is});
        });
  }
  Changes found;
  for (auto& [day, stop] : stops) {
    if (found.stops.size() == kMostStops) {
      found.next = day;
      break;
    }
    const auto cell_of = [](const CellChange& change) -> const Cell& {
      return change.is.empty() ? change.was.front() : change.is.front();
    };
    const auto& tables = facts.tables;
    std::ranges::sort(stop.cells, [&](const CellChange& left, const CellChange& right) {
      return comes_before(tables, cell_of(left), cell_of(right));
    });
    found.stops.push_back(std::move(stop));
  }
  return found;
}

}  // namespace concordat::insight
