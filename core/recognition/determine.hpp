// The determination: a pure function of a log prefix, a question and its date.
#pragma once

#include "core/facts/state.hpp"
#include "core/recognition/answer.hpp"
#include "core/recognition/question.hpp"

namespace concordat::recognition {

// Never fails: what cannot be decided is an answer. `question.as_of` beyond the published size is
// the caller's error and is clamped.
[[nodiscard]] Answer determine(const facts::State& state, const Question& question);

}  // namespace concordat::recognition
