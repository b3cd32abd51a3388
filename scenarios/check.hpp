// Holds an answer against what a scenario expects of it.
#pragma once

#include <string>
#include <vector>

#include "scenarios/written.hpp"

namespace concordat::scenarios {

// One expectation that did not hold.
struct Miss {
  std::size_t line = 0;
  std::string expected;  // as written
  std::string actual;    // what the answer has there
};

// `answer` is the JSON of spec/formats/determination.md.
[[nodiscard]] std::vector<Miss> check(const json::Value& answer, const std::vector<Line>& lines);

// Codes of the answer that have no sentence in the catalogue, or whose sentence uses an argument
// that the answer does not give: what a reader would see as a hole.
[[nodiscard]] std::vector<std::string> holes(const json::Value& answer,
                                             const json::Value& catalogue);

// The answer in a few lines, for the reader of a failure.
[[nodiscard]] std::string summary(const json::Value& answer);

}  // namespace concordat::scenarios
