// concordat_reference PAGE ROOT: prints a page of docs/reference that is generated from the code.
// PAGE is `access`, `reason-codes` or `metrics`; ROOT is the repository, whose English sentences
// are shown. Exit 0 when printed, 1 when the sentences could not be read, 64 for wrong usage.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "api/problem.hpp"
#include "core/access/reference.hpp"
#include "core/json/read.hpp"
#include "core/recognition/codes.hpp"
#include "server/meters.hpp"

namespace {

using Sentences = std::vector<std::pair<std::string, std::string>>;

// Words of pages and choices stand in the same catalogue and are no codes of a refusal.
constexpr std::string_view kNoRefusals[] = {
    "page.",         "verdict.", "why.",      "outcome.", "leg.",    "route.",
    "bearing.",      "timing.",  "by.",       "text.",    "link.",   "vouched.",
    "artefact.",     "change.",  "standing.", "label.",   "choice.", "competence-kind.",
    "legal-effect.", "kind.",    "one.",      "type.",    "web.",    "recognition-state.",
    "own-law."};

std::string cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
    text.insert(at, "\\");
  }
  return text;
}

std::string family_of(std::string_view code) { return std::string(code.substr(0, code.find('.'))); }

std::string reasons(const Sentences& sentences, std::set<std::string>& shown) {
  const std::map<std::string, std::string> by_code(sentences.begin(), sentences.end());
  std::string page;
  std::string family;
  for (const auto& entry : concordat::recognition::all_codes()) {
    if (family_of(entry.code) != family) {
      family = family_of(entry.code);
      page += "\n### " + family + "\n\n| code | arguments | sentence |\n| --- | --- | --- |\n";
    }
    const auto sentence = by_code.find(std::string(entry.code));
    page += "| `" + std::string(entry.code) + "` | " + std::string(entry.arguments) + " | " +
            (sentence == by_code.end() ? "" : cell(sentence->second)) + " |\n";
    shown.insert(std::string(entry.code));
  }
  return page;
}

std::string refusals(const Sentences& sentences, const std::set<std::string>& shown) {
  std::map<std::string, std::string> rows;
  for (const auto& [code, sentence] : sentences) {
    bool refusal = code.contains('.') && !shown.contains(code);
    for (const std::string_view word : kNoRefusals) refusal = refusal && !code.starts_with(word);
    if (!refusal) continue;
    // Without a status of its own it stands within an answer, or commands and followers give it.
    const auto status = concordat::api::own_status_of(code);
    rows[family_of(code)] += "| `" + code + "` | " +
                             (status ? std::to_string(*status) : std::string()) + " | " +
                             cell(sentence) + " |\n";
  }
  std::string page;
  for (const auto& [family, table] : rows) {
    page += "\n### " + family + "\n\n| code | HTTP | sentence |\n| --- | --- | --- |\n" + table;
  }
  return page;
}

int print_codes(const std::string& root) {
  std::ifstream file(root + "/locales/en.json", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto catalogue = concordat::json::read(text);
  if (!catalogue || catalogue->as_object() == nullptr) {
    std::fputs("concordat_reference: locales/en.json cannot be read\n", stderr);
    return 1;
  }
  Sentences sentences;
  for (const auto& [code, sentence] : *catalogue->as_object()) {
    if (const std::string* pattern = sentence.as_string()) sentences.emplace_back(code, *pattern);
  }
  std::set<std::string> shown;
  const std::string page =
      "# Codes\n\nGenerated from the code (`./dev reference`); do not edit. A code never changes "
      "its "
      "meaning. Words in braces\nare the arguments; sentences in the other five languages are in "
      "`locales/`.\n\n## Reasons of a determination\n\nWhat each means for the outcome stands in "
      "[spec/determination.md](../../spec/determination.md).\n" +
      reasons(sentences, shown) +
      "\n## Refusals\n\nWhat an interface answers instead, with the HTTP status of its problem "
      "document. Where none is\ngiven, the code stands within an answer, a verdict or a report, or "
      "a command gives it.\n" +
      refusals(sentences, shown);
  std::fputs(page.c_str(), stdout);
  return 0;
}

// The rules, and the ways into the interface that are not simply public.
int print_access() {
  std::string page = concordat::access::reference_page();
  page +=
      "\n## Routes\n\nEvery route declares the action that it is, or the program does not compile. "
      "Those that are\nnot `read-public`:\n\n| method | route | action |\n| --- | --- | --- |\n";
  for (const concordat::api::Way& way : concordat::api::Api::ways()) {
    if (way.action == concordat::access::Action::kReadPublic) continue;
    page += "| " + std::string(way.method) + " | `" + std::string(way.route) + "` | `" +
            std::string(concordat::access::name(way.action)) + "` |\n";
  }
  std::fputs(page.c_str(), stdout);
  return 0;
}

// What a scrape would show after one event of each kind, read back.
int print_metrics() {
  concordat::server::Meters meters;
  meters.determined("recognised");
  meters.submitted(true);
  meters.served({.route = "/v1/determinations", .status = 200, .seconds = 0.001});
  meters.log_size(1);
  std::istringstream lines(meters.exposition());
  struct Metric {
    std::string kind;
    std::string help;
    std::string labels;
  };
  std::map<std::string, Metric> metrics;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string mark;
    std::string kind;
    std::string name;
    if (line.starts_with("# ")) {
      words >> mark >> kind >> name;
      std::string rest;
      std::getline(words >> std::ws, rest);
      (kind == "HELP" ? metrics[name].help : metrics[name].kind) = rest;
    } else if (const std::size_t open = line.find('{'); open != std::string::npos) {
      for (auto& [known, metric] : metrics) {
        if (line.starts_with(known) && metric.labels.empty()) {
          metric.labels = line.substr(open + 1, line.find("=\"") - open - 1);
          if (const std::size_t next = line.find("\",", open); next != std::string::npos) {
            const std::string second = line.substr(next + 2, line.find('=', next) - next - 2);
            if (second != "le") metric.labels += ", " + second;
          }
        }
      }
    }
  }
  std::string page =
      "# Metrics\n\nGenerated from the code (`./dev reference`); do not edit. `/metrics` answers "
      "in "
      "the text format of\nPrometheus.\n\n| metric | kind | labels | meaning |\n| --- | --- | --- "
      "| "
      "--- |\n";
  for (const auto& [name, metric] : metrics) {
    page += "| `" + name + "` | " + metric.kind + " | " + metric.labels + " | " +
            cell(metric.help) + " |\n";
  }
  std::fputs(page.c_str(), stdout);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view page = count == 3 ? arguments[1] : "";
  if (page == "access") return print_access();
  if (page == "reason-codes") return print_codes(arguments[2]);
  if (page == "metrics") return print_metrics();
  std::fputs("usage: concordat_reference access|reason-codes|metrics ROOT\n", stderr);
  return 64;
}
