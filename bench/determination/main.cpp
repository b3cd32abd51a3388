// concordat_bench_determination [--examples FOLDER] [--seconds N] [--once N]
//
// How many determinations one core gives in a second on the demonstration registry: every
// certificate of examples/, in several markets, on several days, for both purposes. Drafts go
// through decoding and the fold; signatures and admission have no part in a determination.
// One workspace: every round asks about the next day, so no question is asked twice, but most fall
// into days on which what was found for another question still holds. A new workspace for each:
// what a single question costs that nobody has prepared. In words: with the texts of the whole
// answer.
//
// --once N asks N rounds of recognition in one workspace, for profilers.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <new>

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bench/demonstration.hpp"
#include "core/json/write.hpp"
#include "core/recognition/determine.hpp"

namespace concordat::bench {
namespace {

using recognition::Question;

// How often memory was asked for, by the whole program.
std::uint64_t allocation_count = 0;

double cpu_s() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// What the processor has done for this thread, where the system lets us ask.
class InstructionCounter {
 public:
  InstructionCounter() {
    perf_event_attr wanted{};
    wanted.type = PERF_TYPE_HARDWARE;
    wanted.size = sizeof wanted;
    wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
    wanted.exclude_kernel = 1;
    file_ = static_cast<int>(syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0));
  }
  ~InstructionCounter() {
    if (file_ >= 0) close(file_);
  }
  InstructionCounter(const InstructionCounter&) = delete;
  InstructionCounter& operator=(const InstructionCounter&) = delete;

  [[nodiscard]] std::uint64_t read() const {
    std::uint64_t count = 0;
    if (file_ < 0 || ::read(file_, &count, sizeof count) != sizeof count) return 0;
    return count;
  }

 private:
  int file_ = -1;
};

struct Rate {
  double per_s = 0;
  double allocations = 0;   // a question
  double instructions = 0;  // a question; 0: the processor's counter may not be read here
  std::size_t count = 0;    // questions in a round
  std::array<std::size_t, 6> verdicts{};
};

// How long to go on: at least so many rounds, and until the time is over.
struct Effort {
  int rounds = 3;
  double seconds = 0;
};

// The best of the rounds counts. Every round asks for the next day: no question is ever repeated,
// so that what a workspace has learnt is all that can help.
template <class Ask>
Rate measure(std::vector<Question> questions, const Effort& effort, Ask&& ask) {
  Rate rate{.count = questions.size()};
  const InstructionCounter counter;
  const double start_s = cpu_s();
  for (int round = 0; round < effort.rounds || cpu_s() - start_s < effort.seconds; ++round) {
    rate.verdicts = {};
    const std::uint64_t allocations = allocation_count;
    const std::uint64_t instructions = counter.read();
    const double before_s = cpu_s();
    for (const Question& question : questions) {
      ++rate.verdicts[static_cast<std::size_t>(ask(question))];
    }
    const auto count = static_cast<double>(questions.size());
    const double per_s = count / (cpu_s() - before_s);
    if (per_s > rate.per_s) {
      rate.per_s = per_s;
      rate.allocations = static_cast<double>(allocation_count - allocations) / count;
      rate.instructions = static_cast<double>(counter.read() - instructions) / count;
    }
    for (Question& question : questions) question.date = question.date.plus_days(1);
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
  int rounds = 1;
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
  recognition::Workspace workspace(state);
  const auto determined = [&](const Question& question) {
    return recognition::determine(workspace, question).verdict;
  };
  if (options.once) {
    std::cout << told(measure(recognition_questions(demonstration), {.rounds = options.rounds},
                              determined))
              << "\n";
    return 0;
  }
  const auto in_words = [&](const Question& question) {
    return recognition::told(recognition::determine(workspace, question)).verdict;
  };
  const auto unprepared = [&](const Question& question) {
    recognition::Workspace fresh(state);
    return recognition::determine(fresh, question).verdict;
  };
  const std::array asked{std::pair{"recognition", recognition_questions(demonstration)},
                         std::pair{"market access", market_access_questions(demonstration)}};
  for (const auto& [name, questions] : asked) {
    const Effort effort{.seconds = options.seconds};
    const Rate steady = measure(questions, effort, determined);
    const Rate words = measure(questions, effort, in_words);
    const Rate cold = measure(questions, effort, unprepared);
    const std::string prefix = std::string(name) + ", ";
    print({prefix + "determinations, one workspace", steady.per_s, "1/s", told(steady), 0});
    print({prefix + "– allocations in one", steady.allocations, "", "", 0});
    if (steady.instructions > 0) {
      print({prefix + "– instructions in one", steady.instructions, "", "", 0});
    }
    print({prefix + "the same in words", words.per_s, "1/s", "determinations",
           words.per_s / steady.per_s});
    print({prefix + "a new workspace for each", cold.per_s, "1/s", "determinations",
           cold.per_s / steady.per_s});
  }
  return 0;
}

}  // namespace
}  // namespace concordat::bench

// Counts what the program asks for; there is no other way to see it from within.
void* operator new(std::size_t size_bytes) {
  ++concordat::bench::allocation_count;
  void* const place = std::malloc(size_bytes);
  if (!place) std::abort();
  return place;
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }

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
      if (at + 1 < count) options.rounds = std::atoi(arguments[++at]);
    } else {
      std::cerr << "usage: concordat_bench_determination [--examples FOLDER] [--seconds N] "
                   "[--once N]\n";
      return 64;
    }
  }
  return concordat::bench::run(options);
}
