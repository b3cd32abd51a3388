// The answer on one day, without what lies around it.
#pragma once

#include "core/facts/probe.hpp"
#include "core/facts/state.hpp"
#include "core/recognition/answer.hpp"

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

[[nodiscard]] Evaluation evaluate(const facts::State& state, const Question& question,
                                  const Moment& moment);

// Whether two answers have the same key: outcomes, reasons, codes and bearings, conditions and
// extent of every requirement and route. Evidence, arguments of findings and cures are not part of
// it.
[[nodiscard]] bool same_key(const Answer& left, const Answer& right);

}  // namespace concordat::recognition
