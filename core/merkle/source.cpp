#include "core/merkle/source.hpp"

#include <bit>
#include <string>

namespace concordat::merkle {

void Tree::append(const Hash& leaf) {
  Hash hash = leaf;
  for (std::size_t level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    std::vector<Hash>& row = levels_[level];
    row.push_back(hash);
    if (row.size() % 2 != 0) return;
    hash = node_hash(row[row.size() - 2], row.back());
  }
}

Result<Hash> Tree::hash(Node node) {
  if (node.level >= levels_.size() || node.index >= levels_[node.level].size()) {
    return fail(
        {.code = "merkle.node-missing",
         .place = "level " + std::to_string(node.level) + ", index " + std::to_string(node.index)});
  }
  return levels_[node.level][static_cast<std::size_t>(node.index)];
}

std::span<const Hash> Tree::row(unsigned level) const {
  if (level >= levels_.size()) return {};
  return levels_[level];
}

Result<Hash> range_root(HashSource& source, std::uint64_t begin, std::uint64_t end) {
  if (begin == 0 && end == 0) return empty_root();
  const std::uint64_t length = end - begin;
  // Aligned to bit_ceil(length), written so that lengths above 2^63 do not overflow.
  const bool aligned =
      begin == 0 || (begin < end && (begin & (std::bit_floor(length) - 1)) == 0 &&
                     (std::has_single_bit(length) || (begin & std::bit_floor(length)) == 0));
  if (!aligned) {
    return fail({.code = "merkle.range", .expected = "begin aligned to the length of the range"});
  }
  // The complete subtrees of the range, largest first, then joined from the right.
  std::vector<Hash> peaks;
  while (begin < end) {
    const auto level = static_cast<unsigned>(std::bit_width(end - begin) - 1);
    CONCORDAT_TRY(peak, source.hash({level, begin >> level}));
    peaks.push_back(peak);
    begin += std::uint64_t{1} << level;
  }
  Hash root = peaks.back();
  for (std::size_t i = peaks.size() - 1; i-- > 0;) root = node_hash(peaks[i], root);
  return root;
}

}  // namespace concordat::merkle
