#include "core/facts/fold.hpp"

#include <algorithm>
#include <functional>

namespace concordat::facts {
namespace {

void mix(std::size_t& hash, std::size_t value) {
  hash ^= value + 0x9E3779B97F4A7C15 + (hash << 6) + (hash >> 2);
}

std::size_t hash_of(const Profile& profile) {
  std::size_t hash = static_cast<std::size_t>(profile.artefact);
  mix(hash, static_cast<std::size_t>(profile.legal_effect));
  mix(hash, profile.collaborative_profile ? 1 : 0);
  for (const Id id : {profile.body, profile.act, profile.module, profile.scheme, profile.sector,
                      profile.category, profile.scale, profile.level}) {
    mix(hash, id);
  }
  for (const Ids* ids : {&profile.components, &profile.editions, &profile.atoms_left_out,
                         &profile.differences_covered, &profile.addenda}) {
    mix(hash, ids->size());
    for (const Id id : *ids) mix(hash, id);
  }
  return hash;
}

template <class Insert>
void for_each_unit(const Units& units, Insert&& insert) {
  for (const Ids* ids :
       {&units.certificates, &units.models, &units.batches, &units.gtins, &units.brands}) {
    for (const Id id : *ids) insert(id);
  }
}

}  // namespace

Fold::Fold(Tables& tables)
    : tables_(tables),
      revisions_(
          {.at = [this](RowRef ref) -> Row& {
             Row* found = nullptr;
             std::size_t number = 0;
             std::apply(
                 [&](auto... member) {
                   ((number++ == ref.relation ? void(found = &(tables_.*member).at(ref.row))
                                              : void()),
                    ...);
                 },
                 kRelations);
             return *found;
           },
           .size =
               [this](std::uint32_t relation) {
                 std::size_t size = 0;
                 std::size_t number = 0;
                 std::apply(
                     [&](auto... member) {
                       ((number++ == relation ? void(size = (tables_.*member).size()) : void()),
                        ...);
                     },
                     kRelations);
                 return static_cast<std::uint32_t>(size);
               },
           .copy = [this](RowRef ref, const Days& days,
                          Ordinal since) { return copy(ref, days, since); },
           .is_suspension =
               [this](RowRef ref, Key key) {
                 if (ref.relation != kRelationOf<Interruption>) return false;
                 const Interruption& row = tables_.interruptions.at(ref.row);
                 return row.kind == InterruptionKind::kSuspended && key_of(row) == key;
               }}) {}

void Fold::begin(const statement::Statement& statement, Ordinal ordinal, Ordinal origin) {
  statement_ = &statement;
  ordinal_ = ordinal;
  origin_ = origin;
  revisions_.begin(ordinal);
}

template <class T>
std::uint32_t Fold::copy_row(std::uint32_t at, const Days& days, Ordinal since) {
  T row = relation_of<T>(tables_).at(at);
  row.certain = days.certain;
  row.possible = days.possible;
  row.since = since;
  row.superseded.store(kNever, std::memory_order_relaxed);
  return append(std::move(row));
}

RowRef Fold::copy(RowRef original, const Days& days, Ordinal since) {
  RowRef result{original.relation, 0};
  std::size_t number = 0;
  const auto copy_from = [&]<class T>(Relation<T> Tables::*) {
    if (number++ == original.relation) result.row = copy_row<T>(original.row, days, since);
  };
  std::apply([&](auto... member) { (copy_from(member), ...); }, kRelations);
  return result;
}

std::uint32_t Fold::intern(Profile profile) {
  const std::size_t hash = hash_of(profile);
  const auto [first, last] = profiles_.equal_range(hash);
  for (auto known = first; known != last; ++known) {
    if (tables_.profiles[known->second] == profile) return known->second;
  }
  const auto index = static_cast<std::uint32_t>(tables_.profiles.size());
  tables_.profiles.push_back(std::move(profile));
  profiles_.emplace(hash, index);
  return index;
}

void Fold::bind(Id agreement, Id party) {
  AgreementIndex& known = agreements_[agreement];
  if (std::find(known.parties.begin(), known.parties.end(), party) != known.parties.end()) return;
  known.parties.push_back(party);
  for (const std::uint32_t annex : known.annexes) tables_.annexes_by_party.insert(party, annex);
}

void Fold::index(const Requirement& row, std::uint32_t at) {
  tables_.requirements_by_id.insert(row.requirement, at);
}

void Fold::index(const Annex& row, std::uint32_t at) {
  AgreementIndex& known = agreements_[row.agreement];
  known.annexes.push_back(at);
  for (const Id party : known.parties) tables_.annexes_by_party.insert(party, at);
}

void Fold::index(const Certificate&, std::uint32_t at) {
  tables_.certificates_by_number.insert(at);
}

void Fold::index(const ProductType& row, std::uint32_t at) {
  for (const Id model : row.models) tables_.products_by_model.insert(model, at);
}

void Fold::index(const Measure& row, std::uint32_t at) {
  for_each_unit(row.units,
                [&](Id unit) { tables_.measures_by_unit.insert(pack(row.market, unit), at); });
}

void Fold::index(const Alert& row, std::uint32_t at) {
  for_each_unit(row.units, [&](Id unit) { tables_.alerts_by_unit.insert(unit, at); });
  for (const Id product : row.products) tables_.alerts_by_name.insert(product, at);
  for (const Trader& trader : row.traders) tables_.alerts_by_name.insert(trader.name, at);
}

Status check_level(Fold& fold, const Body& body, std::string_view place) {
  if (!body.has("level")) return {};
  if (!body.has("scale")) {
    return fail({.code = "fold.level-without-scale",
                 .place = std::string(place) + "/level",
                 .expected = "a scale on which the level stands"});
  }
  const Id level = body.id("level");
  bool on_file = false;
  bool found = false;
  std::vector<std::uint64_t> against;
  // At any date: the scale may be of another time than the level.
  fold.tables().scales.visit(body.id("scale"), fold.ordinal(), [&](const Scale& scale) {
    on_file = true;
    against.push_back(scale.since);
    found = std::find(scale.levels.begin(), scale.levels.end(), level) != scale.levels.end();
    return !found;
  });
  if (!on_file || found) return {};
  return fail({.code = "fold.level-not-on-scale",
               .place = std::string(place) + "/level",
               .expected = "a level of the scale",
               .against = std::move(against)});
}

}  // namespace concordat::facts
