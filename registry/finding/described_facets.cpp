// The facets of what is described: the newest word about each thing, whether or not it holds today.
#include <algorithm>
#include <map>

#include "core/statement/descriptor.hpp"
#include "registry/finding/facet_reader.hpp"
#include "registry/finding/marks.hpp"

namespace concordat::registry {
namespace {

using facts::Id;
using facts::kNoId;
using facts::Probe;
// Facet and value; a facet may have several.
using Values = std::vector<std::pair<std::string_view, std::string>>;

// As certificates are described: the record on the day where there is one, else the newest.
template <class T>
const T* record_of(const facts::Relation<T>& rows, Id key, Probe probe) {
  const auto found = newest_at(rows, key, probe);
  if (found.row) return found.row;
  if (found.possibly) return found.possibly;
  const T* newest = nullptr;
  rows.visit(key, probe.size, [&](const T& row) {
    if (!newest || std::pair(row.origin, row.since) > std::pair(newest->origin, newest->since)) {
      newest = &row;
    }
    return true;
  });
  return newest;
}

// The choices of a member, in the order in which facts number them.
std::span<const std::string_view> choices_of(std::string_view type, std::string_view member) {
  const auto fields = statement::find(type)->fields;
  return std::ranges::find(fields, member, &statement::Field::name)->choices;
}

// EN of EN-60335-1:2012, ISO-IEC of ISO-IEC-15408-1:2022: the designation up to its first number.
std::string_view publisher_in(std::string_view designation) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  std::size_t end = 0;
  while (end < designation.size()) {
    const std::size_t begin = end == 0 ? 0 : end + 1;
    const std::size_t stop = std::min(designation.find_first_of("-/:", begin), designation.size());
    const std::string_view part = designation.substr(begin, stop - begin);
    if (part.empty() || !std::ranges::all_of(part, letter)) break;
    end = stop;
  }
  return designation.substr(0, end);
}

class Described final : public FacetReader {
 public:
  Described(std::string_view kind, const Probe& probe, Filters filters)
      : kind_(kind), probe_(probe), filters_(std::move(filters)) {
    if (kind_ != "standards") return;
    probe_.tables.editions.visit_all(probe_.size, [&](const facts::Edition& row) {
      // A replacement to come has not replaced anything yet.
      if (probe_.date < row.certain.from) return;
      for (const Id older : row.supersedes) superseded_.insert(older);
    });
  }

  bool takes(Id entity) override {
    asked_ = entity;
    values_ = values_of(entity);
    return !values_.empty() && std::ranges::all_of(filters_, [&](const auto& filter) {
      return std::ranges::any_of(values_, [&](const auto& value) {
        return value.first == filter.first && value.second == filter.second;
      });
    });
  }

  void count(Id entity) override {
    if (entity != asked_) values_ = values_of(entity);
    for (const auto& [facet, value] : values_) ++counts_[facet][value];
  }

  std::vector<Counted> values(std::string_view facet) const override {
    std::vector<Counted> all;
    const auto found = counts_.find(facet);
    if (found == counts_.end()) return all;
    for (const auto& [value, count] : found->second) all.push_back({value, count});
    return all;
  }

 private:
  void put(Values& values, std::string_view facet, Id id) const {
    if (id != kNoId) values.emplace_back(facet, probe_.tables.text(id));
  }

  Values values_of(Id id) const {
    const facts::Tables& tables = probe_.tables;
    Values values;
    if (kind_ == "organisations") {
      if (const auto* row = record_of(tables.organisations, id, probe_)) {
        put(values, "economy", row->economy);
        const auto names = choices_of("organisation", "roles");
        for (std::size_t role = 0; role < names.size(); ++role) {
          if (row->has(static_cast<facts::Role>(role))) values.emplace_back("roles", names[role]);
        }
      }
    } else if (kind_ == "standards") {
      if (const auto* row = record_of(tables.editions, id, probe_)) {
        const std::string_view publisher = publisher_in(tables.text(id));
        if (!publisher.empty()) values.emplace_back("publisher", publisher);
        values.emplace_back("state", state_of(*row));
      }
    } else if (kind_ == "measures") {
      Probe today = probe_;
      const auto stage = measure_at(today, id);
      if (const auto* row = stage ? stage.row : record_of(tables.measures, id, probe_)) {
        put(values, "market", row->market);
        put(values, "kind", row->kind);
        const auto names = choices_of("measure", "stage");
        values.emplace_back("stage", names[static_cast<std::size_t>(row->stage)]);
      }
    } else if (const auto* row = record_of(tables.alerts, id, probe_)) {
      put(values, "origin", row->origin_economy);
    }
    return values;
  }

  std::string_view state_of(const facts::Edition& row) const {
    if (probe_.date < row.certain.from) return "not-yet";
    if (!row.possible.contains(probe_.date)) return "withdrawn";
    // Without the family of the codes by which they are called in every language.
    const std::string_view code =
        superseded_.contains(row.edition) ? "standing.superseded" : "standing.current";
    return code.substr(code.find('.') + 1);
  }

  std::string_view kind_;
  Probe probe_;
  Filters filters_;
  Marks superseded_;
  Id asked_ = kNoId;
  Values values_;  // of the one asked about last
  std::map<std::string_view, std::map<std::string, std::uint64_t>> counts_;
};

}  // namespace

std::unique_ptr<FacetReader> described_facets(std::string_view kind, const Probe& probe,
                                              Filters filters) {
  return std::make_unique<Described>(kind, probe, std::move(filters));
}

}  // namespace concordat::registry
