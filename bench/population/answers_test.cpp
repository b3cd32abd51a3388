// Over a registry with thousands of kinds of certificates, a workspace in use answers to the octet
// as a new one does.
#include <array>

#include <doctest/doctest.h>

#include "bench/population/population.hpp"
#include "core/json/write.hpp"
#include "core/recognition/determine.hpp"
#include "core/statement/statement.hpp"

namespace concordat::bench {
namespace {

constexpr std::uint32_t kMarkets = 12;
constexpr std::uint64_t kCertificates = 1500;

std::string words(const recognition::Answer& answer) {
  return json::compact(recognition::to_json(answer));
}

TEST_CASE("a workspace in use answers as a new one over thousands of kinds") {
  Population population({.certificates = kCertificates, .markets = kMarkets, .seed = 11});
  facts::State state;
  while (auto draft = population.next()) {
    const auto statement = statement::decode_value(std::move(*draft));
    REQUIRE(statement);
    REQUIRE(state.apply({.statement = &*statement, .digest = {}, .recorded = Instant{1}}));
  }
  state.publish(state.size_applied());
  recognition::Workspace workspace(state);
  std::array<std::size_t, 6> verdicts{};
  for (std::uint64_t at = 0; at < kCertificates; ++at) {
    const Issued issued = population.issued(at);
    recognition::Question question;
    question.attestations.push_back({.number = population.certificate_id(issued)});
    question.market = population.market(static_cast<std::uint32_t>(at * 7 % kMarkets));
    question.date = issued.issued.plus_days(static_cast<std::int32_t>(at * 131 % 2000));
    if (at % 3 == 0) question.purpose = recognition::Purpose::kMarketAccess;
    const auto& answer = recognition::determine(workspace, question);
    ++verdicts[static_cast<std::size_t>(answer.verdict)];
    REQUIRE(words(told(answer)) == words(recognition::determine(state, question)));
  }
  // Not all of them the same.
  CHECK(verdicts[static_cast<std::size_t>(recognition::Verdict::kRecognised)] > 10);
  CHECK(verdicts[static_cast<std::size_t>(recognition::Verdict::kNotRecognised)] > 100);
  CHECK(verdicts[static_cast<std::size_t>(recognition::Verdict::kUndecided)] > 100);
}

}  // namespace
}  // namespace concordat::bench
