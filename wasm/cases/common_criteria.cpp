#include "wasm/cases/common_criteria.hpp"

#include <set>
#include <string>
#include <vector>

#include "wasm/cases/recording.hpp"

#include "adapters/memory/memory_store.hpp"
#include "importers/importer.hpp"
#include "importers/shared_for_test.hpp"
#include "scenarios/drafts.hpp"

namespace concordat::wasm::cases {
namespace {

constexpr const char* kDays[] = {"2013-06-01", "2015-06-01", "2018-06-01",
                                 "2020-06-01", "2024-05-01", "2025-06-01"};
constexpr std::string_view kScheme = "CC";
// Statements of one batch, so that the log grows through partial bundles and full ones.
constexpr std::size_t kBatch = 100;

Status submit(LogRecording& recording, const std::vector<json::Value>& drafts) {
  for (std::size_t begin = 0; begin < drafts.size(); begin += kBatch) {
    const std::size_t end = std::min(drafts.size(), begin + kBatch);
    const std::vector<json::Value> batch(drafts.begin() + static_cast<std::ptrdiff_t>(begin),
                                         drafts.begin() + static_cast<std::ptrdiff_t>(end));
    for (const Status& outcome : recording.submit(batch)) CONCORDAT_CHECK(outcome);
  }
  return {};
}

// What the questions are about.
struct Asked {
  std::set<std::string> participants;
  std::vector<std::string> certificates;
  std::set<std::string> ids;

  void add(const std::vector<json::Value>& drafts) {
    for (const json::Value& draft : drafts) {
      const json::Value* body = draft.find("body");
      ids.emplace(draft.text("id"));
      if (draft.text("type") == "participation") participants.emplace(body->text("party"));
      if (draft.text("type") == "certificate" && body->text("scheme") == kScheme) {
        certificates.emplace_back(body->text("number"));
      }
    }
  }
};

}  // namespace

Result<std::size_t> write_common_criteria(const Scope& scope, std::ostream& out) {
  CONCORDAT_TRY(founding, scenarios::read_document(scope.examples / "founding.json"));
  CONCORDAT_TRY(founded,
                scenarios::found_registry(founding, std::make_unique<memory::MemoryStore>()));
  LogRecording recording(std::move(founded), out);
  CONCORDAT_TRY(examples, scenarios::read_drafts(scope.examples, "examples"));
  CONCORDAT_CHECK(submit(recording, examples));
  Asked asked;
  asked.add(examples);
  if (const auto list = importers::shared_file("cc_certificates.csv")) {
    CONCORDAT_TRY(imported, importers::run(*importers::find("common-criteria"), {*list},
                                           {.read = date_of(2026, 11, 22)}));
    // Some certificates of the list are part of the demonstration.
    std::vector<json::Value> further = imported.drafts;
    std::erase_if(further, [&](const json::Value& draft) {
      return asked.ids.contains(std::string(draft.text("id")));
    });
    CONCORDAT_CHECK(submit(recording, further));
    asked.certificates.clear();
    asked.add(imported.drafts);
  }
  recording.write_checkpoint();
  std::size_t count = 0;
  for (const char* day : kDays) {
    for (const std::string& market : asked.participants) {
      for (std::size_t at = 0; at < asked.certificates.size(); at += scope.one_in) {
        recognition::Question question;
        question.attestations.emplace_back().number = asked.certificates[at];
        question.market = market;
        question.date = *parse_date(day);
        recording.write_question(question);
        ++count;
      }
    }
  }
  return count;
}

}  // namespace concordat::wasm::cases
