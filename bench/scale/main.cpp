// concordat_bench_scale --certificates N [--markets M] [--questions Q] [--rounds R]
//
// Folds a registry of that size (bench/population) and measures it: statements folded in a second,
// bytes a certificate, determinations in a second and their latency, and what a reader loses while
// the writer folds at full speed beside it.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>
#include <fstream>
#include <functional>
#include <iostream>
#include <mutex>
#include <span>
#include <thread>

#include <malloc.h>

#include "bench/population/population.hpp"
#include "core/json/write.hpp"
#include "core/recognition/determine.hpp"

namespace concordat::bench {
namespace {

constexpr std::size_t kBatch = 256;
// From so many certificates on, drawing them takes long enough to be done ahead on a thread, and
// the holes that it leaves in memory weigh nothing beside the registry.
constexpr std::uint64_t kDrawnAhead = 1'000'000;
// Statements folded beside a reader, in so many rounds.
constexpr std::size_t kHeldBack = 50'000;
constexpr std::size_t kRounds = 5;

struct Options {
  Extent extent;
  std::size_t questions = 20'000;
  int rounds = 3;
  std::size_t draws = 20;  // of so many questions, in one workspace
};

// When the goods arrive: most certificates of the population have been issued.
const Date kBorderDay = date_of(2024, 3, 1);

// So that nothing asked can be left out.
std::size_t g_seen = 0;

double thread_cpu_s() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double resident_bytes() {
  malloc_trim(0);
  std::ifstream file("/proc/self/statm");
  double total = 0;
  double resident = 0;
  file >> total >> resident;
  return resident * 4096;
}

struct Line {
  std::string metric;
  double value = 0;
  std::string unit;
  std::string against;
  double ratio = 0;
};

void print(const Extent& extent, const Line& line) {
  const json::Value ratio =
      line.ratio == 0 ? json::Value() : json::Value(std::round(line.ratio * 1000) / 1000);
  const json::Object object{{"bench", "scale"},
                            {"certificates", extent.certificates},
                            {"markets", extent.markets},
                            {"metric", line.metric},
                            {"value", std::round(line.value * 100) / 100},
                            {"unit", line.unit},
                            {"against", line.against},
                            {"ratio", ratio}};
  std::cout << json::compact(object) << std::endl;
}

[[noreturn]] void give_up(const Error& error) {
  std::cerr << "concordat_bench_scale: " << error.code << " " << error.place << "\n";
  std::exit(1);
}

using Statements = std::vector<statement::Statement>;

// As many as there are, at most `count`.
Statements decode(Population& population, std::size_t count) {
  Statements statements;
  while (statements.size() < count) {
    auto draft = population.next();
    if (!draft) break;
    auto statement = statement::decode_value(std::move(*draft));
    if (!statement) give_up(statement.error());
    statements.push_back(std::move(*statement));
  }
  return statements;
}

// Draws and decodes on a thread of its own, a few batches ahead of the fold: that takes several
// times as long as folding, and is no part of what is measured.
class Ahead {
 public:
  // Until so many certificates were drawn.
  Ahead(Population& population, std::uint64_t certificates)
      : thread_([this, &population, certificates] {
          while (population.certificates_yielded() < certificates) {
            put(decode(population, kBatch));
          }
          put({});
        }) {}

  // The next batch; empty after the last.
  Statements take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !batches_.empty(); });
    Statements batch = std::move(batches_.front());
    batches_.pop_front();
    changed_.notify_all();
    return batch;
  }

 private:
  // Few: what is drawn on one thread and given back by another leaves holes in memory.
  static constexpr std::size_t kMostAhead = 2;

  void put(Statements batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return batches_.size() < kMostAhead; });
    batches_.push_back(std::move(batch));
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Statements> batches_;
  std::jthread thread_;
};

// Folds inside the clock.
class Folder {
 public:
  explicit Folder(facts::State& state) : state_(state) {}

  void fold(std::span<const statement::Statement> statements) {
    const double before_s = thread_cpu_s();
    for (std::size_t at = 0; at < statements.size(); ++at) {
      if (at + kPrefetchAhead < statements.size()) {
        state_.prefetch({.statement = &statements[at + kPrefetchAhead]});
      }
      apply(statements[at]);
    }
    state_.publish(state_.size_applied());
    spent_s_ += thread_cpu_s() - before_s;
    folded_ += statements.size();
  }
  [[nodiscard]] double per_s() const { return static_cast<double>(folded_) / spent_s_; }

