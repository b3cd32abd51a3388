// What of a row is needed to decide whether it holds: enough for an index to answer from its own
// lines, without a look at the row.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/base/chunked.hpp"
#include "core/facts/row.hpp"

namespace concordat::facts {

struct Posting {
  DateSpan certain;
  Ordinal since = 0;
  Ordinal origin = 0;
  std::atomic<Ordinal> superseded{kNever};  // as in the row; written once, by the writer
  std::uint32_t row = 0;                    // its place in the relation

  Posting() = default;
  Posting(const Row& from, std::uint32_t at)
      : certain(from.certain),
        since(from.since),
        origin(from.origin),
        superseded(from.superseded.load(std::memory_order_relaxed)),
        row(at) {}
  // Copies are made by the writer alone, before the copy can be reached.
  Posting(const Posting& other)
      : certain(other.certain),
        since(other.since),
        origin(other.origin),
        superseded(other.superseded.load(std::memory_order_relaxed)),
        row(other.row) {}
  Posting& operator=(const Posting&) = delete;

  [[nodiscard]] bool visible(Ordinal size) const {
    return since < size && size <= superseded.load(std::memory_order_acquire);
  }
  // Visible at the size and sure to hold at the date. Without branches: the parts are cheap, and
  // which of them fails cannot be foreseen.
  [[nodiscard]] bool holds(Ordinal size, Date date) const {
    const Ordinal until = superseded.load(std::memory_order_acquire);
    return (static_cast<unsigned>(since < size) & static_cast<unsigned>(size <= until) &
            static_cast<unsigned>(certain.from <= date) &
            static_cast<unsigned>(date < certain.until)) != 0;
  }
};
static_assert(sizeof(Posting) == 24);

// A set of ordinals, one bit each: which statements were ever interrupted, say. A registry's worth
// stays in the cache, so that the question "anything against it?" costs nothing where the answer is
// no, as it nearly always is. One writer, any number of readers; elements are never taken out.
class OrdinalSet {
 public:
  // Writer only.
  void insert(Ordinal ordinal) {
    while (words_.size() <= ordinal / kBits) words_.push_back(std::uint64_t{0});
    std::atomic<std::uint64_t>& word = words_[ordinal / kBits];
    word.store(word.load(std::memory_order_relaxed) | std::uint64_t{1} << ordinal % kBits,
               std::memory_order_release);
  }
  // Sees every insertion that happened before something the reader synchronised with.
  [[nodiscard]] bool contains(Ordinal ordinal) const {
    if (ordinal / kBits >= words_.size()) return false;
    const std::uint64_t word = words_[ordinal / kBits].load(std::memory_order_acquire);
    return (word >> ordinal % kBits & 1) != 0;
  }

  // As it lies in memory. The writer only, or nobody writes.
  void save(OctetWriter& out) const { words_.save(out); }
  void load(OctetReader& in) { words_.load(in); }

 private:
  static constexpr Ordinal kBits = 64;
  Chunked<std::atomic<std::uint64_t>> words_;
};

}  // namespace concordat::facts
