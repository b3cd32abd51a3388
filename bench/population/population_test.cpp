#include "bench/population/population.hpp"

#include <map>
#include <set>

#include <doctest/doctest.h>

#include "core/facts/state.hpp"
#include "core/json/write.hpp"
#include "core/statement/statement.hpp"

namespace concordat::bench {
namespace {

std::vector<std::string> texts(const Extent& extent) {
  Population population(extent);
  std::vector<std::string> texts;
  while (const auto statement = population.next()) texts.push_back(json::compact(*statement));
  return texts;
}

TEST_CASE("a seed and a size give the same statements") {
  const Extent extent{.certificates = 300, .markets = 4, .seed = 7};
  CHECK(texts(extent) == texts(extent));
  CHECK(texts(extent) != texts({.certificates = 300, .markets = 4, .seed = 8}));
}

TEST_CASE("every statement decodes and folds") {
  Population population({.certificates = 5000, .markets = 10, .seed = 1});
  facts::State state;
  std::uint64_t certificates = 0;
  while (auto draft = population.next()) {
    const auto statement = statement::decode_value(std::move(*draft));
    REQUIRE_MESSAGE(statement, statement.error().code, " ", statement.error().place);
    const Status folded =
        state.apply({.statement = &*statement, .digest = {}, .recorded = Instant{1}});
    REQUIRE_MESSAGE(folded, folded.error().code, " ", folded.error().place, " ", statement->id);
    if (statement->type() == "certificate") ++certificates;
  }
  CHECK(certificates == 5000);
  CHECK(population.certificates_yielded() == 5000);
}

TEST_CASE("bodies are skewed and histories uneven, and nothing follows a final change") {
  const Extent extent{.certificates = 20'000, .markets = 10, .seed = 3};
  Population population(extent);
  std::map<std::string, int> by_body;
  std::map<std::string, int> by_certificate;
  std::set<std::string> ended;
  while (const auto draft = population.next()) {
    const json::Value& body = *draft->find("body");
    if (draft->text("type") == "certificate") ++by_body[std::string(body.text("body"))];
    if (draft->text("type") != "certificate-state") continue;
    const std::string certificate(body.text("certificate"));
    CHECK(!ended.contains(certificate));
    ++by_certificate[certificate];
    if (body.text("state") == "withdrawn") ended.insert(certificate);
  }
  int largest = 0;
  for (const auto& [body, count] : by_body) largest = std::max(largest, count);
  CHECK(largest > 2000);  // ten times an even share
  int longest = 0;
  for (const auto& [certificate, count] : by_certificate) longest = std::max(longest, count);
  CHECK(longest > 12);
  CHECK(by_certificate.size() < 4500);  // most have no history
  CHECK(!ended.empty());
}

}  // namespace
}  // namespace concordat::bench
