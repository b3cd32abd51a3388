#include "core/admission/scene.hpp"

#include <algorithm>

namespace concordat::admission {
namespace {

// A successor's successor's successor: no real chain is longer, and a circle ends here.
constexpr int kSuccessionDepth = 4;
// All that came after one body, whichever way. What lies beyond is not a successor: a statement in
// its name is refused, and somebody nearer has to make it.
constexpr std::size_t kMostSuccessors = 256;
// A territory of a territory: the same.
constexpr int kTerritoryDepth = 4;

}  // namespace

Scene::Scene(const facts::State& state, Instant recorded)
    : tables_(state.tables()), size_(state.size_applied()), today_(utc_date(recorded)) {}

const facts::Organisation* Scene::organisation(Id organisation) const {
  if (organisation == kNoId) return nullptr;
  facts::Probe today = probe(today_);
  const facts::Organisation* found = facts::organisation_at(today, organisation).row;
  if (!found) found = newest(tables_.organisations, organisation);
  if (found) consult(found->since);
  return found;
}

bool Scene::has_role(Id organisation, facts::Role role) const {
  const facts::Organisation* found = this->organisation(organisation);
  return found && found->certain.contains(today_) && found->has(role);
}

bool Scene::is_operator(Id organisation) const {
  return has_role(organisation, facts::Role::kOperator);
}

template <class Visit>
bool Scene::any_of_its_markets(const facts::Organisation& organisation, Visit&& visit) const {
  return visit(organisation.economy) || std::ranges::any_of(organisation.acts_for, visit);
}

bool Scene::is_part_of(Id territory, Id economy) const {
  facts::Probe today = probe(today_);
  for (int depth = 0; depth < kTerritoryDepth; ++depth) {
    if (territory == economy) return true;
    const facts::Economy* row = facts::newest_at(tables_.economies, territory, today).row;
    if (!row || row->part_of == kNoId) return false;
    territory = row->part_of;
  }
  return territory == economy;
}

bool Scene::speaks_for(Id organisation, Id market) const {
  if (market == kNoId || !has_role(organisation, facts::Role::kAuthority)) return false;
  return any_of_its_markets(*this->organisation(organisation),
                            [&](Id own) { return is_part_of(market, own); });
}

bool Scene::designates(Id organisation, Id body) const {
  if (!has_role(organisation, facts::Role::kDesignatingAuthority)) return false;
  const facts::Organisation* designated = this->organisation(body);
  if (!designated) return false;
  facts::Probe today = probe(today_);
  return any_of_its_markets(*this->organisation(organisation), [&](Id own) {
    return facts::belongs(today, designated->economy, own).holding == facts::Holding::kHolds;
  });
}

bool Scene::succeeds(Id organisation, Id predecessor) const {
  if (organisation == kNoId || predecessor == kNoId) return false;
  const Id designations_only = tables_.id("designations");
  std::vector<Id> reached{predecessor};
  std::size_t next = 0;
  for (int depth = 0; depth < kSuccessionDepth; ++depth) {
    const std::size_t end = reached.size();
    for (; next < end; ++next) {
      facts::Probe today = probe(today_);
      tables_.successions.visit(reached[next], size_, [&](const facts::Succession& row) {
        if (reached.size() > kMostSuccessors) return false;
        if (designations_only != kNoId && row.scope == designations_only) return true;
        // Whoever was reached before is as near as it gets: circles end here.
        if (std::ranges::find(reached, row.successor) != reached.end()) return true;
        if (facts::in_force(row, today).holding != facts::Holding::kHolds) return true;
        consult(row.since);
        reached.push_back(row.successor);
        return true;
      });
    }
  }
  return std::find(reached.begin() + 1, reached.end(), organisation) != reached.end();
}

bool Scene::transcribes(Id organisation, Id source) const {
  if (organisation == kNoId || source == kNoId) return false;
  facts::Probe today = probe(today_);
  const facts::Constitution* constitution = facts::constitution_at(today).row;
  if (!constitution) return false;
  consult(constitution->since);
  return std::ranges::any_of(constitution->transcribers, [&](const facts::Transcriber& entry) {
    return entry.organisation == organisation &&
           std::ranges::find(entry.sources, source) != entry.sources.end();
  });
}

void Scene::consult(Ordinal ordinal) const { consulted_.push_back(ordinal); }

std::vector<std::uint64_t> Scene::consulted() const {
  std::vector<std::uint64_t> ordinals = consulted_;
  std::ranges::sort(ordinals);
  const auto rest = std::ranges::unique(ordinals);
  ordinals.erase(rest.begin(), rest.end());
  return ordinals;
}

}  // namespace concordat::admission
