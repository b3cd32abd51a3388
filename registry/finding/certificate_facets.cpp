#include "registry/finding/certificate_facets.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace concordat::registry {
namespace {

using facts::Certificate;
using facts::Id;
using facts::kNoId;
using facts::Profile;

bool is_refusal(const Profile& profile) { return profile.artefact == facts::Artefact::kRefusal; }

// Calls `take(id)` for each value that the facet has in the profile.
template <class Take>
void visit_values(std::string_view facet, const Profile& profile, Take&& take) {
  if (facet == "editions") {
    for (const Id edition : profile.editions) take(edition);
  } else if (facet == "scheme") {
    take(profile.scheme);
  } else if (facet == "body") {
    take(profile.body);
  } else if (facet == "sector") {
    take(profile.sector);
  } else if (facet == "category") {
    take(profile.category);
  }
}

// Whether a certificate may then be something else than its days say. Most changes are surveillance
// that was done; a reinstatement or a supplement only undoes one of these.
bool turns(facts::CertificateChange change) {
  using enum facts::CertificateChange;
  return change == kRestricted || change == kSuspended || change == kWithdrawn ||
         change == kCancelled || change == kReissued || change == kAnnulled;
}

// No certificate of the register is older than a century or two; a day is counted as it lies.
constexpr Date kFirstDay = {-100'000};
constexpr std::size_t kDays = 200'000;

std::size_t place_of(Date day) {
  const std::int64_t place = std::int64_t{day.days} - kFirstDay.days;
  return static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, kDays - 1));
}

}  // namespace

CertificateFacets::CertificateFacets(const facts::Probe& probe, const Filters& filters)
    : probe_(probe), rows_(probe.tables.certificates), by_day_(kDays) {
  for (const auto& [name, value] : filters) {
    if (name == "state") {
      state_ = value;
    } else if (name == "year") {
      year_ = value;
    } else {
      of_profile_.emplace_back(name, value);
    }
  }
  // What the writer adds meanwhile is beyond the size.
  taken_.resize(probe_.tables.profiles.size(), Taken::kNotAsked);
  by_profile_.resize(taken_.size());
  probe_.tables.certificate_states.visit_all(probe_.size, [&](const facts::CertificateState& row) {
    if (turns(row.change)) changed_.insert(row.certificate);
  });
}

Id CertificateFacets::economy_of(Id body) const {
  const auto [known, added] = economies_.try_emplace(body, kNoId);
  if (added) {
    facts::Probe today = probe_;
    if (const auto found = organisation_at(today, body)) known->second = found->economy;
  }
  return known->second;
}

bool CertificateFacets::takes_profile(std::uint32_t number) {
  Taken& taken = taken_[number];
  if (taken == Taken::kNotAsked) {
    const Profile& profile = probe_.tables.profiles[number];
    const bool all = std::ranges::all_of(of_profile_, [&](const auto& filter) {
      const Id wanted = probe_.tables.id(filter.second);
      if (wanted == kNoId) return false;
      if (filter.first == "economy") return economy_of(profile.body) == wanted;
      bool found = false;
      visit_values(filter.first, profile, [&](Id value) { found = found || value == wanted; });
      return found;
    });
    taken = all ? Taken::kYes : Taken::kNo;
  }
  return taken == Taken::kYes;
}

CertificateStatus CertificateFacets::status(const Certificate& row) {
  const bool refusal = is_refusal(probe_.tables.profiles[row.profile]);
  if (!changed_.contains(row.certificate)) return status_by_days(row, refusal, probe_.date);
  return status_of(row, refusal, certificate_state_at(probe_, row.certificate), probe_.date);
}

bool CertificateFacets::takes(const Certificate& row) {
  if (!takes_profile(row.profile)) return false;
  if (!state_.empty() && name(status(row)) != state_) return false;
  return year_.empty() || std::to_string(civil(row.issued).year) == year_;
}

bool CertificateFacets::takes(Id entity) {
  const Certificate* const row = certificate_by_id(probe_, entity);
  return row != nullptr && takes(*row);
}

void CertificateFacets::add(const Certificate& row, std::uint64_t by) {
  by_profile_[row.profile] += by;
  by_status_[static_cast<std::size_t>(status(row))] += by;
  by_day_[place_of(row.issued)] += by;
}

void CertificateFacets::count(Id entity) {
  if (const Certificate* const row = certificate_by_id(probe_, entity)) add(*row, 1);
}

std::uint64_t CertificateFacets::settle(Id certificate) {
  const Certificate* counted = nullptr;
  rows_.visit(certificate, probe_.size, [&](const Certificate& row) {
    counted = &row;
    return false;
  });
  const Certificate* const record = certificate_by_id(probe_, certificate);
  if (record == counted) return 0;
  std::uint64_t more = 0;
  if (takes(*counted)) {
    add(*counted, ~std::uint64_t{0});
    --more;
  }
  if (takes(*record)) {
    add(*record, 1);
    ++more;
  }
  return more;
}

CertificateFacets::Sweep CertificateFacets::count_all(std::size_t most) {
  Sweep swept;
  Marks seen;
  std::unordered_set<Id> settled;
  const std::size_t count = rows_.size();
  swept.exact = count <= most;
  for (std::size_t at = count; at > count - std::min(count, most); --at) {
    const Certificate& row = rows_.at(static_cast<std::uint32_t>(at - 1));
    if (!row.visible(probe_.size)) continue;
    if (!seen.insert(row.certificate)) {
      if (settled.insert(row.certificate).second) swept.total += settle(row.certificate);
      continue;
    }
    if (!takes(row)) continue;
    add(row, 1);
    ++swept.total;
  }
  return swept;
}

std::size_t CertificateFacets::next(std::size_t row) {
  const std::size_t count = rows_.size();
  for (; row < count; ++row) {
    const Certificate& one = rows_.at(static_cast<std::uint32_t>(row));
    if (one.visible(probe_.size) && takes(one) &&
        certificate_by_id(probe_, one.certificate) == &one) {
      return row;
    }
  }
  return count;
}

Id CertificateFacets::entity_at(std::size_t row) const {
  return rows_.at(static_cast<std::uint32_t>(row)).certificate;
}

std::vector<Counted> CertificateFacets::values(std::string_view facet) const {
  std::vector<Counted> values;
  if (facet == "state") {
    for (std::size_t at = 0; at < by_status_.size(); ++at) {
      if (by_status_[at] == 0) continue;
      values.push_back({std::string(name(static_cast<CertificateStatus>(at))), by_status_[at]});
    }
    return values;
  }
  if (facet == "year") {
    std::map<int, std::uint64_t> years;
    for (std::size_t day = 0; day < kDays; ++day) {
      if (by_day_[day] == 0) continue;
      years[civil(kFirstDay.plus_days(static_cast<std::int32_t>(day))).year] += by_day_[day];
    }
    for (const auto& [year, count] : years) values.push_back({std::to_string(year), count});
    return values;
  }
  std::unordered_map<Id, std::uint64_t> counts;
  for (std::uint32_t at = 0; at < by_profile_.size(); ++at) {
    if (by_profile_[at] == 0) continue;
    const Profile& profile = probe_.tables.profiles[at];
    const auto take = [&](Id value) { counts[value] += by_profile_[at]; };
    if (facet == "economy") {
      take(economy_of(profile.body));
    } else {
      visit_values(facet, profile, take);
    }
  }
  counts.erase(kNoId);  // those that have none
  for (const auto& [value, count] : counts) {
    values.push_back({std::string(probe_.tables.text(value)), count});
  }
  return values;
}

}  // namespace concordat::registry
