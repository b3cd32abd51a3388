// The ways by name.
#pragma once

#include <string_view>

#include "scenarios/way.hpp"

namespace concordat::scenarios {

// Null when there is no such way.
[[nodiscard]] MakeWay way_named(std::string_view name);
[[nodiscard]] std::string_view way_names();  // "fold|memory|sqlite|http"

}  // namespace concordat::scenarios
