#include "core/facts/fate.hpp"

#include "core/facts/relations.hpp"
#include "core/facts/stated.hpp"

namespace concordat::facts {
namespace {

Fate fate_by_days(const Row& row, Date date) {
  return date < row.possible.from ? Fate::kNotYet : Fate::kOver;
}

// Of a row that is visible.
void judge(const Row& row, Probe& probe, FateOf& told) {
  const InForce found = in_force(row, probe);
  told.days = row.certain;
  if (found.interrupted.by != nullptr) told.by = found.interrupted.by->opened_by;
  if (found.holding == Holding::kHolds) {
    told.fate = Fate::kHolds;
  } else if (found.holding == Holding::kPossibly) {
    told.fate = Fate::kPossibly;
  } else if (found.interrupted.by == nullptr) {
    told.fate = fate_by_days(row, probe.date);
  } else {
    const bool ended = found.interrupted.by->kind == InterruptionKind::kEnded;
    told.fate = ended ? Fate::kEnded : Fate::kSuspended;
  }
}

// What corrections in part have left of the row, where it covers the date.
template <class T>
const T* left_of(const Relation<T>& rows, const T& own, const Probe& probe) {
  const T* found = nullptr;
  rows.visit(key_of(own), probe.size, [&](const T& row) {
    if (row.possible.contains(probe.date) && stated_by(rows, row) == own.since) found = &row;
    return found == nullptr;
  });
  return found;
}

template <class T>
bool tell(const Relation<T>& rows, Probe& probe, Ordinal statement, FateOf& told) {
  const std::uint32_t at = first_since(rows, statement);
  if (at >= rows.size() || rows.at(at).since != statement) return false;
  const T& own = rows.at(at);
  if (own.visible(probe.size)) {
    judge(own, probe, told);
    return true;
  }
  told.corrected_by = own.superseded.load(std::memory_order_acquire);
  if (const T* const left = left_of(rows, own, probe)) {
    judge(*left, probe, told);
  } else {
    told.fate = Fate::kCorrected;
    told.by = told.corrected_by;
    told.days = own.certain;
  }
  return true;
}

}  // namespace

FateOf fate_of(Probe& probe, Ordinal statement) {
  FateOf told;
  if (statement >= probe.size) return told;
  std::apply(
      [&](const auto... relation) {
        (tell(probe.tables.*relation, probe, statement, told) || ...);
      },
      kRelations);
  return told;
}

}  // namespace concordat::facts
