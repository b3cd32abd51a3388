// What admission reads of the state: who has which role on the day of recording, who speaks for
// whom. Rows that were looked at are remembered, so that a refusal can name what stood against it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/facts/probe.hpp"
#include "core/facts/state.hpp"
#include "core/time/instant.hpp"

namespace concordat::admission {

using facts::Id;
using facts::kNoId;
using facts::Ordinal;

class Scene {
 public:
  Scene(const facts::State& state, Instant recorded);
  // As of the first `size` entries, on that day: for readers, who see what is published.
  Scene(const facts::Tables& tables, Ordinal size, Date today)
      : tables_(tables), size_(size), today_(today) {}

  [[nodiscard]] const facts::Tables& tables() const { return tables_; }
  [[nodiscard]] Ordinal size() const { return size_; }
  // The UTC day of recording: roles and powers are those of the day somebody speaks.
  [[nodiscard]] Date today() const { return today_; }
  [[nodiscard]] facts::Probe probe(Date date) const {
    return {.tables = tables_, .size = size_, .date = date};
  }

  // The organisation as described today; the newest description when none holds today, for who has
  // ceased to act can still be spoken of. Null when it is not on file.
  [[nodiscard]] const facts::Organisation* organisation(Id organisation) const;

  // Roles count on the days of their description only.
  [[nodiscard]] bool has_role(Id organisation, facts::Role role) const;
  [[nodiscard]] bool is_operator(Id organisation) const;
  // An authority established in the market, in the economy the territory is part of, or declared to
  // act for either.
  [[nodiscard]] bool speaks_for(Id organisation, Id market) const;
  // A designating authority of the body's economy, or of an area that economy belongs to.
  [[nodiscard]] bool designates(Id organisation, Id body) const;
  // Directly or through successors of successors; for what bodies leave behind.
  [[nodiscard]] bool succeeds(Id organisation, Id predecessor) const;
  // The constitution in force lists the organisation for the source.
  [[nodiscard]] bool transcribes(Id organisation, Id source) const;

  // The newest row of the key, whatever the date. Null when there is none.
  template <class T>
  [[nodiscard]] const T* newest(const facts::Relation<T>& relation, facts::Key key) const {
    const T* found = nullptr;
    relation.visit(key, size_, [&](const T& row) {
      const bool newer = !found || row.origin > found->origin ||
                         (row.origin == found->origin && row.since > found->since);
      if (newer) found = &row;
      return true;
    });
    return found;
  }

  // Names a fact that was looked at.
  void consult(Ordinal ordinal) const;
  // The facts looked at so far, in the order of the log, each once.
  [[nodiscard]] std::vector<std::uint64_t> consulted() const;

 private:
  // Visits the economies and areas an organisation is established in or acts for.
  template <class Visit>
  [[nodiscard]] bool any_of_its_markets(const facts::Organisation& organisation,
                                        Visit&& visit) const;
  [[nodiscard]] bool is_part_of(Id territory, Id economy) const;

  const facts::Tables& tables_;
  Ordinal size_;
  Date today_;
  mutable std::vector<std::uint64_t> consulted_;
};

}  // namespace concordat::admission
