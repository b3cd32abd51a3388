// The state as a stream of octets, and back. What there are millions of goes as it lies in memory;
// kinds of which there are thousands go row by row, and their keys are entered anew.
#include <algorithm>

#include "core/facts/columns.hpp"
#include "core/facts/fold.hpp"
#include "core/facts/state.hpp"

namespace concordat::facts {
namespace {

// Ways to rows beside their primary keys.
constexpr std::tuple kFurtherKeys{&Tables::requirements_by_id, &Tables::annexes_by_party,
                                  &Tables::products_by_model,  &Tables::measures_by_unit,
                                  &Tables::alerts_by_unit,     &Tables::alerts_by_name};
// And what else Tables has: names, statements, profiles, coverages, documents, id_runs,
// certificates_by_number.
constexpr std::size_t kOthers = 7;
static_assert(kRelationCount + std::tuple_size_v<decltype(kFurtherKeys)> + kOthers ==
                  kMembersDeclared<Tables>,
              "a member of Tables is not saved");

template <class T>
void save_relation(const Relation<T>& relation, OctetWriter& out) {
  if constexpr (kPlain<T>) {
    relation.save(out);
  } else {
    const std::size_t count = relation.size();
    out.value(std::uint64_t{count});
    for (std::size_t at = 0; at < count; ++at) {
      columns::put(out, relation.at(static_cast<std::uint32_t>(at)));
    }
  }
}

template <class T>
void load_relation(Relation<T>& relation, OctetReader& in) {
  if constexpr (kPlain<T>) {
    relation.load(in);
  } else {
    for (auto left = in.value<std::uint64_t>(); left > 0 && !in.failed(); --left) {
      T row = columns::get<T>(in);
      const Key key = key_of(row);
      relation.add(key, std::move(row));
    }
  }
}

void save_tables(const Tables& tables, OctetWriter& out) {
  tables.names.save(out);
  tables.statements.save(out);
  std::apply([&](auto... relation) { (save_relation(tables.*relation, out), ...); }, kRelations);
  std::apply([&](auto... keys) { ((tables.*keys).save(out), ...); }, kFurtherKeys);
  out.value(std::uint64_t{tables.profiles.size()});
  for (std::size_t at = 0; at < tables.profiles.size(); ++at) {
    columns::put(out, tables.profiles[at]);
  }
  tables.coverages.save(out);
  tables.documents.save(out);
  tables.id_runs.save(out);
  tables.certificates_by_number.save(out);
}

// Profiles are left to the caller, who keeps them by content.
template <class TakeProfile>
void load_tables(Tables& tables, OctetReader& in, TakeProfile&& take_profile) {
  tables.names.load(in);
  tables.statements.load(in);
  std::apply([&](auto... relation) { (load_relation(tables.*relation, in), ...); }, kRelations);
  std::apply([&](auto... keys) { ((tables.*keys).load(in), ...); }, kFurtherKeys);
  for (auto left = in.value<std::uint64_t>(); left > 0 && !in.failed(); --left) {
    take_profile(columns::get<Profile>(in));
  }
  tables.coverages.load(in);
  tables.documents.load(in);
  tables.id_runs.load(in);
  tables.certificates_by_number.load(in);
}

// In the order of the keys: the same octets whatever the order in which they came.
template <class Map>
std::vector<typename Map::key_type> keys_of(const Map& map) {
  std::vector<typename Map::key_type> keys;
  keys.reserve(map.size());
  for (const auto& [key, value] : map) keys.push_back(key);
  std::ranges::sort(keys);
  return keys;
}

template <class Map, class Put>
void save_map(OctetWriter& out, const Map& map, Put&& put) {
  out.value(std::uint64_t{map.size()});
  for (const auto key : keys_of(map)) {
    out.value(key);
    put(map.at(key));
  }
}

template <class Map, class Get>
void load_map(OctetReader& in, Map& map, Get&& get) {
  auto left = in.value<std::uint64_t>();
  for (; left > 0 && !in.failed(); --left) {
    const auto key = in.value<typename Map::key_type>();
    map.emplace(key, get());
  }
}

}  // namespace

void Revisions::save(OctetWriter& out) const {
  made_in_.save(out);
  save_map(out, several_, [&](const auto& rows) { columns::put(out, rows); });
  save_map(out, revisions_, [&](const Revision& revision) {
    out.value(revision.withdrawn_by);
    out.value(std::uint64_t{revision.cuts.size()});
    for (const Cut& cut : revision.cuts) {
      out.value(cut.by);
      out.value(cut.days);
      columns::put(out, cut.lifted);
    }
    columns::put(out, revision.copies);
    columns::put(out, revision.cuts_in);
  });
}

void Revisions::load(OctetReader& in) {
  made_in_.load(in);
  load_map(in, several_, [&] { return columns::get<std::vector<RowRef>>(in); });
  load_map(in, revisions_, [&] {
    Revision revision;
    revision.withdrawn_by = in.value<Ordinal>();
    for (auto left = in.value<std::uint64_t>(); left > 0 && !in.failed(); --left) {
      Cut cut;
      cut.by = in.value<Ordinal>();
      cut.days = in.value<Days>();
      cut.lifted = columns::get<std::optional<Key>>(in);
      revision.cuts.push_back(cut);
    }
    revision.copies = columns::get<std::vector<Copy>>(in);
    revision.cuts_in = columns::get<std::vector<Ordinal>>(in);
    return revision;
  });
}

void Fold::save(OctetWriter& out) const {
  save_tables(tables_, out);
  revisions_.save(out);
  save_map(out, agreements_, [&](const AgreementIndex& known) {
    columns::put(out, known.annexes);
    columns::put(out, known.parties);
  });
}

void Fold::load(OctetReader& in) {
  load_tables(tables_, in, [this](Profile profile) { (void)intern(std::move(profile)); });
  revisions_.load(in);
  load_map(in, agreements_, [&] {
    AgreementIndex known;
    known.annexes = columns::get<std::vector<std::uint32_t>>(in);
    known.parties = columns::get<std::vector<Id>>(in);
    return known;
  });
}

}  // namespace concordat::facts
