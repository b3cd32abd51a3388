#include "registry/audit/tally.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "registry/audit/record.hpp"

namespace concordat::registry::audit {
namespace {

constexpr std::uint32_t kAtOnce = 1'000;

using Place = std::pair<std::string, std::string>;  // organisation, purpose
using People = std::map<Place, std::set<std::string>>;

Result<People> people_in(const AuditStore& store, const Period& period) {
  People people;
  std::uint64_t after = 0;
  for (;;) {
    CONCORDAT_TRY(rows, store.read(after, kAtOnce));
    if (rows.empty()) return people;
    for (const AuditRow& row : rows) {
      CONCORDAT_TRY(record, parse_record(row.record));
      const Access& access = record.access;
      if (!access.granted() || record.at < period.from || record.at >= period.until) continue;
      const std::string purpose = access.purpose.empty() ? "none" : access.purpose;
      people[{access.organisation, purpose}].insert(access.who);
    }
    after = rows.back().number;
  }
}

std::size_t place_in(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::ranges::lower_bound(names, name) - names.begin());
}

}  // namespace

Result<Tally> tally(const AuditStore& store, const Period& period) {
  CONCORDAT_TRY(people, people_in(store, period));
  std::set<std::string> organisations;
  std::set<std::string> purposes;
  for (const auto& [place, who] : people) {
    organisations.insert(place.first);
    purposes.insert(place.second);
  }
  Tally tally{.organisations = {organisations.begin(), organisations.end()},
              .purposes = {purposes.begin(), purposes.end()},
              .people = {.rows = organisations.size(), .columns = purposes.size(), .cells = {}}};
  tally.people.cells.assign(tally.people.rows * tally.people.columns, 0);
  for (const auto& [place, who] : people) {
    const std::size_t row = place_in(tally.organisations, place.first);
    const std::size_t column = place_in(tally.purposes, place.second);
    tally.people.cells[row * tally.people.columns + column] = who.size();
  }
  return tally;
}

}  // namespace concordat::registry::audit
