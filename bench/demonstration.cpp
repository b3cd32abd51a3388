#include "bench/demonstration.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/statement/statement.hpp"

namespace concordat::bench {
namespace {

using recognition::Question;

constexpr std::array kMarkets{"ES", "DE", "FR", "US", "JP", "GB", "CH", "TR"};
constexpr std::array kDays{"2013-06-01", "2018-06-01", "2021-03-01", "2024-05-01", "2026-11-01"};

Result<json::Array> read_drafts(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail({.code = "bench.file", .place = path.string()});
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  CONCORDAT_TRY(document, json::read(text));
  json::Array* const list = document.as_array();
  if (!list) return fail({.code = "bench.file", .place = path.string(), .expected = "a list"});
  return std::move(*list);
}

// The numbered files, in order.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".json") && name[0] >= '0' && name[0] <= '9') paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

void ask_everywhere(const Question& pattern, std::vector<Question>& into) {
  for (const char* const market : kMarkets) {
    for (const char* const day : kDays) {
      Question question = pattern;
      question.market = market;
      question.date = *parse_date(day);
      into.push_back(std::move(question));
    }
  }
}

}  // namespace

Result<std::vector<std::string>> read_payloads(const std::filesystem::path& folder) {
  std::vector<std::string> payloads;
  for (const std::filesystem::path& path : files_of(folder)) {
    CONCORDAT_TRY(drafts, read_drafts(path));
    for (const json::Value& draft : drafts) payloads.push_back(json::compact(draft));
  }
  if (payloads.empty()) return fail({.code = "bench.file", .place = folder.string()});
  return payloads;
}

Status load(const std::filesystem::path& folder, Demonstration& into) {
  CONCORDAT_TRY(payloads, read_payloads(folder));
  Instant recorded{1};
  for (const std::string& payload : payloads) {
    CONCORDAT_TRY(statement, statement::decode(std::string_view(payload)));
    recorded.milliseconds += 1;
    CONCORDAT_CHECK(into.state.apply({.statement = &statement,
                                      .digest = statement::content_digest(payload),
                                      .recorded = recorded}));
    if (statement.type() == "certificate") {
      into.certificates.emplace_back(statement.body.text("certificate"));
    }
  }
  into.state.publish(into.state.size_applied());
  into.payloads = std::move(payloads);
  return {};
}

std::vector<Question> recognition_questions(const Demonstration& from) {
  std::vector<Question> questions;
  for (const std::string& certificate : from.certificates) {
    Question pattern;
    pattern.attestations.push_back({.number = certificate});
    ask_everywhere(pattern, questions);
  }
  return questions;
}

std::vector<Question> market_access_questions(const Demonstration& from) {
  const facts::Tables& tables = from.state.tables();
  const facts::Ordinal size = from.state.size_published();
  std::vector<Question> questions;
  tables.products.visit_all(size, [&](const facts::ProductType& product) {
    tables.certificates.visit_all(size, [&](const facts::Certificate& certificate) {
      if (product.models.empty()) return;
      if (tables.profiles[certificate.profile].sector != product.sector) return;
      Question pattern;
      pattern.purpose = recognition::Purpose::kMarketAccess;
      pattern.attestations.push_back({.number = std::string(tables.text(certificate.certificate))});
      pattern.product.sector = tables.text(product.sector);
      pattern.product.model = tables.text(product.models.front());
      ask_everywhere(pattern, questions);
    });
  });
  return questions;
}

}  // namespace concordat::bench
