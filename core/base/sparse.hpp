// A column in which most places are empty: a bit for each, and the numbers that are there.
//
// One thread at a time appends. Any thread may read, at the same time and without locks, a place
// that was appended before something it synchronised with.
#pragma once

#include <atomic>
#include <bit>
#include <cstdint>

#include "core/base/chunked.hpp"

namespace concordat {

class SparseColumn {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // The writer only. A number, or kNone.
  void push_back(std::uint32_t number) {
    const std::size_t at = size_++;
    if (at % kBits == 0) words_.push_back(std::uint64_t{0});
    if (at % kCounted == 0) before_.push_back(static_cast<std::uint32_t>(numbers_.size()));
    if (number == kNone) return;
    numbers_.push_back(number);
    std::atomic<std::uint64_t>& word = words_[at / kBits];
    word.store(word.load(std::memory_order_relaxed) | std::uint64_t{1} << at % kBits,
               std::memory_order_release);
  }

  // The number at a place that was appended, or kNone. Bits that are set later stand behind it and
  // are not counted.
  [[nodiscard]] std::uint32_t operator[](std::size_t at) const {
    const std::uint64_t word = words_[at / kBits].load(std::memory_order_acquire);
    if ((word >> at % kBits & 1) == 0) return kNone;
    std::size_t rank = before_[at / kCounted];
    for (std::size_t other = at / kCounted * (kCounted / kBits); other < at / kBits; ++other) {
      rank +=
          static_cast<std::size_t>(std::popcount(words_[other].load(std::memory_order_relaxed)));
    }
    const std::uint64_t below = word & ((std::uint64_t{1} << at % kBits) - 1);
    return numbers_[rank + static_cast<std::size_t>(std::popcount(below))];
  }

  // As it lies in memory. The writer only, or nobody writes.
  void save(OctetWriter& out) const {
    out.value(std::uint64_t{size_});
    words_.save(out);
    before_.save(out);
    numbers_.save(out);
  }
  // In place of what was there, before anybody reads it.
  void load(OctetReader& in) {
    size_ = static_cast<std::size_t>(in.value<std::uint64_t>());
    words_.load(in);
    before_.load(in);
    numbers_.load(in);
  }

 private:
  static constexpr std::size_t kBits = 64;
  // Places between two counts: a cache line of bits.
  static constexpr std::size_t kCounted = 512;

  Chunked<std::atomic<std::uint64_t>> words_;  // a bit for each place
  Chunked<std::uint32_t> before_;              // how many numbers there are before each such group
  Chunked<std::uint32_t> numbers_;
  std::size_t size_ = 0;  // the writer's alone
};

}  // namespace concordat
