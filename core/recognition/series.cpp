#include "core/recognition/series.hpp"

#include <algorithm>

namespace concordat::recognition {

std::uint32_t Series::number_of(std::span<const std::uint64_t> words) {
  std::uint64_t hash = words.size();
  for (const std::uint64_t word : words) mix(hash, word);
  hash ^= hash >> 32;
  for (std::uint32_t at = heads_[hash & (heads_.size() - 1)]; at != kNone; at = entries_[at].next) {
    const Entry& entry = entries_[at];
    if (entry.hash != hash || entry.size != words.size()) continue;
    if (std::equal(words.begin(), words.end(), &words_[entry.first])) return at;
  }
  if (entries_.size() >= heads_.size()) grow();
  std::uint32_t& head = heads_[hash & (heads_.size() - 1)];
  const auto number = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({.hash = hash, .first = words_.size(), .size = words.size(), .next = head});
  words_.insert(words_.end(), words.begin(), words.end());
  head = number;
  return number;
}

void Series::grow() {
  heads_.assign(heads_.size() * 2, kNone);
  for (std::uint32_t at = 0; at < entries_.size(); ++at) {
    std::uint32_t& head = heads_[entries_[at].hash & (heads_.size() - 1)];
    entries_[at].next = head;
    head = at;
  }
}

void Series::clear() {
  if (entries_.empty()) return;
  entries_.clear();
  words_.clear();
  std::ranges::fill(heads_, kNone);
}

}  // namespace concordat::recognition
