// A state that was saved and loaded is the state that was saved: it answers to the octet like it,
// and goes on like it when more statements come.
#include "sim/generator/generator.hpp"
#include <doctest/doctest.h>

#include "core/base/octets_for_test.hpp"
#include "core/json/write.hpp"
#include "core/recognition/determine.hpp"

namespace concordat::sim::property {
namespace {

using generator::Draft;
using recognition::Question;

constexpr std::uint64_t kSeeds = 150;
constexpr std::size_t kStages = 3;  // how often the state is saved while the log grows
constexpr int kDaysAsked = 4;

// Whether the fold took it.
bool append(facts::State& state, const Draft& draft) {
  constexpr std::int64_t kDay_ms = 86'400'000;
  const std::string payload = json::compact(draft.statement);
  const auto decoded = statement::decode(std::string_view(payload));
  REQUIRE(decoded);
  return state
      .apply({.statement = &*decoded,
              .digest = statement::content_digest(payload),
              .recorded = {draft.recorded_day * kDay_ms}})
      .has_value();
}

std::vector<std::byte> saved(const facts::State& state) {
  OctetsInMemory octets;
  OctetWriter out(octets);
  state.save(out);
  return std::move(octets.octets);
}

void load(facts::State& state, std::vector<std::byte> from) {
  OctetsInMemory octets;
  octets.octets = std::move(from);
  OctetReader in(octets);
  state.load(in);
  REQUIRE_FALSE(in.failed());
  REQUIRE(octets.taken == octets.octets.size());
  state.publish(state.size_applied());
}

std::vector<Question> questions_of(const facts::State& state, const generator::World& world) {
  const facts::Tables& tables = state.tables();
  std::vector<Question> questions{world.question};
  tables.certificates.visit_all(state.size_applied(), [&](const facts::Certificate& row) {
    tables.economies.visit_all(state.size_applied(), [&](const facts::Economy& economy) {
      Question question = world.question;
      question.market = tables.text(economy.code);
      if (row.since % 3 != 0) question.attestations.clear();
      question.attestations.push_back({.number = std::string(tables.text(row.certificate))});
      questions.push_back(std::move(question));
    });
  });
  return questions;
}

std::string words(const facts::State& state, const Question& question) {
  return json::compact(recognition::to_json(recognition::determine(state, question)));
}

void check_alike(const facts::State& folded, const facts::State& loaded,
                 const generator::World& world) {
  for (Question question : questions_of(folded, world)) {
    for (int day = 0; day < kDaysAsked; ++day) {
      question.date = {generator::kFirstDay + day * generator::kDays / kDaysAsked};
      REQUIRE(words(loaded, question) == words(folded, question));
    }
    question.as_of = folded.size_applied() / 2;
    REQUIRE(words(loaded, question) == words(folded, question));
  }
}

}  // namespace

TEST_CASE("a loaded state answers and grows like the one that was saved") {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const generator::World world = generator::draw_world(seed, {});
    facts::State folded;
    auto loaded = std::make_unique<facts::State>();
    std::size_t next = 0;
    for (std::size_t stage = 1; stage <= kStages; ++stage) {
      for (; next < world.drafts.size() * stage / kStages; ++next) {
        REQUIRE(append(folded, world.drafts[next]) == append(*loaded, world.drafts[next]));
      }
      folded.publish(folded.size_applied());
      const std::vector<std::byte> octets = saved(folded);
      REQUIRE(saved(*loaded) == octets);
      loaded = std::make_unique<facts::State>();
      load(*loaded, octets);
      REQUIRE(saved(*loaded) == octets);
      check_alike(folded, *loaded, world);
    }
  }
}

TEST_CASE("a stream that ends too early fails, wherever it ends") {
  const generator::World world = generator::draw_world(7, {});
  facts::State folded;
  for (const Draft& draft : world.drafts) (void)append(folded, draft);
  const std::vector<std::byte> whole = saved(folded);
  for (std::size_t left = 0; left < whole.size(); left += 1 + whole.size() / 400) {
    CAPTURE(left);
    OctetsInMemory octets;
    octets.octets.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(left));
    OctetReader in(octets);
    facts::State state;
    state.load(in);
    CHECK(in.failed());
  }
}

}  // namespace concordat::sim::property
