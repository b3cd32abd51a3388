#include "core/recognition/determine.hpp"

#include <algorithm>

#include "core/recognition/evaluate.hpp"

namespace concordat::recognition {
namespace {

// Windows looked at on each side: every one costs an evaluation. An interval that stops here is
// shorter than the longest, never longer.
constexpr int kWindowsPerSide = 64;

void grow_backward(const facts::State& state, const Question& question, Moment moment,
                   Answer& answer) {
  for (int windows = 0; windows < kWindowsPerSide; ++windows) {
    if (answer.stable.from == kBeginning) return;
    moment.date = {answer.stable.from.days - 1};
    const Evaluation before = evaluate(state, question, moment);
    if (!same_key(before.answer, answer)) return;
    answer.stable.from = before.window.low;
  }
}

// Forward it goes on beyond the interval, to the next changes of verdict or why.
void grow_forward(const facts::State& state, const Question& question, Moment moment,
                  Answer& answer) {
  bool same = true;
  Change last{question.date, answer.verdict, answer.why};
  moment.date = answer.stable.until;
  for (int windows = 0; windows < kWindowsPerSide; ++windows) {
    if (moment.date == kForever || answer.look_ahead.size() == kMaxChanges) return;
    const Evaluation after = evaluate(state, question, moment);
    same = same && same_key(after.answer, answer);
    if (same) answer.stable.until = after.window.high;
    if (after.answer.verdict != last.verdict || after.answer.why != last.why) {
      last = {moment.date, after.answer.verdict, after.answer.why};
      answer.look_ahead.push_back(last);
    }
    moment.date = after.window.high;
  }
}

}  // namespace

Answer determine(const facts::State& state, const Question& question) {
  Moment moment{.size = state.size_published(), .date = question.date};
  if (question.as_of) {
    moment.size = static_cast<facts::Ordinal>(
        std::min<std::uint64_t>(*question.as_of, state.size_published()));
  }
  Evaluation evaluation = evaluate(state, question, moment);
  Answer answer = std::move(evaluation.answer);
  answer.stable = {evaluation.window.low, evaluation.window.high};
  moment.explain = false;
  grow_backward(state, question, moment, answer);
  grow_forward(state, question, moment, answer);
  return answer;
}

}  // namespace concordat::recognition
