#include "cli/progress.hpp"

#include <algorithm>

#include <unistd.h>

namespace concordat::cli {
namespace {

// With the numbers beside it the bar fits 80 columns.
constexpr std::size_t kBar_columns = 40;

}  // namespace

std::string progress_bar(std::size_t done, std::size_t total) {
  const std::size_t at = std::min(done, total);
  const std::size_t filled = total == 0 ? kBar_columns : at * kBar_columns / total;
  std::string bar(filled, '=');
  if (filled < kBar_columns) bar.push_back('>');
  bar.resize(kBar_columns, ' ');
  return "[" + bar + "] " + std::to_string(at) + " of " + std::to_string(total) + " statements";
}

Progress::Progress(int descriptor, std::size_t total)
    : descriptor_(descriptor), total_(total), watched_(isatty(descriptor) == 1) {}

Progress::~Progress() {
  if (shown_) write("\n");
}

void Progress::show(std::size_t done) {
  if (!watched_) return;
  shown_ = true;
  write("\r" + progress_bar(done, total_));
}

// A bar that cannot be written is missed by nobody.
void Progress::write(const std::string& text) const {
  [[maybe_unused]] const auto written = ::write(descriptor_, text.data(), text.size());
}

}  // namespace concordat::cli
