#include "registry/bundle/lines.hpp"

#include <algorithm>

namespace concordat::registry::bundle {
namespace {

constexpr std::size_t kBlock_bytes = std::size_t{64} << 10;

}  // namespace

bool Lines::fill() {
  block_.resize(kBlock_bytes);
  from_.read(block_.data(), static_cast<std::streamsize>(block_.size()));
  block_.resize(static_cast<std::size_t>(from_.gcount()));
  at_ = 0;
  read_ += block_.size();
  return !block_.empty();
}

Result<std::optional<std::string>> Lines::next() {
  std::string line;
  for (;;) {
    if (at_ == block_.size() && !fill()) break;
    if (line.empty()) ++number_;
    const auto begin = block_.begin() + static_cast<std::ptrdiff_t>(at_);
    const auto end = std::find(begin, block_.end(), '\n');
    line.append(begin, end);
    at_ = static_cast<std::size_t>(end - block_.begin());
    if (line.size() > kMaxLine_bytes || read_ > kMaxBundle_bytes + kBlock_bytes) {
      return fail({.code = "offline.too-large", .place = place()});
    }
    if (end == block_.end()) continue;
    ++at_;
    return std::optional(std::move(line));
  }
  if (from_.bad()) return fail({.code = "cli.file", .place = place()});
  if (line.empty()) return std::optional<std::string>();
  return fail({.code = "offline.unfinished", .place = place(), .expected = "a line that ends"});
}

}  // namespace concordat::registry::bundle
