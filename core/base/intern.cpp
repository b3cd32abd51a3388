#include "core/base/intern.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace concordat {
namespace {

// A length of less than both of these is one byte; longer ones have the first before four others.
constexpr unsigned char kLong = 0xFF;
// In place of a length: the rest of the block is empty, what follows lies in the next.
constexpr unsigned char kEmptyRest = 0xFE;
constexpr std::size_t kLongFrom = kEmptyRest;

std::string_view text_at(const char* kept) {
  const auto first = static_cast<unsigned char>(*kept);
  if (first != kLong) return {kept + 1, first};
  std::uint32_t size_bytes = 0;
  std::memcpy(&size_bytes, kept + 1, sizeof size_bytes);
  return {kept + 1 + sizeof size_bytes, size_bytes};
}

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

std::uint64_t word_at(const char* from, std::size_t size_bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, size_bytes);
  return word;
}

}  // namespace

Interner::Interner(std::uint64_t seed)
    : seed_(seed ^ kMixFirst), blocks_(std::make_unique<std::atomic<char*>[]>(kBlocks)) {}

Interner::~Interner() = default;

std::uint32_t Interner::hash(std::string_view text) const {
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t state = seed_;
  for (; left > 16; left -= 16, at += 16) {
    state = fold(word_at(at, 8) ^ kMixSecond, word_at(at + 8, 8) ^ state);
  }
  const std::size_t first = std::min<std::size_t>(left, 8);
  const std::uint64_t tail_first = first > 0 ? word_at(at, first) : 0;
  const std::uint64_t tail_second = left > 8 ? word_at(at + 8, left - 8) : 0;
  state = fold(tail_first ^ kMixSecond, tail_second ^ state);
  return static_cast<std::uint32_t>(fold(state ^ kMixLast, seed_ ^ text.size()));
}

std::optional<std::uint32_t> Interner::find(std::string_view text) const {
  const std::uint32_t found =
      index_.find(hash(text), [&](std::uint32_t id) { return this->text(id) == text; });
  if (found == HashIndex::kNone) return std::nullopt;
  return found;
}

std::uint32_t Interner::intern(std::string_view text) {
  const std::uint32_t text_hash = hash(text);
  const std::uint32_t known =
      index_.find(text_hash, [&](std::uint32_t id) { return this->text(id) == text; });
  if (known != HashIndex::kNone) return known;
  const std::uint32_t place = keep(text);
  const std::uint32_t id = size_++;
  if (id % kGroup == 0) places_.push_back(place);
  index_.insert(text_hash, id, [&](std::uint32_t other) { return hash(this->text(other)); });
  return id;
}

const char* Interner::address_of(std::uint64_t place) const {
  const auto at = static_cast<std::size_t>(place * kUnit_bytes);
  // Relaxed is enough: whoever knows the place has synchronised with what was stored before it.
  return blocks_[at / kBlock_bytes].load(std::memory_order_relaxed) + at % kBlock_bytes;
}

const char* Interner::kept(std::uint32_t id) const {
  constexpr std::uint64_t kBlockUnits = kBlock_bytes / kUnit_bytes;
  std::uint64_t place = places_[id / kGroup];
  for (std::uint32_t left = id % kGroup;; --left) {
    const char* at = address_of(place);
    if (static_cast<unsigned char>(*at) == kEmptyRest) {
      place = (place / kBlockUnits + 1) * kBlockUnits;
      at = address_of(place);
    }
    if (left == 0) return at;
    const std::string_view text = text_at(at);
    const auto size_bytes = static_cast<std::size_t>(text.data() + text.size() - at);
    place += (size_bytes + kUnit_bytes - 1) / kUnit_bytes;
  }
}

std::string_view Interner::text(std::uint32_t id) const { return text_at(kept(id)); }

char* Interner::address_to_fill() const {
  return blocks_[free_ / kBlock_bytes].load(std::memory_order_relaxed) + free_ % kBlock_bytes;
}

// Where a text of so many bytes may go: at the beginning of blocks of its own, as many as it needs.
std::size_t Interner::begin_block(std::size_t needed_bytes) {
  const std::size_t count = (needed_bytes + kBlock_bytes - 1) / kBlock_bytes;
  assert(blocks_used_ + count <= kBlocks);
  char* const bytes =
      owned_.emplace_back(std::make_unique_for_overwrite<char[]>(count * kBlock_bytes)).get();
  for (std::size_t block = 0; block < count; ++block) {
    blocks_[blocks_used_ + block].store(bytes + block * kBlock_bytes, std::memory_order_release);
  }
  const std::size_t begin = blocks_used_ * kBlock_bytes;
  if (free_bytes_ > 0) {
    std::memset(address_to_fill(), 0, free_bytes_);
    *address_to_fill() = static_cast<char>(kEmptyRest);
  }
  blocks_used_ += count;
  free_bytes_ = count * kBlock_bytes;
  return begin;
}

void Interner::save(OctetWriter& out) const {
  out.value(seed_);
  out.value(size_);
  places_.save(out);
  index_.save(out);
  out.value(std::uint64_t{blocks_used_});
  out.value(std::uint64_t{free_});
  out.value(std::uint64_t{free_bytes_});
  for (std::size_t block = 0; block < blocks_used_; ++block) {
    const std::size_t used = std::min(kBlock_bytes, free_ - block * kBlock_bytes);
    out.values(std::span<const char>(blocks_[block].load(std::memory_order_relaxed), used));
  }
}

void Interner::load(OctetReader& in) {
  if (in.value<std::uint64_t>() != seed_) return in.fail();
  size_ = in.value<std::uint32_t>();
  places_.load(in);
  index_.load(in);
  const auto count = in.value<std::uint64_t>();
  const auto used = in.value<std::uint64_t>();
  const auto left = in.value<std::uint64_t>();
  const bool whole =
      count <= kBlocks && used <= count * kBlock_bytes && left == count * kBlock_bytes - used;
  if (in.failed() || !whole) return in.fail();
  if (count == 0) return;
  const auto used_bytes = static_cast<std::size_t>(used);
  const auto left_bytes = static_cast<std::size_t>(left);
  (void)begin_block(static_cast<std::size_t>(count) * kBlock_bytes);
  free_ = used_bytes;
  free_bytes_ = left_bytes;
  in.values(std::span(owned_.back().get(), used_bytes));
}

std::uint32_t Interner::keep(std::string_view text) {
  const bool is_long = text.size() >= kLongFrom;
  const std::size_t head_bytes = is_long ? 1 + sizeof(std::uint32_t) : 1;
  const std::size_t needed_bytes =
      (head_bytes + text.size() + kUnit_bytes - 1) / kUnit_bytes * kUnit_bytes;
  if (needed_bytes > free_bytes_) free_ = begin_block(needed_bytes);
  const auto place = static_cast<std::uint32_t>(free_ / kUnit_bytes);
  char* kept = address_to_fill();
  std::memset(kept + needed_bytes - kUnit_bytes, 0, kUnit_bytes);
  free_ += needed_bytes;
  free_bytes_ -= needed_bytes;
  *kept++ = static_cast<char>(is_long ? kLong : text.size());
  if (is_long) {
    const auto size_bytes = static_cast<std::uint32_t>(text.size());
    std::memcpy(kept, &size_bytes, sizeof size_bytes);
    kept += sizeof size_bytes;
  }
  std::copy(text.begin(), text.end(), kept);
  return place;
}

}  // namespace concordat
