#include "core/recognition/determine.hpp"

#include <algorithm>

#include "core/recognition/desk.hpp"
#include "core/recognition/evaluate.hpp"

namespace concordat::recognition {
namespace {

// Windows looked at on each side: every one costs an evaluation. An interval that stops here is
// shorter than the longest, never longer.
constexpr int kWindowsPerSide = 64;

void evaluate_on(Context& context, Date date, Determination& into) {
  context.event.date = date;
  evaluate(context, into);
}

void grow_backward(Context& context, Determination& answer) {
  Determination& before = context.desk.other;
  for (int windows = 0; windows < kWindowsPerSide; ++windows) {
    if (answer.stable.from == kBeginning) return;
    evaluate_on(context, {answer.stable.from.days - 1}, before);
    if (!same_key(before, answer)) return;
    answer.stable.from = context.event.window.low;
  }
}

// Forward it goes on beyond the interval, to the next changes of verdict or why.
void grow_forward(Context& context, Determination& answer) {
  Determination& after = context.desk.other;
  bool same = true;
  Change last{context.question.date, answer.verdict, answer.why};
  Date date = answer.stable.until;
  for (int windows = 0; windows < kWindowsPerSide; ++windows) {
    if (date == kForever || answer.change_count == kMaxChanges) return;
    evaluate_on(context, date, after);
    same = same && same_key(after, answer);
    if (same) answer.stable.until = context.event.window.high;
    if (after.verdict != last.verdict || after.why != last.why) {
      last = {date, after.verdict, after.why};
      answer.changes[answer.change_count] = last;
      ++answer.change_count;
    }
    date = context.event.window.high;
  }
}

}  // namespace

Answer determine(const facts::State& state, const Question& question) {
  Workspace workspace(state);
  return told(determine(workspace, question));
}

const Determination& determine(Workspace& workspace, const Question& question) {
  Workspace::Desk& desk = workspace.desk();
  Moment moment{.size = desk.state.size_published(), .date = question.date};
  if (question.as_of) {
    moment.size =
        static_cast<facts::Ordinal>(std::min<std::uint64_t>(*question.as_of, moment.size));
  }
  desk.begin(moment.size);
  Context context = context_of(desk, question, moment);
  Determination& answer = desk.answer;
  evaluate(context, answer);
  answer.stable = {context.event.window.low, context.event.window.high};
  context.explain = false;
  grow_backward(context, answer);
  grow_forward(context, answer);
  return answer;
}

}  // namespace concordat::recognition
