// Properties of the determination over drawn registries. The seeds are fixed, so that a failure
// here fails everywhere; `concordat_sim_seek` draws fresh ones.
#include <algorithm>

#include "sim/generator/draw.hpp"
#include "sim/property/switches.hpp"
#include "sim/property/trial.hpp"
#include <doctest/doctest.h>

#include "core/json/write.hpp"

using namespace concordat;
using namespace concordat::sim;
using generator::Draft;
using generator::World;
using property::Key;
using property::Trial;
using recognition::Answer;
using recognition::Question;
using recognition::Verdict;

namespace {

World drawn(std::uint64_t seed) { return generator::draw_world(seed, {}); }

void compare(const World& world, std::uint64_t seed) {
  const Trial trial(world.drafts);
  REQUIRE(trial.undecodable().empty());
  if (trial.engine_key(world.question) != trial.oracle_key(world.question)) {
    FAIL_CHECK("seed " << seed << "\n" << property::disagreement(world));
  }
}

}  // namespace

TEST_CASE("engine and oracle give the same answer key") {
  for (std::uint64_t seed = 1; seed <= 250; ++seed) compare(drawn(seed), seed);
}

TEST_CASE("so they do where some things are left out, and others come to light") {
  for (std::uint64_t seed = 5000; seed < 6500; ++seed) {
    generator::Features features;
    property::leave_some_out(features, seed);
    compare(generator::draw_world(seed, features), seed);
  }
}

TEST_CASE("an unrelated fact changes nothing") {
  for (std::uint64_t seed = 1000; seed < 1120; ++seed) {
    World world = drawn(seed);
    const Key before = Trial(world.drafts).engine_key(world.question);
    world.drafts.push_back(generator::unrelated(seed));
    CHECK_MESSAGE(Trial(world.drafts).engine_key(world.question) == before, "seed " << seed);
  }
}

TEST_CASE("a pinned size pins the answer") {
  for (std::uint64_t seed = 2000; seed < 2060; ++seed) {
    const World world = drawn(seed);
    const Trial whole(world.drafts);
    Question pinned = world.question;
    pinned.as_of = whole.size() * 2 / 3;
    std::vector<Draft> prefix = world.drafts;
    // The fold may have refused some drafts: shorten until the prefix folds to the pinned size.
    while (Trial(prefix).size() > *pinned.as_of) prefix.pop_back();
    CHECK_MESSAGE(whole.engine_key(pinned) == Trial(prefix).engine_key(world.question),
                  "seed " << seed);
  }
}

TEST_CASE("the stable interval is exact within the days that facts are drawn from") {
  constexpr std::int32_t kFirst = generator::kFirstDay - 20;
  constexpr std::int32_t kLast = generator::kFirstDay + generator::kDays + 20;
  for (std::uint64_t seed = 3000; seed < 3025; ++seed) {
    const World world = drawn(seed);
    const Trial trial(world.drafts);
    const DateSpan stable = trial.engine(world.question).stable;
    REQUIRE_MESSAGE(stable.contains(world.question.date), "seed " << seed);
    const auto key_on = [&](std::int32_t day) {
      Question other = world.question;
      other.date = Date{day};
      return property::whole_key_of(trial.engine(other));
    };
    const Key key = key_on(world.question.date.days);
    for (std::int32_t day = kFirst; day <= kLast; ++day) {
      if (!stable.contains(Date{day})) continue;
      CHECK_MESSAGE(key_on(day) == key, "seed " << seed << " inside, on " << to_string(Date{day}));
    }
    // A chain of equal windows longer than the bound never occurs in registries this small.
    if (stable.from.days >= kFirst) {
      CHECK_MESSAGE(key_on(stable.from.days - 1) != key, "seed " << seed << " before");
    }
    if (stable.until.days <= kLast) {
      CHECK_MESSAGE(key_on(stable.until.days) != key, "seed " << seed << " after");
    }
  }
}

TEST_CASE("the order of independent statements does not matter") {
  generator::Features features;
  features.corrections = false;  // what corrects and what interrupts must follow its subject
  features.interruptions = false;
  features.states = false;    // changes of one day count in their order
  features.measures = false;  // as do the stages of a measure
  for (std::uint64_t seed = 4000; seed < 4060; ++seed) {
    World world = generator::draw_world(seed, features);
    for (Draft& draft : world.drafts) draft.recorded_day = generator::kFirstDay;
    const Key before = Trial(world.drafts).engine_key(world.question);
    generator::Draw draw(seed);
    for (std::size_t i = world.drafts.size(); i-- > 1;) {
      std::swap(world.drafts[i],
                world.drafts[static_cast<std::size_t>(draw.below(static_cast<int>(i) + 1))]);
    }
    CHECK_MESSAGE(Trial(world.drafts).engine_key(world.question) == before, "seed " << seed);
  }
}

TEST_CASE("the verdict is the worst requirement of a market, and never recognised without one") {
  for (std::uint64_t seed = 5000; seed < 5200; ++seed) {
    World world = drawn(seed);
    world.question.purpose = recognition::Purpose::kMarketAccess;
    const Answer answer = Trial(world.drafts).engine(world.question);
    const auto any = [&](recognition::Outcome outcome) {
      return std::ranges::any_of(answer.requirements, [&](const auto& requirement) {
        return requirement.outcome == outcome;
      });
    };
    using recognition::Outcome;
    const bool applies = std::ranges::any_of(answer.requirements, [](const auto& requirement) {
      return requirement.outcome != Outcome::kNotApplicable;
    });
    if (!applies) {
      CHECK_MESSAGE(
          (answer.verdict == Verdict::kNotApplicable || answer.verdict == Verdict::kUndecided),
          "seed " << seed);
      continue;
    }
    const Verdict expected = any(Outcome::kNotRecognised)      ? Verdict::kNotRecognised
                             : any(Outcome::kUndecided)        ? Verdict::kUndecided
                             : any(Outcome::kEvidenceAccepted) ? Verdict::kEvidenceAccepted
                             : any(Outcome::kConditional) || any(Outcome::kNoThirdPartyRequired)
                                 ? Verdict::kConditional
                                 : Verdict::kRecognised;
    CHECK_MESSAGE(answer.verdict == expected, "seed " << seed);
  }
}
