// Loads the demonstration's frame of the Common Criteria and every certificate of the real list,
// and asks every participant on several days how far it recognises each.
//
//   concordat_common_criteria                 prints the counts as Markdown
//   concordat_common_criteria --check FILE    compares them with those in the file
//   concordat_common_criteria --ask NUMBER MARKET DATE    prints one answer
//   concordat_common_criteria --demonstration             prints every answer about the
//       certificates that the demonstration restates by hand; needs no list
//   concordat_common_criteria --demonstration FILE        compares them with those in the file
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/facts/state.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/recognition/determine.hpp"
#include "core/statement/statement.hpp"
#include "importers/at_scale/golden.hpp"
#include "importers/at_scale/tally.hpp"
#include "importers/importer.hpp"
#include "importers/shared_for_test.hpp"

namespace concordat::importers {
namespace {

constexpr int kSkipped = 77;  // what ctest reads as skipped
constexpr const char* kFrame[] = {"00-constitution", "10-economies", "20-organisations",
                                  "40-common-criteria"};
constexpr const char* kRestated[] = {"41-common-criteria-certificates", "45-eucc"};
constexpr const char* kDays[] = {"2013-06-01", "2015-06-01", "2018-06-01",
                                 "2020-06-01", "2024-05-01", "2025-06-01"};
constexpr std::string_view kCountsBegin = "<!-- counts -->\n";
constexpr std::string_view kCountsEnd = "<!-- end of counts -->\n";

Result<std::string> file_text(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return fail({.code = "at-scale.file", .place = path.string()});
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

struct Asked {
  std::string number;
  std::string body;
};

struct Loaded {
  facts::State state;
  std::vector<Asked> certificates;
  std::map<std::string, std::string> economies;  // of the issuing bodies
  std::set<std::string> participants;
};

Status apply(Loaded& loaded, const json::Value& draft) {
  CONCORDAT_TRY(statement, statement::decode_value(draft));
  const crypto::Digest digest = statement::content_digest(json::canonical(draft));
  CONCORDAT_CHECK(loaded.state.apply({.statement = &statement, .digest = digest, .recorded = {}}));
  if (statement.type() == "participation") {
    loaded.participants.emplace(statement.body.text("party"));
  } else if (statement.type() == "organisation") {
    loaded.economies.emplace(statement.body.text("organisation"), statement.body.text("economy"));
  }
  return {};
}

Status load_examples(Loaded& loaded, std::span<const char* const> names) {
  for (const char* name : names) {
    const std::filesystem::path path =
        std::filesystem::path("examples") / (name + std::string(".json"));
    CONCORDAT_TRY(text, file_text(path));
    CONCORDAT_TRY(drafts, json::read(text));
    for (const json::Value& draft : *drafts.as_array()) {
      CONCORDAT_CHECK(apply(loaded, draft));
      if (draft.text("type") != "certificate") continue;
      const json::Value* body = draft.find("body");
      loaded.certificates.push_back(
          {.number = std::string(body->text("number")), .body = std::string(body->text("body"))});
    }
  }
  return {};
}

Status load(Loaded& loaded, const Source& list) {
  CONCORDAT_CHECK(load_examples(loaded, kFrame));
  CONCORDAT_TRY(imported, run(*find("common-criteria"), {list}, {.read = date_of(2026, 11, 22)}));
  for (const json::Value& draft : imported.drafts) {
    CONCORDAT_CHECK(apply(loaded, draft));
    const json::Value* body = draft.find("body");
    loaded.certificates.push_back(
        {.number = std::string(body->text("number")), .body = std::string(body->text("body"))});
  }
  loaded.state.publish(loaded.state.size_applied());
  return {};
}

recognition::Answer ask(const Loaded& loaded, const std::string& number, const std::string& market,
                        Date date) {
  recognition::Question question;
  question.purpose = recognition::Purpose::kRecognition;
  question.attestations.emplace_back().number = number;
  question.market = market;
  question.date = date;
  return recognition::determine(loaded.state, question);
}

Tally count(const Loaded& loaded) {
  Tally tally;
  for (const char* day : kDays) {
    const Date date = *parse_date(day);
    for (const std::string& market : loaded.participants) {
      for (const Asked& asked : loaded.certificates) {
        const bool at_home = loaded.economies.at(asked.body) == market;
        tally.add(date, at_home, ask(loaded, asked.number, market, date));
      }
    }
  }
  return tally;
}

int report(const Error& error) {
  std::cerr << error.code << " " << error.place << " " << error.expected << "\n";
  return 2;
}

int check(const std::string& document, const Tally& tally) {
  const auto text = file_text(document);
  if (!text) return report(text.error());
  const std::size_t begin = text->find(kCountsBegin);
  const std::size_t end = text->find(kCountsEnd);
  if (begin == std::string::npos || end == std::string::npos) {
    return report({.code = "at-scale.no-counts", .place = document});
  }
  const std::size_t first = begin + kCountsBegin.size();
  const std::string written = text->substr(first, end - first);
  const std::string counted = tally.markdown();
  if (written == counted) {
    std::cout << tally.answers() << " answers, as " << document << " counts them\n";
    return 0;
  }
  std::cout << document << " has other counts; these are today's:\n\n" << counted;
  return 1;
}

// Every answer about the certificates that stand in the demonstration itself.
int demonstration(const std::vector<std::string>& arguments) {
  Loaded loaded;
  for (const Status& done : {load_examples(loaded, kFrame), load_examples(loaded, kRestated)}) {
    if (!done) return report(done.error());
  }
  loaded.state.publish(loaded.state.size_applied());
  Golden golden;
  for (const Asked& asked : loaded.certificates) {
    for (const char* day : kDays) {
      const Date date = *parse_date(day);
      for (const std::string& market : loaded.participants) {
        golden.add(asked.number, market, date, ask(loaded, asked.number, market, date));
      }
    }
  }
  const std::string came = golden.text();
  if (arguments.size() == 1) {
    std::cout << came;
    return 0;
  }
  const auto kept = file_text(arguments[1]);
  if (!kept) return report(kept.error());
  const std::string difference = first_difference(*kept, came);
  if (difference.empty()) return 0;
  std::cout << arguments[1] << " keeps other answers: " << difference
            << "\nIf the change is meant, write today's with --demonstration, and read them.\n";
  return 1;
}

int run_all(const std::vector<std::string>& arguments) {
  if (!arguments.empty() && arguments[0] == "--demonstration") return demonstration(arguments);
  const auto list = shared_file("cc_certificates.csv");
  if (!list) return kSkipped;
  Loaded loaded;
  if (const Status done = load(loaded, *list); !done) return report(done.error());
  if (arguments.size() == 4 && arguments[0] == "--ask") {
    const auto date = parse_date(arguments[3]);
    if (!date) return report(date.error());
    const auto answer = ask(loaded, arguments[1], arguments[2], *date);
    std::cout << json::compact(recognition::to_json(answer)) << "\n";
    return 0;
  }
  const Tally tally = count(loaded);
  if (arguments.size() == 2 && arguments[0] == "--check") return check(arguments[1], tally);
  std::cout << tally.markdown();
  return 0;
}

}  // namespace
}  // namespace concordat::importers

int main(int argc, char** argv) { return concordat::importers::run_all({argv + 1, argv + argc}); }
