#include "core/recognition/determine.hpp"

#include <algorithm>

#include "core/recognition/desk.hpp"
#include "core/recognition/evaluate.hpp"

namespace concordat::recognition {
namespace {

// Windows looked at on each side: every one costs an evaluation. An interval that stops here is
// shorter than the longest, never longer.
constexpr int kWindowsPerSide = 64;

// What a day comes to: an outline, or an answer without one.
struct Day {
  Outline* outline = nullptr;
  Determination& answer;
  Id certificate = kNoId;   // that an outline is told of
  std::uint32_t names = 0;  // stands for the names that it is told with
};

Day see(Context& context, Date date, Determination& into) {
  context.event.date = date;
  Outline* const outline = outline_on(context, into);
  if (!outline) return {nullptr, into};
  return {outline, into, context.attestations.front().row->certificate, context.ways->names};
}

// Whether the key is that of the answer given, whose outline, if it has one, is `given.outline`.
bool same_day(const Context& context, const Day& given, const Day& day) {
  const bool outlined = given.outline && day.outline && given.certificate == day.certificate &&
                        given.names == day.names && !given.outline->own_conditions &&
                        !day.outline->own_conditions;
  if (outlined) return same_key(context, *given.outline, *day.outline);
  if (day.outline) tell(context, *day.outline, day.answer);
  return same_key(day.answer, given.answer);
}

const Determination& said(const Day& day) { return day.outline ? day.outline->answer : day.answer; }

void grow_backward(Context& context, const Day& given) {
  Determination& answer = given.answer;
  for (int windows = 0; windows < kWindowsPerSide; ++windows) {
    if (answer.stable.from == kBeginning) return;
    const Day before = see(context, {answer.stable.from.days - 1}, context.desk.other);
    if (!same_day(context, given, before)) return;
    answer.stable.from = context.event.window.low;
  }
}

// Forward it goes on beyond the interval, to the next changes of verdict or why.
void grow_forward(Context& context, const Day& given) {
  Determination& answer = given.answer;
  bool same = true;
  Change last{context.question.date, answer.verdict, answer.why};
  Date date = answer.stable.until;
  for (int windows = 0; windows < kWindowsPerSide; ++windows) {
    if (date == kForever || answer.change_count == kMaxChanges) return;
    const Day after = see(context, date, context.desk.other);
    same = same && same_day(context, given, after);
    if (same) answer.stable.until = context.event.window.high;
    const Determination& then = said(after);
    if (then.verdict != last.verdict || then.why != last.why) {
      last = {date, then.verdict, then.why};
      answer.changes[answer.change_count] = last;
      ++answer.change_count;
    }
    date = context.event.window.high;
  }
}

}  // namespace

Answer determine(const facts::State& state, const Question& question) {
  Workspace workspace(state);
  workspace.desk().keeps_outlines = false;
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
  const Day given = see(context, question.date, answer);
  if (given.outline) tell(context, *given.outline, answer);
  answer.stable = {context.event.window.low, context.event.window.high};
  context.explain = false;
  grow_backward(context, given);
  grow_forward(context, given);
  return answer;
}

}  // namespace concordat::recognition
