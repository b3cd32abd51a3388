// A fact row: when it holds in law, and between which log entries the registry holds it to be true.
#pragma once

#include <atomic>
#include <concepts>
#include <cstdint>
#include <utility>

#include "core/base/chunked.hpp"
#include "core/facts/multimap.hpp"
#include "core/facts/row_index.hpp"
#include "core/time/date.hpp"

namespace concordat::facts {

// Interned text: identifiers, numbers, models. Dense.
using Id = std::uint32_t;
inline constexpr Id kNoId = 0xFFFFFFFF;

// A position in the log. `size` arguments are prefix lengths: a reader pinned at size N sees the
// entries 0 to N-1.
using Ordinal = std::uint32_t;
inline constexpr Ordinal kNever = 0xFFFFFFFF;

struct Row {
  DateSpan certain;    // it surely holds
  DateSpan possible;   // it may hold; contains `certain`
  Ordinal since = 0;   // the statement that recorded it: its evidence
  Ordinal origin = 0;  // the first statement of its chain of corrections; interruptions hang on it
  // The statement that superseded it. Set once, by the writer; rows are never removed.
  std::atomic<Ordinal> superseded{kNever};

  Row() = default;
  // Copies are made by the writer alone, before the copy is appended.
  Row(const Row& other)
      : certain(other.certain),
        possible(other.possible),
        since(other.since),
        origin(other.origin),
        superseded(other.superseded.load(std::memory_order_relaxed)) {}
  Row& operator=(const Row&) = delete;

  [[nodiscard]] bool visible(Ordinal size) const {
    return since < size && size <= superseded.load(std::memory_order_acquire);
  }
};
static_assert(sizeof(Row) == 28);

// A kind of which there are millions, and few for one key: it tells its key itself, so that the
// index need not keep it.
template <class T>
concept Numerous = requires(const T& row) {
  { row.key() } -> std::same_as<Key>;
};

// Rows of one kind, found by their primary key.
template <class T>
class Relation {
 public:
  // Writer only. The row is complete before readers can reach it, by scan or by key.
  std::uint32_t add(Key key, T&& row) {
    const auto at = static_cast<std::uint32_t>(rows_.size());
    rows_.push_back(std::move(row));
    if constexpr (Numerous<T>) {
      by_key_.insert(key, at, [&](std::uint32_t other) { return rows_[other].key(); });
    } else {
      by_key_.insert(key, at);
    }
    return at;
  }

  // Rows of the key that are visible at `size`, newest first, until `visit(row)` returns false.
  template <class Visit>
  void visit(Key key, Ordinal size, Visit&& visit) const {
    visit_ever(key, [&](const T& row) { return row.visible(size) ? visit(row) : true; });
  }

  // The same for rows of any time, superseded ones too. For the fold: answers read `visit`.
  template <class Visit>
  void visit_ever(Key key, Visit&& visit) const {
    visit_rows(key, [&](std::uint32_t at) { return visit(rows_[at]); });
  }

  // The same, by their numbers.
  template <class Visit>
  void visit_rows(Key key, Visit&& visit) const {
    if constexpr (Numerous<T>) {
      by_key_.visit(key, [&](std::uint32_t at) { return rows_[at].key(); }, visit);
    } else {
      by_key_.visit(key, visit);
    }
  }

  // Every visible row, oldest first.
  template <class Visit>
  void visit_all(Ordinal size, Visit&& visit) const {
    const std::size_t count = rows_.size();
    for (std::size_t at = 0; at < count; ++at) {
      if (rows_[at].visible(size)) visit(rows_[at]);
    }
  }

  [[nodiscard]] const T& at(std::uint32_t row) const { return rows_[row]; }
  [[nodiscard]] T& at(std::uint32_t row) { return rows_[row]; }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

  // For kinds whose rows are saved as they lie in memory. The writer only, or nobody writes.
  void save(OctetWriter& out) const {
    rows_.save(out);
    by_key_.save(out);
  }
  void load(OctetReader& in) {
    rows_.load(in);
    by_key_.load(in);
  }

 private:
  Chunked<T> rows_;
  std::conditional_t<Numerous<T>, RowIndex, MultiMap> by_key_;
};

}  // namespace concordat::facts
