// A workspace that has answered other questions gives every answer to the octet as the long way
// does in a new one, which keeps no outlines.
#include "sim/property/worlds_for_tests.hpp"

namespace concordat::sim::property {
namespace {

using generator::Draft;
using recognition::Question;

constexpr std::uint64_t kSeeds = 120;
constexpr std::size_t kStages = 4;  // sizes at which questions are asked, while the log grows
constexpr int kDaysAsked = 6;

// Goods of which more or less is said, so that the legs of the certificate itself find now one
// thing and now another: certificates of one kind share what they come to only where these find the
// same.
void describe_goods(const facts::State& state, const facts::Certificate& row, Question& question) {
  const facts::Tables& tables = state.tables();
  if (row.since % 2 == 0) question.operators.holder = tables.text(row.holder);
  if (row.since % 3 == 1) question.operators.manufacturer = "somebody-else";
  if (row.since % 4 == 1) question.operators.brand = "a-brand";
  if (row.since % 4 == 2) question.product.model = "a-model-on-no-list";
  if (row.since % 4 == 3) {
    question.product.model.clear();
    question.product.software_version.clear();
  }
  if (row.since % 7 == 0) question.attestations.back().digest = "sha256:00";
  if (row.since % 9 == 0)
    question.attestations.back().presented = recognition::Presented::kVerified;
}

// The drawn question, and others about what is on file: each certificate in each market, alone and
// in company, for both purposes, and once more about other goods.
std::vector<Question> questions_of(const facts::State& state, const generator::World& world) {
  const facts::Tables& tables = state.tables();
  std::vector<Question> questions{world.question};
  tables.certificates.visit_all(state.size_applied(), [&](const facts::Certificate& row) {
    tables.economies.visit_all(state.size_applied(), [&](const facts::Economy& economy) {
      Question question = world.question;
      question.purpose = row.since % 2 == 0 ? recognition::Purpose::kRecognition
                                            : recognition::Purpose::kMarketAccess;
      question.market = tables.text(economy.code);
      if (row.since % 3 != 0) question.attestations.clear();
      question.attestations.push_back({.number = std::string(tables.text(row.certificate))});
      if (row.since % 5 == 0) question.product.attributes = {};
      questions.push_back(question);
      describe_goods(state, row, question);
      questions.push_back(std::move(question));
    });
  });
  return questions;
}

void ask(const facts::State& state, recognition::Workspace& workspace, Question question) {
  for (int day = 0; day < kDaysAsked; ++day) {
    question.date = {generator::kFirstDay + day * generator::kDays / kDaysAsked};
    const recognition::Answer expected = recognition::determine(state, question);
    const recognition::Determination& answer = recognition::determine(workspace, question);
    REQUIRE(words(told(answer)) == words(expected));
    REQUIRE(printed(answer, question) == recognition::to_text(question, expected, kAsOf));
  }
}

TEST_CASE("a workspace in use answers as a new one, while statements are added") {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const generator::World world = generator::draw_world(seed, {});
    facts::State state;
    recognition::Workspace workspace(state);
    std::size_t next = 0;
    for (std::size_t stage = 1; stage <= kStages; ++stage) {
      for (; next < world.drafts.size() * stage / kStages; ++next) {
        append(state, world.drafts[next]);
      }
      state.publish(state.size_applied());
      for (const Question& question : questions_of(state, world)) {
        ask(state, workspace, question);
      }
      Question earlier = world.question;
      earlier.as_of = state.size_published() / 2;
      ask(state, workspace, earlier);
      ask(state, workspace, world.question);
    }
  }
}

TEST_CASE("an answer refers to no text of its question") {
  const generator::World world = generator::draw_world(7, {});
  facts::State state;
  for (const Draft& draft : world.drafts) append(state, draft);
  state.publish(state.size_applied());
  recognition::Workspace workspace(state);
  for (Question question : questions_of(state, world)) {
    const std::string expected = words(recognition::determine(state, question));
    const recognition::Determination& answer = recognition::determine(workspace, question);
    question = Question{};
    CHECK(words(told(answer)) == expected);
  }
}

}  // namespace
}  // namespace concordat::sim::property
