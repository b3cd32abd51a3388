// concordat_bench_determination [--examples FOLDER] [--seconds N] [--once]
//
// How many determinations one core gives in a second on the demonstration registry: every
// certificate of examples/, in several markets, on several days, for both purposes. Drafts go
// through decoding and the fold; signatures and admission have no part in a determination.
// --once determines every question of recognition a single time, for profilers.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/recognition/determine.hpp"
#include "core/recognition/evaluate.hpp"

namespace concordat::bench {
namespace {

using recognition::Answer;
using recognition::Purpose;
using recognition::Question;

constexpr std::array kMarkets{"ES", "DE", "FR", "US", "JP", "GB", "CH", "TR"};
constexpr std::array kDays{"2013-06-01", "2018-06-01", "2021-03-01", "2024-05-01", "2026-11-01"};

double cpu_s() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

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

struct Demonstration {
  facts::State state;
  std::vector<std::string> certificates;  // their identifiers
};

Status load(const std::filesystem::path& folder, Demonstration& into) {
  Instant recorded{1};
  for (const std::filesystem::path& path : files_of(folder)) {
    CONCORDAT_TRY(drafts, read_drafts(path));
    for (const json::Value& draft : drafts) {
      const std::string payload = json::compact(draft);
      CONCORDAT_TRY(statement, statement::decode(std::string_view(payload)));
      recorded.milliseconds += 1;
      CONCORDAT_CHECK(into.state.apply({.statement = &statement,
                                        .digest = statement::content_digest(payload),
                                        .recorded = recorded}));
      if (statement.type() == "certificate") {
        into.certificates.emplace_back(statement.body.text("certificate"));
      }
    }
  }
  into.state.publish(into.state.size_applied());
  if (into.certificates.empty()) return fail({.code = "bench.file", .place = folder.string()});
  return {};
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

// Will an arrangement recognise it: every certificate.
std::vector<Question> recognition_questions(const Demonstration& demonstration) {
  std::vector<Question> questions;
  for (const std::string& certificate : demonstration.certificates) {
    Question pattern;
    pattern.attestations.push_back({.number = certificate});
    ask_everywhere(pattern, questions);
  }
  return questions;
}

// May the product be placed on the market: every product type on file with each certificate of its
// sector.
std::vector<Question> market_access_questions(const Demonstration& demonstration) {
  const facts::Tables& tables = demonstration.state.tables();
  const facts::Ordinal size = demonstration.state.size_published();
  std::vector<Question> questions;
  tables.products.visit_all(size, [&](const facts::ProductType& product) {
    tables.certificates.visit_all(size, [&](const facts::Certificate& certificate) {
      if (product.models.empty()) return;
      if (tables.profiles[certificate.profile].sector != product.sector) return;
      Question pattern;
      pattern.purpose = Purpose::kMarketAccess;
      pattern.attestations.push_back({.number = std::string(tables.text(certificate.certificate))});
      pattern.product.sector = tables.text(product.sector);
      pattern.product.model = tables.text(product.models.front());
      ask_everywhere(pattern, questions);
    });
  });
  return questions;
}

struct Rate {
  double per_s = 0;
  std::size_t count = 0;  // questions in a round
  std::array<std::size_t, 6> verdicts{};
};

// How long to go on: at least so many rounds, and until the time is over.
struct Effort {
  int rounds = 3;
  double seconds = 0;
};

// The best of the rounds counts.
template <class Ask>
Rate measure(const std::vector<Question>& questions, const Effort& effort, Ask&& ask) {
  Rate rate{.count = questions.size()};
  const double start_s = cpu_s();
  for (int round = 0; round < effort.rounds || cpu_s() - start_s < effort.seconds; ++round) {
    rate.verdicts = {};
    const double before_s = cpu_s();
    for (const Question& question : questions) {
      ++rate.verdicts[static_cast<std::size_t>(ask(question).verdict)];
    }
    rate.per_s = std::max(rate.per_s, static_cast<double>(questions.size()) / (cpu_s() - before_s));
  }
  return rate;
}

struct Line {
  std::string metric;
  double value = 0;
  std::string unit;
  std::string against;
  double ratio = 0;  // 0: nothing to compare with
};

void print(const Line& line) {
  const json::Value ratio =
      line.ratio == 0 ? json::Value() : json::Value(std::round(line.ratio * 100) / 100);
  const json::Object object{{"bench", "determination"},        {"metric", line.metric},
                            {"value", std::round(line.value)}, {"unit", line.unit},
                            {"against", line.against},         {"ratio", ratio}};
  std::cout << json::compact(object) << "\n";
}

struct Options {
  std::string examples = "examples";
  double seconds = 2;
  bool once = false;
};

std::string told(const Rate& rate) {
  std::string text = std::to_string(rate.count) + " questions";
  for (std::size_t verdict = 0; verdict < rate.verdicts.size(); ++verdict) {
    if (rate.verdicts[verdict] == 0) continue;
    text += ", " + std::to_string(rate.verdicts[verdict]) + " " +
            std::string(recognition::name(static_cast<recognition::Verdict>(verdict)));
  }
  return text;
}

int run(const Options& options) {
  Demonstration demonstration;
  if (const Status loaded = load(options.examples, demonstration); !loaded) {
    std::cerr << "concordat_bench_determination: " << loaded.error().code << " "
              << loaded.error().place << "\n";
    return 1;
  }
  const facts::State& state = demonstration.state;
  const auto whole = [&](const Question& question) {
    return recognition::determine(state, question);
  };
  if (options.once) {
    std::cout << told(measure(recognition_questions(demonstration), {.rounds = 1}, whole)) << "\n";
    return 0;
  }
  const auto one_day = [&](const Question& question) {
    return recognition::evaluate(state, question,
                                 {.size = state.size_published(), .date = question.date})
        .answer;
  };
  const auto outcome_alone = [&](const Question& question) {
    return recognition::evaluate(
               state, question,
               {.size = state.size_published(), .date = question.date, .explain = false})
        .answer;
  };
  const std::array asked{std::pair{"recognition", recognition_questions(demonstration)},
                         std::pair{"market access", market_access_questions(demonstration)}};
  for (const auto& [name, questions] : asked) {
    const Rate full = measure(questions, {.seconds = options.seconds}, whole);
    const Rate day = measure(questions, {.seconds = options.seconds}, one_day);
    const Rate outcome = measure(questions, {.seconds = options.seconds}, outcome_alone);
    const std::string prefix = std::string(name) + ", ";
    print({prefix + "determinations", full.per_s, "1/s", told(full), 0});
    print({prefix + "one day, explained", day.per_s, "1/s", "determinations",
           day.per_s / full.per_s});
    print({prefix + "one day, outcome and codes alone", outcome.per_s, "1/s", "determinations",
           outcome.per_s / full.per_s});
  }
  return 0;
}

}  // namespace
}  // namespace concordat::bench

int main(int count, char** arguments) {
  concordat::bench::Options options;
  for (int at = 1; at < count; ++at) {
    const std::string argument = arguments[at];
    if (argument == "--examples" && at + 1 < count) {
      options.examples = arguments[++at];
    } else if (argument == "--seconds" && at + 1 < count) {
      options.seconds = std::strtod(arguments[++at], nullptr);
    } else if (argument == "--once") {
      options.once = true;
    } else {
      std::cerr << "usage: concordat_bench_determination [--examples FOLDER] [--seconds N] "
                   "[--once]\n";
      return 64;
    }
  }
  return concordat::bench::run(options);
}
