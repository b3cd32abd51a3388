// A scenario file, read (spec/formats/scenario.md).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/recognition/question.hpp"
#include "scenarios/written.hpp"

namespace concordat::scenarios {

// Loads a file of `examples/`, or all of them for the name "examples".
struct Load {
  std::string name;
};
// Names the size of the log.
struct Mark {
  std::string name;
};
// States something; `refused` is the code with which it must be refused.
struct State {
  json::Value draft;
  std::string refused;
  std::size_t line = 0;
};
// Asks, and says what must come out.
struct Ask {
  recognition::Question question = {};
  std::string as_of = {};  // a mark or a size; empty: the newest
  std::vector<Line> expectations = {};
  std::size_t line = 0;
};
using Step = std::variant<Load, Mark, State, Ask>;

struct Scenario {
  std::string title;
  std::size_t line = 0;
  std::vector<Step> steps;  // those of the background first
};

// Codes: scenario.* with the line as place.
[[nodiscard]] Result<std::vector<Scenario>> parse(std::string_view text);

}  // namespace concordat::scenarios
