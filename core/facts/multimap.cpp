#include "core/facts/multimap.hpp"

namespace concordat::facts {
namespace {

constexpr std::size_t kSmallestTable = 64;

// Keys are packed dense ids, so their bits are far from random: the finaliser of SplitMix64 spreads
// them before the mask cuts.
std::uint64_t spread(Key key) {
  key ^= key >> 30;
  key *= 0xBF58476D1CE4E5B9;
  key ^= key >> 27;
  key *= 0x94D049BB133111EB;
  return key ^ (key >> 31);
}

}  // namespace

MultiMap::MultiMap() {
  tables_.push_back(std::make_unique<Table>(kSmallestTable));
  table_.store(tables_.back().get(), std::memory_order_release);
}

MultiMap::~MultiMap() = default;

// The slot of the key, or the empty one where it would go. There is always an empty one: tables are
// filled to two thirds at most.
MultiMap::Slot& MultiMap::slot(const Table& table, Key key) {
  for (std::size_t at = spread(key) & table.mask;; at = (at + 1) & table.mask) {
    Slot& candidate = table.slots[at];
    const Key found = candidate.key.load(std::memory_order_acquire);
    if (found == key || found == kEmpty) return candidate;
  }
}

std::uint32_t MultiMap::head(Key key) const {
  const Slot& found = slot(*table_.load(std::memory_order_acquire), key);
  // Read again: a slot that was empty may have been given to another key meanwhile.
  if (found.key.load(std::memory_order_acquire) != key) return kNone;
  return found.head.load(std::memory_order_acquire);
}

void MultiMap::insert(Key key, std::uint32_t row) {
  if ((used_ + 1) * 3 > (tables_.back()->mask + 1) * 2) grow();
  Slot& target = slot(*tables_.back(), key);
  const bool fresh = target.key.load(std::memory_order_relaxed) == kEmpty;
  const auto posting = static_cast<std::uint32_t>(postings_.size());
  postings_.push_back(Posting{row, target.head.load(std::memory_order_relaxed)});
  target.head.store(posting, std::memory_order_release);
  // Keyed last: who sees the key sees its postings.
  if (fresh) {
    target.key.store(key, std::memory_order_release);
    ++used_;
  }
}

void MultiMap::grow() {
  const Table& old = *tables_.back();
  auto larger = std::make_unique<Table>((old.mask + 1) * 2);
  for (std::size_t at = 0; at <= old.mask; ++at) {
    const Key key = old.slots[at].key.load(std::memory_order_relaxed);
    if (key == kEmpty) continue;
    Slot& target = slot(*larger, key);
    target.head.store(old.slots[at].head.load(std::memory_order_relaxed),
                      std::memory_order_relaxed);
    target.key.store(key, std::memory_order_relaxed);
  }
  tables_.push_back(std::move(larger));
  // A reader still in the old table finds there every row inserted before this store, which is all
  // that the size it pinned can show.
  table_.store(tables_.back().get(), std::memory_order_release);
}

}  // namespace concordat::facts