 private:
  void apply(const statement::Statement& statement) {
    crypto::Digest digest{};
    const std::uint64_t unique = state_.size_applied();
    std::memcpy(digest.data(), &unique, sizeof unique);
    recorded_.milliseconds += 1;
    const Status folded =
        state_.apply({.statement = &statement, .digest = digest, .recorded = recorded_});
    if (!folded) give_up(folded.error());
  }

  static constexpr std::size_t kPrefetchAhead = 3;  // as a replay does

  facts::State& state_;
  Instant recorded_{1'700'000'000'000};
  double spent_s_ = 0;
  std::size_t folded_ = 0;
};

// Draws questions about certificates of the whole registry, no two draws the same.
class Asker {
 public:
  explicit Asker(const Population& population) : population_(population) {}

  // Each about any market, or all about one.
  std::vector<recognition::Question> any_market(std::size_t count) {
    std::vector<recognition::Question> asked(count);
    for (recognition::Question& question : asked) {
      const Issued issued = draw(question);
      question.market = population_.market(below(population_.extent().markets));
      question.date = issued.issued.plus_days(static_cast<std::int32_t>(below(2000)));
    }
    return asked;
  }
  // What a border sees: one market, on one day after the other, certificates issued before.
  std::vector<recognition::Question> one_border(std::size_t count, Date day) {
    std::vector<recognition::Question> asked;
    while (asked.size() < count) {
      recognition::Question question;
      if (day < draw(question).issued) continue;
      question.market = population_.market(0);
      question.date = day;
      asked.push_back(std::move(question));
    }
    return asked;
  }

 private:
  std::uint32_t below(std::uint64_t bound) {
    random_ ^= random_ << 13;
    random_ ^= random_ >> 7;
    random_ ^= random_ << 17;
    return static_cast<std::uint32_t>(random_ % bound);
  }
  Issued draw(recognition::Question& question) {
    const Issued issued = population_.issued(below(population_.extent().certificates));
    question.attestations.push_back({.number = population_.certificate_id(issued)});
    return issued;
  }

  const Population& population_;
  std::uint64_t random_ = 88172645463325252ULL;
};

struct Asked {
  double per_s = 0;
  double median_us = 0;
  double p99_us = 0;
  std::array<std::size_t, 6> verdicts{};
};

Asked ask(const facts::State& state, const std::vector<recognition::Question>& asked) {
  Asked told;
  std::vector<double> each_us;
  each_us.reserve(asked.size());
  const double start_s = thread_cpu_s();
  for (const recognition::Question& question : asked) {
    const double before_s = thread_cpu_s();
    const auto verdict = recognition::determine(state, question).verdict;
    each_us.push_back((thread_cpu_s() - before_s) * 1e6);
    ++told.verdicts[static_cast<std::size_t>(verdict)];
  }
  told.per_s = static_cast<double>(asked.size()) / (thread_cpu_s() - start_s);
  std::ranges::sort(each_us);
  told.median_us = each_us[each_us.size() / 2];
  told.p99_us = each_us[each_us.size() * 99 / 100];
  return told;
}

std::string verdicts(const Asked& told) {
  std::string text;
  for (std::size_t at = 0; at < told.verdicts.size(); ++at) {
    if (told.verdicts[at] == 0) continue;
    if (!text.empty()) text += ", ";
    text += std::to_string(told.verdicts[at]) + " " +
            std::string(recognition::name(static_cast<recognition::Verdict>(at)));
  }
  return text;
}

// Answers in a second of the reader's own processor time while `going` says so.
double rate_while(const facts::State& state, const std::vector<recognition::Question>& asked,
                  const std::function<bool(std::size_t)>& going) {
  std::size_t answered = 0;
  const double start_s = thread_cpu_s();
  while (going(answered)) {
    [[maybe_unused]] const auto answer =
        recognition::determine(state, asked[answered % asked.size()]);
    ++answered;
  }
  return static_cast<double>(answered) / (thread_cpu_s() - start_s);
}

// What a reader loses to a writer who folds the last statements at full speed: the median of a few
// rounds, each beside the same reader alone.
double slowdown(const facts::State& state, Population& population, Folder& folder,
                const std::vector<recognition::Question>& asked) {
  constexpr std::size_t kPublished = 256;  // a batch as the sequencer makes them
  constexpr std::size_t kAlone = 5000;
  std::vector<double> lost;
  while (true) {
    const auto statements = decode(population, kHeldBack / kRounds);
    if (statements.empty()) break;
    const double alone = rate_while(state, asked, [](std::size_t done) { return done < kAlone; });
    std::atomic<bool> writing{true};
    std::jthread writer([&] {
      const std::span<const statement::Statement> all(statements);
      for (std::size_t at = 0; at < all.size(); at += kPublished) {
        folder.fold(all.subspan(at, std::min(kPublished, all.size() - at)));
      }
      writing = false;
    });
    const double beside = rate_while(state, asked, [&](std::size_t) { return writing.load(); });
    lost.push_back(1 - beside / alone);
  }
  std::ranges::sort(lost);
  return lost.empty() ? 0 : lost[lost.size() / 2];
}

