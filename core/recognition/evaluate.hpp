// The answer on one day, without what lies around it.
#pragma once

#include "core/facts/probe.hpp"
#include "core/facts/state.hpp"
#include "core/recognition/answer.hpp"
#include "core/recognition/context.hpp"
#include "core/recognition/outline.hpp"

namespace concordat::recognition {

struct Evaluation {
  Answer answer;
  facts::Window window;  // the answer's key is the same on every day of it
};

struct Moment {
  facts::Ordinal size = 0;
  Date date;
  bool explain = true;  // false: outcomes and codes alone, no arguments, evidence or cures
};

// In a new workspace.
[[nodiscard]] Evaluation evaluate(const facts::State& state, const Question& question,
                                  const Moment& moment);

// The question with its texts resolved; the desk is ready for the moment's size.
[[nodiscard]] Context context_of(Workspace::Desk& desk, const Question& question,
                                 const Moment& moment);
// The answer on the day of the context. Afterwards the window of its event is that of the answer's
// key. What the answer points to stays until the desk begins with another question.
void evaluate(Context& context, Determination& answer);

// The same, left as an outline where the question has one; null where it has none, and `answer` is
// the answer.
[[nodiscard]] Outline* outline_on(Context& context, Determination& answer);

// Whether two answers have the same key: outcomes, reasons, codes and bearings, conditions and
// extent of every requirement and route. Evidence, arguments of findings and cures are not part of
// it.
[[nodiscard]] bool same_key(const Determination& left, const Determination& right);

}  // namespace concordat::recognition
