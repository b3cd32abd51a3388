// The one entry to the engine. Pure: the same state, question and size give the same answer.
#pragma once

#include "core/facts/state.hpp"
#include "core/recognition/answer.hpp"
#include "core/recognition/workspace.hpp"

namespace concordat::recognition {

// The whole answer: evaluation at the date, stable interval, look-ahead. It goes the long way,
// which keeps no outlines.
[[nodiscard]] Answer determine(const facts::State& state, const Question& question);

// The same on the workspace's state, without texts (`told` makes them). For who asks often: what
// was found for one question is used for the next. Stays until the workspace is asked again, and
// refers to the texts of no question.
[[nodiscard]] const Determination& determine(Workspace& workspace, const Question& question);

}  // namespace concordat::recognition
