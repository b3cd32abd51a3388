// What later statements took back: corrections of earlier statements, and suspensions lifted.
//
// Rows are never changed. A correction supersedes rows and, where it takes only part of their days,
// appends copies for the days that remain. What remains is always computed anew from the rows as
// first stated and the cuts that stand, so that a correction of a correction undoes it cleanly.
// The writer's own: readers never look here.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/facts/row.hpp"

namespace concordat::facts {

// A row of any relation; the number is that of core/facts/relations.hpp.
struct RowRef {
  std::uint32_t relation = 0;
  std::uint32_t row = 0;
  friend bool operator==(const RowRef&, const RowRef&) = default;
};

// The two spans of a row.
struct Days {
  DateSpan certain;
  DateSpan possible;
  friend bool operator==(const Days&, const Days&) = default;
};

// Days that the statement `by` took out of another one.
struct Cut {
  Ordinal by = 0;
  Days days;
  // A reinstatement cuts suspensions of this key only; a correction cuts every row.
  std::optional<Key> lifted = {};
};

// Partial corrections of one statement. What is left of it is computed anew at each, so the work
// grows with the square; nobody takes a statement back piece by piece so often.
inline constexpr std::size_t kMostCuts = 32;

// What is left of `whole`: sure where the cut surely is not, possible where the cut is not sure.
// One piece on each side at most for each cut, in the order of time.
[[nodiscard]] std::vector<Days> remainders(const Days& whole, const std::vector<Cut>& cuts);

class Revisions {
 public:
  // How the fold lets rows of any kind be looked at and copied.
  struct Rows {
    std::function<Row&(RowRef)> at;
    // How many rows the relation has.
    std::function<std::uint32_t(std::uint32_t relation)> size;
    // Appends a copy of the row with other spans, recorded by `since`.
    std::function<RowRef(RowRef, const Days&, Ordinal since)> copy;
    // Whether the row is a suspension filed under the key.
    std::function<bool(RowRef, Key)> is_suspension;
  };
  explicit Revisions(Rows rows) : rows_(std::move(rows)) {}

  // Every row that the statement at `ordinal` makes is named between its `begin` and the next.
  void begin(Ordinal ordinal);
  void made(RowRef row);

  // The statement that corrected this one as a whole, or kNever.
  [[nodiscard]] Ordinal corrected_by(Ordinal ordinal) const;

  // Whether a correction in part would be one too many, for the statement or for one that it
  // corrects itself.
  [[nodiscard]] bool is_cut_up(Ordinal target) const;

  // `by` corrects `target` as a whole, or for the days it speaks of itself.
  void correct_whole(Ordinal target, Ordinal by, const Days& days);
  void correct_part(Ordinal target, Ordinal by, const Days& days);
  // The reinstatement `cut.by` takes days out of suspensions that `owner` stated.
  void lift(Ordinal owner, const Cut& cut);

  // Brings the rows into line with what was named since the last time, recorded at `now`.
  void settle(Ordinal now);

  // Between statements: when everything is settled. Into one in which nothing was made.
  void save(OctetWriter& out) const;
  void load(OctetReader& in);

 private:
  struct Copy {
    RowRef original;
    RowRef copy;
  };
  struct Revision {
    Ordinal withdrawn_by = kNever;
    std::vector<Cut> cuts;
    std::vector<Copy> copies;  // the visible ones
    std::vector<Ordinal> cuts_in;
  };

  static constexpr std::uint8_t kNoRow = 0xFF;
  static constexpr std::uint8_t kSeveralRows = 0xFE;

  [[nodiscard]] std::vector<RowRef> rows_of(Ordinal ordinal) const;
  [[nodiscard]] RowRef first_made_by(Ordinal ordinal, std::uint32_t relation) const;
  void add_cut(Ordinal target, const Cut& cut);
  void take_over(Ordinal target, Ordinal by, const Days& days);
  void revise(Ordinal owner, Ordinal now);
  void revise_row(Revision& revision, RowRef original, Ordinal now);

  Rows rows_;
  // By ordinal: the relation of the one row that the statement made, which is found there by its
  // `since`, for rows stand in the order of the log.
  Chunked<std::uint8_t> made_in_;
  std::unordered_map<Ordinal, std::vector<RowRef>> several_;
  std::unordered_map<Ordinal, Revision> revisions_;
  std::vector<Ordinal> changed_;
};

}  // namespace concordat::facts
