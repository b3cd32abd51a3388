// concordat_cases [--one-in N] [--examples DIR] [--scenarios DIR] FILE
//
// Writes every scenario and every Common Criteria question as a file of cases for concordat_answers
// and for the WebAssembly module. --one-in N asks about one of N certificates.
//
// Exit: 0 written, 1 a scenario does not hold or something cannot be read, 64 usage.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string_view>
#include <vector>

#include "wasm/cases/common_criteria.hpp"
#include "wasm/cases/recording.hpp"

#include "scenarios/runner.hpp"

namespace {

namespace fs = std::filesystem;
using namespace concordat;

constexpr int kUsage = 64;

struct Options {
  wasm::cases::Scope scope{.examples = "examples"};
  fs::path scenarios = "scenarios";
  fs::path file;
};

bool read_options(int count, char** arguments, Options& options) {
  for (int at = 1; at < count; ++at) {
    const std::string_view argument = arguments[at];
    const bool has_value = at + 1 < count;
    if (argument == "--one-in" && has_value) {
      options.scope.one_in = std::strtoul(arguments[++at], nullptr, 10);
    } else if (argument == "--examples" && has_value) {
      options.scope.examples = arguments[++at];
    } else if (argument == "--scenarios" && has_value) {
      options.scenarios = arguments[++at];
    } else if (argument.starts_with("--") || !options.file.empty()) {
      return false;
    } else {
      options.file = argument;
    }
  }
  return !options.file.empty() && options.scope.one_in > 0;
}

// How many questions; none when a scenario does not hold.
std::size_t write_scenarios(const Options& options, std::ostream& out) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(options.scenarios)) {
    if (entry.path().extension() == ".scenario") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::size_t questions = 0;
  for (const scenarios::MakeWay& make :
       {wasm::cases::record_drafts(out), wasm::cases::record_logs(out)}) {
    scenarios::Runner runner(make, options.scope.examples, std::cerr);
    for (const fs::path& file : files) {
      const scenarios::Report report = runner.run(file);
      if (report.failed != 0) return 0;
      questions += report.questions;
    }
  }
  return questions;
}

}  // namespace

int main(int count, char** arguments) {
  Options options;
  if (!read_options(count, arguments, options)) {
    std::cerr << "usage: concordat_cases [--one-in N] [--examples DIR] [--scenarios DIR] FILE\n";
    return kUsage;
  }
  std::ofstream out(options.file, std::ios::binary);
  const std::size_t by_scenarios = write_scenarios(options, out);
  if (by_scenarios == 0) return 1;
  const auto by_list = wasm::cases::write_common_criteria(options.scope, out);
  if (!by_list) {
    std::cerr << by_list.error().code << ' ' << by_list.error().place << '\n';
    return 1;
  }
  out.close();
  if (!out) {
    std::cerr << "cannot write " << options.file.string() << '\n';
    return 1;
  }
  std::cout << by_scenarios << " questions of scenarios, " << *by_list
            << " of the Common Criteria\n";
  return 0;
}
