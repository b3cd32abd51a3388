// A bundle's choice of entries answers every question inside its coverage to the octet as the whole
// log does, over drawn registries; and whoever asks about what it declares is inside.
#include <algorithm>
#include <set>

#include "sim/generator/generator.hpp"
#include <doctest/doctest.h>

#include "core/json/write.hpp"
#include "core/recognition/answer.hpp"
#include "core/recognition/determine.hpp"
#include "registry/bundle/coverage.hpp"
#include "registry/bundle/selection.hpp"

namespace concordat::sim::property {
namespace {

using recognition::Question;
using registry::bundle::Coverage;

constexpr std::uint64_t kSeeds = 400;
constexpr int kDaysAsked = 3;

// A drawn registry as its log.
struct Logged {
  explicit Logged(std::uint64_t seed) : world(generator::draw_world(seed, {})) {
    constexpr std::int64_t kDay_ms = 86'400'000;
    for (const generator::Draft& draft : world.drafts) {
      const std::string payload = json::compact(draft.statement);
      auto decoded = statement::decode(std::string_view(payload));
      REQUIRE(decoded);
      const Instant recorded = {draft.recorded_day * kDay_ms};
      const auto digest = statement::content_digest(payload);
      if (!whole.apply({.statement = &*decoded, .digest = digest, .recorded = recorded})) continue;
      entries.push_back({std::move(*decoded), digest, recorded});
    }
    whole.publish(whole.size_applied());
  }

  struct Entry {
    statement::Statement statement;
    crypto::Digest digest;
    Instant recorded;
  };
  generator::World world;
  std::vector<Entry> entries;
  facts::State whole;
};

std::set<std::string> sectors_of(const Logged& log) {
  std::set<std::string> sectors;
  for (const Logged::Entry& entry : log.entries) {
    if (entry.statement.type() == "certificate") {
      sectors.emplace(entry.statement.body.text("sector"));
    }
  }
  return sectors;
}

std::vector<std::string> markets_of(const Logged& log) {
  std::vector<std::string> markets;
  const facts::Tables& tables = log.whole.tables();
  tables.economies.visit_all(log.whole.size_applied(), [&](const facts::Economy& row) {
    const std::string code(tables.text(row.code));
    if (std::ranges::find(markets, code) == markets.end()) markets.push_back(code);
  });
  return markets;
}

// The part of the log that a bundle of that coverage holds, folded.
std::size_t fold_part(const Logged& log, const Coverage& coverage, facts::State& part) {
  registry::bundle::Selection selection(coverage, log.whole.tables(), log.whole.size_applied());
  for (const Logged::Entry& entry : log.entries) selection.look_at(entry.statement);
  const std::vector<bool> kept = selection.kept();
  REQUIRE(kept.size() == log.entries.size());
  std::size_t left_out = 0;
  for (std::size_t at = 0; at < kept.size(); ++at) {
    const Logged::Entry& entry = log.entries[at];
    if (!kept[at] && at > 0) {
      REQUIRE(part.leave_out(1));
      ++left_out;
      continue;
    }
    const Status applied = part.apply(
        {.statement = &entry.statement, .digest = entry.digest, .recorded = entry.recorded});
    REQUIRE_MESSAGE(applied, (applied ? "" : applied.error().code));
  }
  part.publish(part.size_applied());
  return left_out;
}

std::vector<Question> questions_of(const Logged& log, const std::vector<std::string>& markets) {
  std::vector<Question> questions{log.world.question};
  for (const std::string& market : markets) {
    Question none = log.world.question;
    none.market = market;
    none.attestations.clear();
    questions.push_back(none);
    for (const Logged::Entry& entry : log.entries) {
      if (entry.statement.type() != "certificate") continue;
      Question question = log.world.question;
      question.market = market;
      if (entry.recorded.milliseconds % 3 != 0) question.attestations.clear();
      question.attestations.push_back({.number = std::string(entry.statement.body.text("number"))});
      questions.push_back(std::move(question));
    }
  }
  return questions;
}

std::string words(const facts::State& state, const Question& question) {
  return json::compact(recognition::to_json(recognition::determine(state, question)));
}

// Whether the coverage, read as people read it, speaks of the question.
bool is_declared(const Coverage& coverage, const Question& question, const Logged& log) {
  const auto has = [](const auto& names, std::string_view name) {
    return !names || std::ranges::find(*names, name) != names->end();
  };
  if (!has(coverage.markets, question.market)) return false;
  if (!question.product.sector.empty() && !has(coverage.sectors, question.product.sector)) {
    return false;
  }
  return std::ranges::all_of(question.attestations, [&](const auto& asked) {
    return !coverage.sectors || std::ranges::any_of(log.entries, [&](const Logged::Entry& entry) {
      const json::Value& body = entry.statement.body;
      const facts::Tables& tables = log.whole.tables();
      bool stands = false;
      tables.certificates.visit(tables.id(body.text("certificate")), log.whole.size_applied(),
                                [&](const facts::Certificate& row) {
                                  stands = tables.text(row.number) == asked.number;
                                  return !stands;
                                });
      return entry.statement.type() == "certificate" && stands &&
             body.text("number") == asked.number && has(coverage.sectors, body.text("sector"));
    });
  });
}

struct Tally {
  std::size_t inside = 0;
  std::size_t outside = 0;
  std::size_t left_out = 0;
};

void compare(const Logged& log, const Coverage& coverage, Tally& tally) {
  facts::State part;
  tally.left_out += fold_part(log, coverage, part);
  const facts::Ordinal size = log.whole.size_applied();
  REQUIRE(part.size_applied() == size);
  for (Question question : questions_of(log, markets_of(log))) {
    const Status inside = registry::bundle::inside(coverage, question, part.tables(), size);
    if (!inside) {
      REQUIRE(inside.error().code.starts_with("offline."));
      REQUIRE_FALSE(is_declared(coverage, question, log));
      ++tally.outside;
      continue;
    }
    for (int day = 0; day < kDaysAsked; ++day) {
      question.date = {generator::kFirstDay + day * generator::kDays / kDaysAsked};
      question.purpose =
          day % 2 == 0 ? recognition::Purpose::kRecognition : recognition::Purpose::kMarketAccess;
      REQUIRE(words(part, question) == words(log.whole, question));
      ++tally.inside;
    }
  }
}

TEST_CASE("inside its coverage a bundle answers as the whole log, and outside it refuses") {
  Tally tally;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    const Logged log(seed);
    const std::vector<std::string> markets = markets_of(log);
    const std::string& market = markets[seed % markets.size()];
    compare(log, {.markets = {{market}}}, tally);
    for (const std::string& sector : sectors_of(log)) {
      CAPTURE(sector);
      compare(log, {.sectors = {{sector}}}, tally);
      compare(log, {.markets = {{market}}, .sectors = {{sector}}}, tally);
    }
  }
  MESSAGE(tally.inside << " answers alike, " << tally.outside << " questions refused, "
                       << tally.left_out << " statements left out");
  CHECK(tally.inside > 10'000);
  CHECK(tally.outside > 1'000);
  CHECK(tally.left_out > 1'000);
}

}  // namespace
}  // namespace concordat::sim::property
