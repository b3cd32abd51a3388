// Series of words, told apart by numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace concordat::recognition {

// Mixes a word into a hash.
inline void mix(std::uint64_t& hash, std::uint64_t word) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio
  hash = (hash ^ word ^ (hash >> 29)) * kMix;
}

// Series of words, each with a number of its own: as many as there are different series.
class Series {
 public:
  [[nodiscard]] std::uint32_t number_of(std::span<const std::uint64_t> words);
  void clear();
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  static constexpr std::size_t kFirstHeads = 8;  // a power of two

  struct Entry {
    std::uint64_t hash = 0;
    std::size_t first = 0;  // of its words
    std::size_t size = 0;
    std::uint32_t next = kNone;
  };
  void grow();

  std::vector<std::uint32_t> heads_ = std::vector<std::uint32_t>(kFirstHeads, kNone);
  std::vector<Entry> entries_;
  std::vector<std::uint64_t> words_;
};

}  // namespace concordat::recognition
