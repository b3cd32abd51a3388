#include "scenarios/runner.hpp"

#include <charconv>
#include <fstream>
#include <iterator>
#include <map>

#include "scenarios/check.hpp"
#include "scenarios/drafts.hpp"

namespace concordat::scenarios {
namespace {

std::string described(const Error& error) {
  std::string text = error.code;
  if (!error.place.empty()) text += " at " + error.place;
  if (!error.expected.empty()) text += ", expected " + error.expected;
  return text;
}

// `codes` are written A|B.
bool is_one_of(std::string_view code, std::string_view codes) {
  while (!codes.empty()) {
    const std::size_t bar = codes.find('|');
    if (codes.substr(0, bar) == code) return true;
    codes = bar == std::string_view::npos ? std::string_view{} : codes.substr(bar + 1);
  }
  return false;
}

}  // namespace

// One scenario on one registry.
class Runner::Play {
 public:
  Play(const Runner& runner, Way& way) : runner_(runner), way_(way) {}

  // False when something did not come out as expected; it has been told.
  bool run(const Scenario& scenario) {
    for (const Step& step : scenario.steps) {
      if (const Load* load = std::get_if<Load>(&step)) queue(*load);
      if (const State* state = std::get_if<State>(&step)) queue(*state);
      if (const Mark* mark = std::get_if<Mark>(&step)) {
        flush();
        marks_[mark->name] = way_.size();
      }
      if (const Ask* question = std::get_if<Ask>(&step)) {
        flush();
        ask(*question);
      }
    }
    flush();
    return holds_;
  }
  std::size_t questions() const { return questions_; }

 private:
  struct Queued {
    std::string refused;
    std::string name;
  };

  void queue(const Load& load) {
    auto drafts = read_drafts(runner_.examples_, load.name);
    if (!drafts) return tell("load " + load.name + ": " + described(drafts.error()));
    for (json::Value& draft : *drafts) {
      queued_.push_back({.refused = {}, .name = load.name + ", " + std::string(draft.text("id"))});
      drafts_.push_back(std::move(draft));
    }
  }
  void queue(const State& state) {
    queued_.push_back({.refused = state.refused, .name = "line " + std::to_string(state.line)});
    drafts_.push_back(state.draft);
  }

  // States what has been queued, in one batch.
  void flush() {
    if (drafts_.empty()) return;
    const std::vector<Status> outcomes = way_.submit(drafts_);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      const Queued& queued = queued_[i];
      if (outcomes[i] && !queued.refused.empty()) {
        tell(queued.name + ": expected to be refused with " + queued.refused + ", was admitted");
      }
      if (!outcomes[i] && !is_one_of(outcomes[i].error().code, queued.refused)) {
        tell(queued.name + ": refused: " + described(outcomes[i].error()));
      }
    }
    drafts_.clear();
    queued_.clear();
  }

  std::optional<std::uint64_t> size_of(const std::string& as_of) {
    const auto mark = marks_.find(as_of);
    if (mark != marks_.end()) return mark->second;
    std::uint64_t size = 0;
    const char* end = as_of.data() + as_of.size();
    if (std::from_chars(as_of.data(), end, size).ptr == end) return size;
    tell("no mark " + as_of);
    return std::nullopt;
  }

  void ask(const Ask& ask) {
    ++questions_;
    recognition::Question question = ask.question;
    if (!ask.as_of.empty()) question.as_of = size_of(ask.as_of);
    const Result<json::Value> answer = way_.ask(question);
    if (!answer) {
      return tell("line " + std::to_string(ask.line) + ": no answer: " + described(answer.error()));
    }
    const std::vector<Miss> misses = check(*answer, ask.expectations);
    for (const Miss& miss : misses) {
      tell("line " + std::to_string(miss.line) + ": expected: " + miss.expected +
           "\n      actual:   " + miss.actual);
    }
    if (runner_.sentences_.as_object()) {
      for (const std::string& hole : holes(*answer, runner_.sentences_)) {
        tell("line " + std::to_string(ask.line) + ": " + hole);
      }
    }
    if (misses.empty() && !runner_.is_verbose_) return;
    const std::string text = summary(*answer);
    runner_.out_ << "    The answer to the question of line " << ask.line << ":\n";
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      runner_.out_ << "      | " << text.substr(begin, end - begin) << '\n';
      begin = end + 1;
    }
  }

  void tell(const std::string& text) {
    holds_ = false;
    runner_.out_ << "    " << text << '\n';
  }

  const Runner& runner_;
  Way& way_;
  std::map<std::string, std::uint64_t> marks_;
  std::vector<json::Value> drafts_;
  std::vector<Queued> queued_;
  std::size_t questions_ = 0;
  bool holds_ = true;
};

Report Runner::run(const std::filesystem::path& file) {
  Report report;
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  const auto scenarios = parse(text);
  const auto founding = read_document(examples_ / "founding.json");
  if (!stream || !scenarios || !founding) {
    out_ << file.string() << ": "
         << (!scenarios  ? described(scenarios.error())
             : !founding ? described(founding.error())
                         : "cannot be read")
         << '\n';
    return {.scenarios = 1, .questions = 0, .failed = 1};
  }
  for (const Scenario& scenario : *scenarios) {
    if (!only_.empty() && scenario.title.find(only_) == std::string::npos) continue;
    ++report.scenarios;
    if (is_verbose_) out_ << "  " << scenario.title << '\n';
    auto way = make_(*founding);
    bool holds = false;
    if (way) {
      Play play(*this, **way);
      holds = play.run(scenario);
      report.questions += play.questions();
    } else {
      out_ << "    no registry: " << described(way.error()) << '\n';
    }
    if (holds) continue;
    ++report.failed;
    out_ << "  FAILED  " << file.filename().string() << ":" << scenario.line << "  "
         << scenario.title << '\n';
  }
  return report;
}

}  // namespace concordat::scenarios
