#include "core/facts/revisions.hpp"

#include <algorithm>

namespace concordat::facts {
namespace {

// An empty span as one point inside the possible one, so that bounds never cross.
DateSpan within(DateSpan certain, const DateSpan& possible) {
  certain.from = std::clamp(certain.from, possible.from, possible.until);
  certain.until = std::clamp(certain.until, certain.from, possible.until);
  return certain;
}

void add_piece(std::vector<Days>& pieces, const DateSpan& certain, const DateSpan& possible) {
  if (possible.empty()) return;
  pieces.push_back({within(certain, possible), possible});
}

void cut_piece(std::vector<Days>& pieces, const Days& piece, const Days& cut) {
  const bool touches = cut.possible.from < piece.possible.until &&
                       piece.possible.from < cut.possible.until && !cut.possible.empty();
  if (!touches) {
    pieces.push_back(piece);
    return;
  }
  const DateSpan sure = within(cut.certain, cut.possible);
  add_piece(pieces, {piece.certain.from, std::min(piece.certain.until, cut.possible.from)},
            {piece.possible.from, std::min(piece.possible.until, sure.from)});
  add_piece(pieces, {std::max(piece.certain.from, cut.possible.until), piece.certain.until},
            {std::max(piece.possible.from, sure.until), piece.possible.until});
}

}  // namespace

std::vector<Days> remainders(const Days& whole, const std::vector<Cut>& cuts) {
  std::vector<Days> pieces{whole};
  for (const Cut& cut : cuts) {
    std::vector<Days> left;
    for (const Days& piece : pieces) cut_piece(left, piece, cut.days);
    pieces = std::move(left);
  }
  std::sort(pieces.begin(), pieces.end(), [](const Days& left, const Days& right) {
    return left.possible.from < right.possible.from;
  });
  return pieces;
}

void Revisions::begin(Ordinal ordinal) {
  // A statement that was refused made no rows, and the next one has its ordinal. Those that were
  // left out made none.
  while (made_in_.size() <= ordinal) made_in_.push_back(kNoRow);
}

void Revisions::made(RowRef row) {
  const auto ordinal = static_cast<Ordinal>(made_in_.size() - 1);
  std::uint8_t& made_in = made_in_[ordinal];
  if (made_in == kNoRow) {
    made_in = static_cast<std::uint8_t>(row.relation);
    return;
  }
  if (made_in != kSeveralRows) {
    several_[ordinal].push_back(first_made_by(ordinal, made_in));
    made_in = kSeveralRows;
  }
  several_[ordinal].push_back(row);
}

// The statement's own row comes before the copies that it occasions.
RowRef Revisions::first_made_by(Ordinal ordinal, std::uint32_t relation) const {
  std::uint32_t low = 0;
  std::uint32_t high = rows_.size(relation);
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (rows_.at({relation, middle}).since < ordinal) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return {relation, low};
}

std::vector<RowRef> Revisions::rows_of(Ordinal ordinal) const {
  const std::uint8_t made_in = made_in_[ordinal];
  if (made_in == kNoRow) return {};
  if (made_in == kSeveralRows) return several_.at(ordinal);
  return {first_made_by(ordinal, made_in)};
}

Ordinal Revisions::corrected_by(Ordinal ordinal) const {
  const auto found = revisions_.find(ordinal);
  return found == revisions_.end() ? kNever : found->second.withdrawn_by;
}

bool Revisions::is_cut_up(Ordinal target) const {
  const auto found = revisions_.find(target);
  if (found == revisions_.end()) return false;
  const auto full = [](const Revision& revision) { return revision.cuts.size() >= kMostCuts; };
  return full(found->second) || std::ranges::any_of(found->second.cuts_in, [&](Ordinal other) {
           const auto beneath = revisions_.find(other);
           return beneath != revisions_.end() && full(beneath->second);
         });
}

void Revisions::add_cut(Ordinal target, const Cut& cut) {
  revisions_[target].cuts.push_back(cut);
  revisions_[cut.by].cuts_in.push_back(target);
  changed_.push_back(target);
}

// What the target had cut out of others as a correction, `by` cuts as well.
void Revisions::take_over(Ordinal target, Ordinal by, const Days& days) {
  const std::vector<Ordinal> others = revisions_[target].cuts_in;
  for (const Ordinal other : others) {
    const std::vector<Cut>& cuts = revisions_[other].cuts;
    const bool corrects = std::any_of(
        cuts.begin(), cuts.end(), [&](const Cut& cut) { return cut.by == target && !cut.lifted; });
    if (corrects) add_cut(other, {.by = by, .days = days});
  }
}

void Revisions::correct_whole(Ordinal target, Ordinal by, const Days& days) {
  take_over(target, by, days);
  for (const Ordinal other : revisions_[target].cuts_in) {
    std::erase_if(revisions_[other].cuts, [&](const Cut& cut) { return cut.by == target; });
    changed_.push_back(other);
  }
  revisions_[target].cuts_in.clear();
  revisions_[target].withdrawn_by = by;
  changed_.push_back(target);
  // What was taken out of the target meanwhile is taken out of what stands in its place.
  const std::vector<Cut> cuts = revisions_[target].cuts;
  for (const Cut& cut : cuts) add_cut(by, cut);
}

void Revisions::correct_part(Ordinal target, Ordinal by, const Days& days) {
  take_over(target, by, days);
  add_cut(target, {.by = by, .days = days});
}

void Revisions::lift(Ordinal owner, const Cut& cut) { add_cut(owner, cut); }

void Revisions::settle(Ordinal now) {
  std::sort(changed_.begin(), changed_.end());
  changed_.erase(std::unique(changed_.begin(), changed_.end()), changed_.end());
  for (const Ordinal owner : changed_) revise(owner, now);
  changed_.clear();
}

void Revisions::revise(Ordinal owner, Ordinal now) {
  Revision& revision = revisions_[owner];
  for (const RowRef original : rows_of(owner)) revise_row(revision, original, now);
}

void Revisions::revise_row(Revision& revision, RowRef original, Ordinal now) {
  std::vector<Cut> cuts;
  for (const Cut& cut : revision.cuts) {
    if (!cut.lifted || rows_.is_suspension(original, *cut.lifted)) cuts.push_back(cut);
  }
  const auto days_of = [&](RowRef row) {
    return Days{rows_.at(row).certain, rows_.at(row).possible};
  };
  std::vector<Days> wanted;
  if (revision.withdrawn_by == kNever) wanted = remainders(days_of(original), cuts);

  std::vector<RowRef> visible;
  const bool untouched = rows_.at(original).superseded.load(std::memory_order_relaxed) == kNever;
  if (untouched) visible.push_back(original);
  for (const Copy& copy : revision.copies) {
    if (copy.original == original) visible.push_back(copy.copy);
  }
  std::vector<Days> shown;
  for (const RowRef row : visible) shown.push_back(days_of(row));
  if (shown == wanted) return;

  for (const RowRef row : visible) {
    rows_.at(row).superseded.store(now, std::memory_order_release);
  }
  std::erase_if(revision.copies, [&](const Copy& copy) { return copy.original == original; });
  for (const Days& days : wanted) {
    revision.copies.push_back({original, rows_.copy(original, days, now)});
  }
}

}  // namespace concordat::facts
