// Of which statement a row is. What a correction in part leaves of a row is written anew, recorded
// by the correcting statement, with the content of the one that was corrected
// (spec/formats/facts.md, "Corrections"): whoever reads the statement of such a row for what it
// says reads the corrector's words for days of which they do not speak.
#pragma once

#include <vector>

#include "core/facts/columns.hpp"
#include "core/facts/relations.hpp"

namespace concordat::facts {

// The first row made by that statement or a later one: rows lie in the order of recording.
template <class T>
[[nodiscard]] std::uint32_t first_since(const Relation<T>& rows, Ordinal ordinal) {
  std::uint32_t low = 0;
  auto high = static_cast<std::uint32_t>(rows.size());
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (rows.at(middle).since < ordinal) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

namespace detail {

class Octets final : public OctetSink {
 public:
  void put(std::span<const std::byte> octets) override {
    kept_.insert(kept_.end(), octets.begin(), octets.end());
  }
  friend bool operator==(const Octets& left, const Octets& right) {
    return left.kept_ == right.kept_;
  }

 private:
  std::vector<std::byte> kept_;
};

// Everything but when it holds and by whom.
template <class T>
Octets content_of(T row) {
  row.certain = {};
  row.possible = {};
  row.since = 0;
  row.origin = 0;
  row.superseded.store(kNever, std::memory_order_relaxed);
  Octets octets;
  OctetWriter out(octets);
  columns::put(out, row);
  return octets;
}

inline bool spans(const DateSpan& outer, const DateSpan& inner) {
  return inner.empty() || (outer.from <= inner.from && inner.until <= outer.until);
}

}  // namespace detail

// The statement that a row has its content from; for kinds of which a statement makes one row. A
// statement's own row comes before the copies that it occasions, and of statements that correct
// each other the newest that speaks of those days has them.
template <class T>
[[nodiscard]] Ordinal stated_by(const Relation<T>& rows, const T& row) {
  const auto is_own = [&](const T& one) { return &rows.at(first_since(rows, one.since)) == &one; };
  if (is_own(row)) return row.since;
  const detail::Octets content = detail::content_of(row);
  const T* found = nullptr;
  rows.visit_ever(key_of(row), [&](const T& one) {
    const bool may_be = one.origin == row.origin && one.since <= row.since && is_own(one) &&
                        detail::spans(one.certain, row.certain) &&
                        detail::spans(one.possible, row.possible);
    if (may_be && (!found || one.since > found->since) && detail::content_of(one) == content) {
      found = &one;
    }
    return true;
  });
  return found ? found->since : row.since;
}

}  // namespace concordat::facts
