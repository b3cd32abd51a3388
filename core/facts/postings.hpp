// From a 64-bit key to entries that lie side by side: one writer, any number of readers without
// locks.
//
// The directory is open addressing over 16-byte slots, four to a cache line; a slot names the run
// of its key's entries, oldest first, and their count. So a look-up touches one line of the
// directory and then the entries themselves, which carry what a probe needs to decide. A run has
// room for a power of two; a full one is copied to a run twice as long and the old one left in
// place, for a reader may still be in it: it has the entries that reader was promised, and whatever
// is written into an entry later (`superseded`) concerns sizes above the one it pinned.
//
// A reader sees every entry inserted before something it synchronised with (the published size it
// pinned); of entries inserted meanwhile it may see some, and filters them by their `since`. A span
// stays valid as long as the Postings live.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace concordat::facts {

using Key = std::uint64_t;

// Packs two dense ids. Three-part keys pack two and filter by the row.
[[nodiscard]] constexpr Key pack(std::uint32_t high, std::uint32_t low) {
  return (static_cast<Key>(high) << 32) | low;
}

template <class Entry>
class Postings {
  static_assert(std::is_trivially_destructible_v<Entry>, "runs are given back, not destroyed");

 public:
  Postings() {
    tables_.push_back(std::make_unique<Table>(kSmallestTable));
    table_.store(tables_.back().get(), std::memory_order_release);
  }
  // No reader may be left.
  ~Postings() {
    for (std::size_t chunk = 0; chunk < kChunks; ++chunk) {
      Entry* const entries = chunks_[chunk].load(std::memory_order_relaxed);
      if (entries) std::allocator<Entry>().deallocate(entries, chunk_size(chunk));
    }
  }
  Postings(const Postings&) = delete;
  Postings& operator=(const Postings&) = delete;

  // Writer only. At most kLongestRun entries a key.
  void insert(Key key, const Entry& entry) {
    if ((used_ + 1) * 3 > (tables_.back()->mask + 1) * 2) grow();
    Slot& target = slot(*tables_.back(), key);
    const bool fresh = target.key.load(std::memory_order_relaxed) == kEmpty;
    Run run{.packed = fresh ? 0 : target.run.load(std::memory_order_relaxed)};
    const std::uint32_t count = run.count();
    if (count == 0 || std::has_single_bit(count)) run = moved(run);  // it is full
    std::construct_at(address_of(run) + count, entry);
    target.run.store(run.with(count + 1).packed, std::memory_order_release);
    // Keyed last: who sees the key sees its run.
    if (fresh) {
      target.key.store(key, std::memory_order_release);
      ++used_;
    }
  }

  // The entries of the key, oldest first.
  [[nodiscard]] std::span<const Entry> find(Key key) const {
    const Run run = run_of(key);
    return {address_of(run), run.count()};
  }
  // Writer only: the same, to write the members that may be written.
  [[nodiscard]] std::span<Entry> find_to_change(Key key) {
    const Run run = run_of(key);
    return {address_of(run), run.count()};
  }
  [[nodiscard]] bool contains(Key key) const { return run_of(key).count() != 0; }

  // Every key, in no order. The writer only, or nobody writes.
  [[nodiscard]] std::vector<Key> keys() const {
    std::vector<Key> keys;
    const Table& table = *tables_.back();
    for (std::size_t at = 0; at <= table.mask; ++at) {
      const Key key = table.slots[at].key.load(std::memory_order_relaxed);
      if (key != kEmpty) keys.push_back(key);
    }
    return keys;
  }

  // For batches: asks for the line of the directory now, so that `find` meets it in the cache.
  void prefetch(Key key) const {
    const Table& table = *table_.load(std::memory_order_acquire);
    __builtin_prefetch(&table.slots[spread(key) & table.mask]);
  }

 private:
  // Where a run begins and how many entries it has, in one word, so that one store publishes both:
  // chunk (6 bits), place in the chunk (32), count (26).
  struct Run {
    static constexpr unsigned kCountBits = 26;
    static constexpr unsigned kOffsetBits = 32;
    std::uint64_t packed = 0;
    [[nodiscard]] std::uint32_t count() const {
      return static_cast<std::uint32_t>(packed & ((std::uint64_t{1} << kCountBits) - 1));
    }
    [[nodiscard]] std::uint32_t offset() const {
      return static_cast<std::uint32_t>(packed >> kCountBits);
    }
    [[nodiscard]] std::size_t chunk() const { return packed >> (kCountBits + kOffsetBits); }
    [[nodiscard]] Run with(std::uint32_t count) const {
      return {packed >> kCountBits << kCountBits | count};
    }
  };
  struct Slot {
    std::atomic<Key> key{kEmpty};
    std::atomic<std::uint64_t> run{0};
  };
  struct Table {
    explicit Table(std::size_t size) : mask(size - 1), slots(std::make_unique<Slot[]>(size)) {}
    std::size_t mask;
    std::unique_ptr<Slot[]> slots;
  };

