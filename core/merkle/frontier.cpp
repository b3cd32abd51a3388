#include "core/merkle/frontier.hpp"

#include <bit>
#include <string>

namespace concordat::merkle {
namespace {

// [begin, end) of a tree whose first `before.size()` leaves are known only through their peaks.
struct Range {
  std::uint64_t begin;
  std::uint64_t end;
};

// The peak that covers exactly this range, or null.
const Hash* peak_over(const Frontier& frontier, Range range) {
  std::uint64_t begin = 0;
  for (const Hash& peak : frontier.peaks()) {
    const std::uint64_t end = begin + std::bit_floor(frontier.size() - begin);
    if (begin == range.begin && end == range.end) return &peak;
    begin = end;
  }
  return nullptr;
}

// The recursion's splits never cut a peak in two: every split is at a power of two that is a
// multiple of the peaks to its left.
Hash range_root(const Frontier& before, std::span<const Hash> leaves, Range range) {
  if (range.end <= before.size()) {
    if (const Hash* peak = peak_over(before, range)) return *peak;
  }
  if (range.begin >= before.size()) {
    return tree_root(leaves.subspan(static_cast<std::size_t>(range.begin - before.size()),
                                    static_cast<std::size_t>(range.end - range.begin)));
  }
  const std::uint64_t split = range.begin + std::bit_floor(range.end - range.begin - 1);
  return node_hash(range_root(before, leaves, {range.begin, split}),
                   range_root(before, leaves, {split, range.end}));
}

}  // namespace

Result<Frontier> Frontier::restore(std::uint64_t size, std::vector<Hash> peaks) {
  const auto expected = static_cast<std::size_t>(std::popcount(size));
  if (peaks.size() != expected) {
    return fail({.code = "merkle.peak-count", .expected = std::to_string(expected) + " hashes"});
  }
  Frontier frontier;
  frontier.size_ = size;
  frontier.peaks_ = std::move(peaks);
  return frontier;
}

void Frontier::append(const Hash& leaf) { append_complete(0, leaf); }

void Frontier::append_complete(unsigned level, const Hash& root) {
  Hash joined = root;
  // As in adding one to a binary number: every trailing one bit is a subtree that is now complete.
  for (std::uint64_t carry = size_ >> level; carry & 1; carry >>= 1) {
    joined = node_hash(peaks_.back(), joined);
    peaks_.pop_back();
  }
  peaks_.push_back(joined);
  size_ += std::uint64_t{1} << level;
}

Hash Frontier::root() const {
  if (peaks_.empty()) return empty_root();
  Hash root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = node_hash(peaks_[i], root);
  return root;
}

Hash root_after(const Frontier& before, std::span<const Hash> leaves) {
  if (before.size() + leaves.size() == 0) return empty_root();
  return range_root(before, leaves, {0, before.size() + leaves.size()});
}

}  // namespace concordat::merkle
