// The instruments on file with those who take part in them, gathered once for any number of days.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/insight/coverage.hpp"
#include "core/recognition/instrument.hpp"

namespace concordat::insight {

// Somebody who takes part in an instrument, on whatever day.
struct Member {
  Id party = kNoId;
  recognition::Binding binding;                   // of annexes that parties are bound to
  const facts::Membership* membership = nullptr;  // of an area within which goods are free
};

// One instrument. Annexes name their directions, or every party recognises every other.
struct Unit {
  facts::Route kind = facts::Route::kR2;
  Id sector = kNoId;
  Instrument instrument;
  const facts::Agreement* agreement = nullptr;
  std::vector<Member> members;  // each party once; of an area, a membership each
};

class Atlas {
 public:
  Atlas(const OnFile& facts, const Wanted& wanted);

  [[nodiscard]] const OnFile& facts() const { return facts_; }
  [[nodiscard]] std::span<const Unit> units() const { return units_; }
  [[nodiscard]] std::span<const facts::Membership* const> memberships() const {
    return memberships_;
  }
  // Whether there is a market in which what both enact or agree holds, on whatever day.
  [[nodiscard]] bool meet(Id one, Id other) const;

 private:
  OnFile facts_;
  std::vector<Unit> units_;
  std::vector<const facts::Membership*> memberships_;
  std::unordered_map<Id, Ids> members_;  // by area, in order
};

// How the unit stands on the day of the probe, whose window is narrowed to the days on which it
// stands the same.
[[nodiscard]] std::vector<Cell> cells_of(const Atlas& atlas, const Unit& unit, facts::Probe& probe);
[[nodiscard]] std::optional<Belonging> belonging_of(const facts::Membership& row,
                                                    facts::Probe& probe);

// The days of a fact, an end by another statement included.
[[nodiscard]] DateSpan days_of(const facts::Row& row, const facts::Probe& probe,
                               std::initializer_list<Id> parts = {});

// By the words, never by the numbers that a log happened to give them.
void put_in_order(const facts::Tables& tables, std::vector<Cell>& cells);
[[nodiscard]] bool comes_before(const facts::Tables& tables, const Cell& left, const Cell& right);
// Whether a cell's instrument is about results that count for the requirement.
[[nodiscard]] bool reaches(const Atlas& atlas, const Cell& cell,
                           const facts::Requirement& requirement, facts::Probe& probe);

}  // namespace concordat::insight