 public:
  static constexpr std::uint32_t kLongestRun = (std::uint32_t{1} << Run::kCountBits) - 1;

 private:
  // No packed pair of interned ids is all ones: ids stay below 2^32-1.
  static constexpr Key kEmpty = ~Key{0};
  static constexpr std::size_t kSmallestTable = 64;
  static constexpr std::size_t kFirstChunk = 64;  // a relation of a few rows stays small
  static constexpr std::size_t kChunks = 26;      // the last has 2^31 entries: offsets are 32 bits
  static_assert(kChunks <= 64, "a chunk is named by 6 bits");

  static constexpr std::size_t chunk_size(std::size_t chunk) { return kFirstChunk << chunk; }

  // Keys are packed dense ids, so their bits are far from random. Both halves of the product,
  // folded: every bit of the key reaches the low bits that the mask keeps.
  [[nodiscard]] static std::uint64_t spread(Key key) {
    __extension__ using Wide = unsigned __int128;
    constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio
    constexpr std::uint64_t kOffset = 0x6A09E667F3BCC909;
    const Wide product = static_cast<Wide>(key ^ kOffset) * kMix;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }

  // The slot of the key, or the empty one where it would go. There is always an empty one: tables
  // are filled to two thirds at most.
  [[nodiscard]] static Slot& slot(const Table& table, Key key) {
    for (std::size_t at = spread(key) & table.mask;; at = (at + 1) & table.mask) {
      Slot& candidate = table.slots[at];
      const Key found = candidate.key.load(std::memory_order_acquire);
      if (found == key || found == kEmpty) return candidate;
    }
  }

  [[nodiscard]] Run run_of(Key key) const {
    const Table& table = *table_.load(std::memory_order_acquire);
    for (std::size_t at = spread(key) & table.mask;; at = (at + 1) & table.mask) {
      const Slot& candidate = table.slots[at];
      const Key found = candidate.key.load(std::memory_order_acquire);
      if (found == key) return {candidate.run.load(std::memory_order_acquire)};
      if (found == kEmpty) return {};
    }
  }

  // Relaxed is enough: whoever knows the run has synchronised with its publication.
  [[nodiscard]] Entry* address_of(Run run) const {
    return chunks_[run.chunk()].load(std::memory_order_relaxed) + run.offset();
  }

  // A run with the same entries and room for at least one more.
  [[nodiscard]] Run moved(Run from) {
    const std::uint32_t count = from.count();
    assert(count < kLongestRun);
    const Run to = take(count == 0 ? 1 : std::size_t{count} * 2);
    const Entry* const entries = address_of(from);
    for (std::uint32_t at = 0; at < count; ++at) {
      std::construct_at(address_of(to) + at, entries[at]);
    }
    return to;
  }

  // Room for so many entries next to each other. What is left of a chunk too short is left empty.
  [[nodiscard]] Run take(std::size_t count) {
    while (chunk_used_ + count > chunk_size(chunk_)) {
      ++chunk_;
      chunk_used_ = 0;
      assert(chunk_ < kChunks);
    }
    if (!chunks_[chunk_].load(std::memory_order_relaxed)) {
      chunks_[chunk_].store(std::allocator<Entry>().allocate(chunk_size(chunk_)),
                            std::memory_order_release);
    }
    const std::uint64_t place = std::uint64_t{chunk_} << Run::kOffsetBits | chunk_used_;
    chunk_used_ += count;
    return {place << Run::kCountBits};
  }

  void grow() {
    const Table& old = *tables_.back();
    auto larger = std::make_unique<Table>((old.mask + 1) * 2);
    for (std::size_t at = 0; at <= old.mask; ++at) {
      const Key key = old.slots[at].key.load(std::memory_order_relaxed);
      if (key == kEmpty) continue;
      Slot& target = slot(*larger, key);
      target.run.store(old.slots[at].run.load(std::memory_order_relaxed),
                       std::memory_order_relaxed);
      target.key.store(key, std::memory_order_relaxed);
    }
    tables_.push_back(std::move(larger));
    // A reader still in the old table finds there every entry inserted before this store, which is
    // all that the size it pinned can show. Outgrown tables stay; their sizes add up to less than
    // the last.
    table_.store(tables_.back().get(), std::memory_order_release);
  }

  std::array<std::atomic<Entry*>, kChunks> chunks_{};
  std::atomic<const Table*> table_{nullptr};

  // The writer's alone.
  std::vector<std::unique_ptr<Table>> tables_;  // the last is the one in use
  std::size_t used_ = 0;
  std::size_t chunk_ = 0;
  std::size_t chunk_used_ = 0;
};

}  // namespace concordat::facts