// In one workspace, whose questions are never the same: how many in a second of the last draw, when
// it has learnt what it can from those before.
template <class Draw>
double in_workspace(const facts::State& state, std::size_t draws, Draw&& draw) {
  recognition::Workspace workspace(state);
  double per_s = 0;
  for (std::size_t at = 0; at < draws; ++at) {
    const std::vector<recognition::Question> asked = draw();
    const double start_s = thread_cpu_s();
    for (const recognition::Question& question : asked) {
      g_seen += static_cast<std::size_t>(recognition::determine(workspace, question).verdict);
    }
    per_s = static_cast<double>(asked.size()) / (thread_cpu_s() - start_s);
  }
  return per_s;
}

void measure_workspaces(const facts::State& state, Asker& asker, const Options& options) {
  const auto at_any = [&] { return asker.any_market(options.questions); };
  print(options.extent, {"determinations, one workspace, any market",
                         in_workspace(state, options.draws, at_any), "1/s", "", 0});
  Date day = kBorderDay;
  const auto at_border = [&] {
    day = day.plus_days(1);
    return asker.one_border(options.questions, day);
  };
  print(options.extent, {"determinations, one workspace, one border",
                         in_workspace(state, options.draws, at_border), "1/s", "", 0});
}

int run(const Options& options) {
  const double before_bytes = resident_bytes();
  Population population(options.extent);
  facts::State state;
  Folder folder(state);
  // Some are held back, to be folded while somebody reads.
  const std::uint64_t first = options.extent.certificates - options.extent.certificates / 10;
  const std::uint64_t held_back = std::min<std::uint64_t>(options.extent.certificates, kHeldBack);
  const std::uint64_t until = std::max(first, options.extent.certificates - held_back);
  if (options.extent.certificates < kDrawnAhead) {
    while (population.certificates_yielded() < until) folder.fold(decode(population, kBatch));
  } else {
    Ahead ahead(population, until);
    for (auto batch = ahead.take(); !batch.empty(); batch = ahead.take()) folder.fold(batch);
  }
  const double folded_per_s = folder.per_s();
  Asker asker(population);
  const auto asked = asker.any_market(options.questions);
  const double lost = slowdown(state, population, folder, asked);
  const double bytes = resident_bytes() - before_bytes;
  const auto certificates = static_cast<double>(options.extent.certificates);
  const auto statements = static_cast<double>(state.size_applied());
  print(options.extent, {"statements", statements, "", "", statements / certificates});
  print(options.extent, {"folded, one core", folded_per_s, "1/s", "", 0});
  print(options.extent, {"memory a certificate", bytes / certificates, "bytes", "", 0});
  Asked best;
  for (int round = 0; round < options.rounds; ++round) {
    const Asked told = ask(state, asked);
    if (told.per_s > best.per_s) best = told;
  }
  print(options.extent, {"determinations, one core", best.per_s, "1/s", verdicts(best), 0});
  print(options.extent, {"determination, median", best.median_us, "us", "", 0});
  print(options.extent, {"determination, 99th percentile", best.p99_us, "us", "", 0});
  print(options.extent,
        {"a reader loses to the writer", lost * 100, "%", "the same reader alone", 0});
  print(options.extent,
        {"kinds of certificates", static_cast<double>(state.tables().profiles.size()), "", "", 0});
  measure_workspaces(state, asker, options);
  return 0;
}

}  // namespace
}  // namespace concordat::bench

int main(int count, char** arguments) {
  concordat::bench::Options options;
  for (int at = 1; at + 1 < count; at += 2) {
    const std::string name = arguments[at];
    const std::uint64_t value = std::strtoull(arguments[at + 1], nullptr, 10);
    if (name == "--certificates") options.extent.certificates = value;
    if (name == "--markets") options.extent.markets = static_cast<std::uint32_t>(value);
    if (name == "--questions") options.questions = value;
    if (name == "--rounds") options.rounds = static_cast<int>(value);
    if (name == "--draws") options.draws = value;
  }
  return concordat::bench::run(options);
}
