// concordat_bench_wasm FILE
//
// The native side of bench/wasm/run: a follower fed with the statements of a file of cases
// (wasm/answers/README.md; here with a line "round" before the questions of each round), and the
// processor time of its questions. Prints microseconds a question, of the best round.
#include <algorithm>
#include <charconv>
#include <ctime>
#include <fstream>
#include <iostream>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/follower.hpp"

namespace {

using namespace concordat;

constexpr std::string_view kDraft = "draft ";
constexpr std::string_view kRound = "round";
constexpr std::string_view kQuestion = "question ";

double cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

Status add(wasm::Follower& follower, std::string_view line) {
  std::int64_t recorded_ms = 0;
  const char* const end = line.data() + line.size();
  const char* const rest = std::from_chars(line.data(), end, recorded_ms).ptr;
  return follower.add_draft({rest + 1, end}, Instant{recorded_ms});
}

}  // namespace

int main(int count, char** arguments) {
  std::ifstream file;
  if (count == 2) file.open(arguments[1], std::ios::binary);
  if (!file.is_open()) {
    std::cerr << "usage: concordat_bench_wasm FILE\n";
    return 64;
  }
  wasm::Follower follower;
  std::vector<std::vector<std::string>> rounds;
  for (std::string line; std::getline(file, line);) {
    const std::string_view text = line;
    if (text == kRound) rounds.emplace_back();
    if (text.starts_with(kQuestion)) rounds.back().emplace_back(text.substr(kQuestion.size()));
    if (!text.starts_with(kDraft)) continue;
    if (const Status added = add(follower, text.substr(kDraft.size())); !added) {
      std::cerr << "concordat_bench_wasm: " << added.error().code << "\n";
      return 1;
    }
  }
  double best_us = std::numeric_limits<double>::max();
  for (const std::vector<std::string>& questions : rounds) {
    const double before_us = cpu_us();
    for (const std::string& question : questions) {
      if (!follower.determine(question)) return 1;
    }
    best_us = std::min(best_us, (cpu_us() - before_us) / static_cast<double>(questions.size()));
  }
  std::cout << best_us << "\n";
  return 0;
}
