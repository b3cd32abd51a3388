// The answer key of spec/determination.md, section 8: what an answer says, without its evidence.
#pragma once

#include <string>
#include <vector>

#include "core/recognition/answer.hpp"

namespace concordat::sim::property {

// A line for the verdict, each requirement, each route and each finding, in a fixed order, so that
// two answers say the same when the lists are equal.
using Key = std::vector<std::string>;
[[nodiscard]] Key key_of(const recognition::Answer& answer);
// The same with every line as often as it is told, and with the arguments of conditions: both
// belong to the key as well, but are words of the engine's own choosing.
[[nodiscard]] Key whole_key_of(const recognition::Answer& answer);

}  // namespace concordat::sim::property
