// The lines under When become a question.
#pragma once

#include "core/recognition/question.hpp"
#include "scenarios/written.hpp"

namespace concordat::scenarios {

// Adds what the line says. `as_of` takes the mark or size of `as of`. Code scenario.question.
[[nodiscard]] Status read_question_line(const Line& line, recognition::Question& question,
                                        std::string& as_of);

}  // namespace concordat::scenarios
