#include "core/base/intern.hpp"

#include <algorithm>
#include <cstring>

namespace concordat {
namespace {

// A registry of a handful of statements should stay small.
constexpr std::size_t kFirstSlots = 1024;
// Linear probing stays short up to here: three quarters of the slots in use.
constexpr std::size_t kFullNumerator = 3;
constexpr std::size_t kFullDenominator = 4;
// Large enough that few texts straddle the end of a block, small enough not to be noticed.
constexpr std::size_t kBlockBytes = std::size_t{256} << 10;
constexpr std::size_t kSizeBytes = sizeof(std::uint32_t);

// Odd constants without pattern: fractional parts of square roots of primes.
constexpr std::uint64_t kMixFirst = 0x6A09E667F3BCC909;
constexpr std::uint64_t kMixSecond = 0xBB67AE8584CAA73B;
constexpr std::uint64_t kMixLast = 0x3C6EF372FE94F82B;

__extension__ using Wide = unsigned __int128;

// Both halves of the product, folded: every bit of either factor reaches every bit of the result.
std::uint64_t fold(std::uint64_t left, std::uint64_t right) {
  const Wide product = static_cast<Wide>(left) * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t load(const char* from, std::size_t size_bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, size_bytes);
  return word;
}

// A slot is 0 when empty; otherwise the hash in its upper half and the id plus one in its lower.
// The hash both places a text and tells it from its neighbours, so a table grows without a look at
// texts.
std::uint64_t occupied(std::uint32_t hash, std::uint32_t id) {
  return (std::uint64_t{hash} << 32) | (std::uint64_t{id} + 1);
}

std::uint32_t hash_in(std::uint64_t slot) { return static_cast<std::uint32_t>(slot >> 32); }

std::uint32_t id_in(std::uint64_t slot) { return static_cast<std::uint32_t>(slot) - 1; }

}  // namespace

struct Interner::Table {
  explicit Table(std::size_t slot_count)
      : mask(slot_count - 1), slots(std::make_unique<std::atomic<std::uint64_t>[]>(slot_count)) {}

  [[nodiscard]] std::size_t slot_count() const { return mask + 1; }

  std::size_t mask;  // a power of two less one
  std::unique_ptr<std::atomic<std::uint64_t>[]> slots;
};

Interner::Interner(std::uint64_t seed) : seed_(seed ^ kMixFirst) {
  tables_.push_back(std::make_unique<Table>(kFirstSlots));
  table_.store(tables_.back().get(), std::memory_order_release);
}

Interner::~Interner() = default;

std::uint32_t Interner::hash(std::string_view text) const {
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t state = seed_;
  for (; left > 16; left -= 16, at += 16) {
    state = fold(load(at, 8) ^ kMixSecond, load(at + 8, 8) ^ state);
  }
  const std::size_t first = std::min<std::size_t>(left, 8);
  const std::uint64_t tail_first = first > 0 ? load(at, first) : 0;
  const std::uint64_t tail_second = left > 8 ? load(at + 8, left - 8) : 0;
  state = fold(tail_first ^ kMixSecond, tail_second ^ state);
  return static_cast<std::uint32_t>(fold(state ^ kMixLast, seed_ ^ text.size()));
}

Interner::Probe Interner::probe(const Table& table, std::string_view text,
                                std::uint32_t hash) const {
  std::size_t at = hash & table.mask;
  while (true) {
    // Acquires what the writer stored before it filled the slot: the text behind the id.
    const std::uint64_t slot = table.slots[at].load(std::memory_order_acquire);
    if (slot == 0) return {at, slot};
    if (hash_in(slot) == hash && this->text(id_in(slot)) == text) return {at, slot};
    at = (at + 1) & table.mask;
  }
}

std::optional<std::uint32_t> Interner::find(std::string_view text) const {
  const Table& table = *table_.load(std::memory_order_acquire);
  const Probe found = probe(table, text, hash(text));
  if (found.slot == 0) return std::nullopt;
  return id_in(found.slot);
}

std::uint32_t Interner::intern(std::string_view text) {
  const std::uint32_t text_hash = hash(text);
  Table* table = tables_.back().get();
  Probe found = probe(*table, text, text_hash);
  if (found.slot != 0) return id_in(found.slot);

  if ((texts_.size() + 1) * kFullDenominator > table->slot_count() * kFullNumerator) {
    grow();
    table = tables_.back().get();
    found = probe(*table, text, text_hash);
  }
  const auto id = static_cast<std::uint32_t>(texts_.push_back(keep(text)));
  table->slots[found.at].store(occupied(text_hash, id), std::memory_order_release);
  return id;
}

std::string_view Interner::text(std::uint32_t id) const {
  const char* const kept = texts_[id];
  std::uint32_t size_bytes = 0;
  std::memcpy(&size_bytes, kept, kSizeBytes);
  return {kept + kSizeBytes, size_bytes};
}

const char* Interner::keep(std::string_view text) {
  const std::size_t needed_bytes = kSizeBytes + text.size();
  char* place = nullptr;
  if (needed_bytes > kBlockBytes) {
    // A block of its own; what is free in the current one remains free.
    place = blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(needed_bytes)).get();
  } else {
    if (needed_bytes > free_bytes_) {
      free_ = blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(kBlockBytes)).get();
      free_bytes_ = kBlockBytes;
    }
    place = free_;
    free_ += needed_bytes;
    free_bytes_ -= needed_bytes;
  }
  const auto size_bytes = static_cast<std::uint32_t>(text.size());
  std::memcpy(place, &size_bytes, kSizeBytes);
  std::copy(text.begin(), text.end(), place + kSizeBytes);
  return place;
}

void Interner::grow() {
  const Table& old = *tables_.back();
  auto table = std::make_unique<Table>(old.slot_count() * 2);
  for (std::size_t from = 0; from < old.slot_count(); ++from) {
    const std::uint64_t slot = old.slots[from].load(std::memory_order_relaxed);
    if (slot == 0) continue;
    std::size_t at = hash_in(slot) & table->mask;
    while (table->slots[at].load(std::memory_order_relaxed) != 0) at = (at + 1) & table->mask;
    table->slots[at].store(slot, std::memory_order_relaxed);
  }
  // Publishes the filled slots together with the table.
  table_.store(table.get(), std::memory_order_release);
  tables_.push_back(std::move(table));
}

}  // namespace concordat
