// concordat_scenarios: behaviour as text, run on every store and over HTTP.
//
//   concordat_scenarios [--on WAY] [--examples DIR] [--sentences FILE] [--only TEXT] [--verbose]
//                       FILE|DIR...
//
// Exit: 0 every scenario holds, 1 one does not, 64 usage.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "scenarios/drafts.hpp"
#include "scenarios/run/server_way.hpp"
#include "scenarios/runner.hpp"
#include "scenarios/ways.hpp"

namespace {

namespace fs = std::filesystem;
using namespace concordat;

constexpr int kUsage = 64;

struct Options {
  std::string on = "fold";
  fs::path examples = "examples";
  fs::path sentences = "locales/en.json";
  std::string only;
  bool verbose = false;
  std::vector<fs::path> files;
};

void add_files(const fs::path& path, std::vector<fs::path>& files) {
  if (!fs::is_directory(path)) {
    files.push_back(path);
    return;
  }
  const auto first = static_cast<std::ptrdiff_t>(files.size());
  for (const auto& entry : fs::directory_iterator(path)) {
    if (entry.path().extension() == ".scenario") files.push_back(entry.path());
  }
  std::sort(files.begin() + first, files.end());
}

bool read_options(int count, char** arguments, Options& options) {
  for (int at = 1; at < count; ++at) {
    const std::string_view argument = arguments[at];
    const bool has_value = at + 1 < count;
    if (argument == "--verbose") {
      options.verbose = true;
    } else if (argument == "--on" && has_value) {
      options.on = arguments[++at];
    } else if (argument == "--examples" && has_value) {
      options.examples = arguments[++at];
    } else if (argument == "--sentences" && has_value) {
      options.sentences = arguments[++at];
    } else if (argument == "--only" && has_value) {
      options.only = arguments[++at];
    } else if (argument.starts_with("--")) {
      return false;
    } else {
      add_files(argument, options.files);
    }
  }
  return !options.files.empty();
}

}  // namespace

int main(int count, char** arguments) {
  Options options;
  const bool is_understood = read_options(count, arguments, options);
  scenarios::MakeWay make = scenarios::way_named(options.on);
  if (options.on == "http") make = scenarios::server_way();
  if (!is_understood || !make) {
    std::cerr << "usage: concordat_scenarios [--on " << scenarios::way_names()
              << "] [--examples DIR] [--sentences FILE] [--only TEXT] [--verbose] FILE|DIR...\n";
    return kUsage;
  }
  scenarios::Runner runner(make, options.examples, std::cout);
  const auto sentences = scenarios::read_document(options.sentences);
  if (!sentences) {
    std::cerr << "no sentences: " << sentences.error().place << '\n';
    return kUsage;
  }
  runner.sentences(*sentences);
  runner.only(options.only);
  runner.verbose(options.verbose);
  scenarios::Report total;
  for (const fs::path& file : options.files) {
    const scenarios::Report report = runner.run(file);
    std::cout << file.filename().string() << " on " << options.on << ": " << report.scenarios
              << " scenarios, " << report.questions << " questions, " << report.failed
              << " failed\n";
    total.scenarios += report.scenarios;
    total.failed += report.failed;
  }
  return total.failed == 0 && total.scenarios > 0 ? 0 : 1;
}
