// Who recognises whom: every instrument on file as it stands between economies on a day, for whom
// its results count and how far, and where nothing leads.
//
// That an instrument exists is not yet a recognised certificate: competence, scope and the other
// legs are judged for each one (core/recognition). What is told here has a direction and is never
// carried on through a third economy; how an instrument stands is read by the rules of the
// determination itself (spec/determination.md, 3 and 4), never anew. ISO/IEC 17000:2020, clause 9,
// tells unilateral, bilateral and multilateral arrangements apart, and recognition from acceptance.
//
// Parties are told in groups: each party of `from` is recognised by each of `to` other than itself,
// so that an arrangement of many stays as long as its list of parties. An area alone on both sides
// stands for its members among each other.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/facts/probe.hpp"

namespace concordat::insight {

using facts::Id;
using facts::Ids;
using facts::kNever;
using facts::kNoId;
using facts::Ordinal;

enum class CellState : std::uint8_t {
  kInForce,
  kProvisional,     // applied provisionally
  kRunOff,          // ended, or its issuers have: what was issued before still counts
  kRunOffUnsaid,    // ended, and nothing on file says what becomes of what was issued before
  kOpen,            // whether it holds on the day is not known
  kAdopted,         // on file and not yet effective for these parties
  kNotOperational,  // in force in a phase that recognises nothing, without a day for the next
  kSuspended,
  kRefused,  // a decision that says no
};
inline constexpr std::size_t kCellStates = 9;
[[nodiscard]] std::string_view name(CellState state);
// Whether what is issued and presented on the day can count.
[[nodiscard]] constexpr bool works(CellState state) {
  return state == CellState::kInForce || state == CellState::kProvisional;
}

// A party on one side of a cell. A pair holds on the days that its two parties and the instrument
// have in common.
struct Party {
  Id party = kNoId;
  DateSpan days;                  // of its own part, where narrower than the cell's
  Date run_off_until = kForever;  // of a denunciation that has taken effect
  bool awaited = false;           // its deposit is: no day is known
  Ids sectors;                    // for these alone; empty: all those of the cell
  Ordinal evidence = kNever;      // beside that of the cell
  friend bool operator==(const Party&, const Party&) = default;
};

// Exactly one is there.
struct Instrument {
  const facts::Annex* annex = nullptr;  // R1 to R5
  const facts::AcceptanceAct* acceptance = nullptr;
  const facts::LawfulMarketing* lawful = nullptr;
  const facts::Equivalence* decision = nullptr;  // R4 by a decision alone
  friend bool operator==(const Instrument&, const Instrument&) = default;

  [[nodiscard]] Id name() const;  // the agreement, act, decision; of a rule, its area
  [[nodiscard]] const facts::Row& row() const;
};

// Results made under one act that count for another; no exporter: made under the importer's own.
struct Counting {
  Id exporter = kNoId;
  Id importer = kNoId;
  friend bool operator==(const Counting&, const Counting&) = default;
};

struct Cell {
  facts::Route kind = facts::Route::kR2;
  Id sector = kNoId;  // kNoId: every one
  CellState state = CellState::kInForce;
  std::vector<Party> from;  // whose results are recognised; empty: wherever they come from
  std::vector<Party> to;
  Instrument instrument;
  const facts::Agreement* agreement = nullptr;
  std::vector<Counting> acts = {};  // of an annex: for acts of the side of `to`, as far as on file
  DateSpan days;                    // of the instrument, ends by another statement included
  Date run_off_until = kForever;    // kRunOff, where the instrument itself ended and says a day
  Ordinal evidence = kNever;        // what suspended or ended it
  friend bool operator==(const Cell&, const Cell&) = default;
};

// Whose law holds where on the day: a party that is an area stands for its members.
struct Belonging {
  Id area = kNoId;
  Id member = kNoId;
  bool possibly = false;
  DateSpan days;
  Ids sectors;  // empty: all
  Ordinal evidence = kNever;
  friend bool operator==(const Belonging&, const Belonging&) = default;
};

// Requirements in force of which no instrument that works brings results of others.
struct Unreached {
  const facts::Requirement* requirement = nullptr;
  bool first_party = false;      // the supplier alone may show it
  bool accredited_body = false;  // a body anywhere that is accredited as asked
};
// Each of `to` recognises results of each of `from`, and none of those the other way round.
struct OneWay {
  Id sector = kNoId;
  Ids from;
  Ids to;
};

// Who can be asked for: whoever has requirements, takes part in an instrument on whatever day, or
// belongs to an area that does.
struct Market {
  const facts::Economy* economy = nullptr;
  bool requirements = false;
  bool instruments = false;
};

struct Coverage {
  Date on;
  std::vector<Cell> cells;
  std::vector<Belonging> belongings;
  facts::Window stable;  // the days on which cells and belongings are the same
  std::vector<Unreached> unreached;
  std::vector<OneWay> one_way;
  std::vector<Market> markets;
  bool bounded = false;  // there is more than is told
};

// Of what is wanted. Instruments for every sector count for each.
struct Wanted {
  std::optional<Id> sector = {};
  std::optional<facts::Route> kind = {};  // of the cells; gaps are those of all kinds together
};
// The facts recorded below a size.
struct OnFile {
  const facts::Tables& tables;
  Ordinal size = 0;
};

// More than all instruments of the world between all its economies; what lies beyond is left out
// and `bounded` says so.
inline constexpr std::size_t kMostCells = 20'000;
// Pairs of parties looked at for one-way gaps.
inline constexpr std::size_t kMostPairs = 250'000;

[[nodiscard]] Coverage coverage(const OnFile& facts, Date on, const Wanted& wanted = {});

// ---- over time ------------------------------------------------------------------------------

// What one instrument, or one membership, was until the day and is from the day on.
struct CellChange {
  std::vector<Cell> was;
  std::vector<Cell> is;
};
struct BelongingChange {
  std::optional<Belonging> was;
  std::optional<Belonging> is;
};
// A day on which the matrix becomes another. Between two stops it is the same on all days.
struct Stop {
  Date date;
  std::vector<CellChange> cells;
  std::vector<BelongingChange> belongings;
};
struct Changes {
  std::vector<Stop> stops;        // in order
  std::optional<Date> next = {};  // where there are more within the days: ask from there on
};
// A page, as of any other listing.
inline constexpr std::size_t kMostStops = 500;

[[nodiscard]] Changes changes(const OnFile& facts, const DateSpan& days, const Wanted& wanted = {});

}  // namespace concordat::insight
