#include "core/log/extract.hpp"

#include <algorithm>
#include <bit>

namespace concordat::log {
namespace {

// Places are 63 bits, as in proofs.
constexpr unsigned kLevels = 63;

}  // namespace

std::vector<merkle::Node> subtrees_of(std::uint64_t begin, std::uint64_t end) {
  std::vector<merkle::Node> nodes;
  while (begin < end) {
    const auto fits = static_cast<unsigned>(std::bit_width(end - begin)) - 1;
    const auto stands = begin == 0 ? fits : static_cast<unsigned>(std::countr_zero(begin));
    const unsigned level = std::min(fits, stands);
    nodes.push_back({.level = level, .index = begin >> level});
    begin += std::uint64_t{1} << level;
  }
  return nodes;
}

void Extract::entry(ByteView octets) { frontier_.append(merkle::leaf_hash(octets)); }

Status Extract::leave_out(unsigned level, const merkle::Hash& root) {
  if (level < kLevels) {
    const std::uint64_t count = std::uint64_t{1} << level;
    const std::uint64_t room = (std::uint64_t{1} << kLevels) - count;
    if (size() % count == 0 && size() <= room) {
      frontier_.append_complete(level, root);
      return {};
    }
  }
  return fail({.code = "extract.place",
               .place = "entry " + std::to_string(size()),
               .expected = "a power of two of entries that divides their place"});
}

}  // namespace concordat::log
