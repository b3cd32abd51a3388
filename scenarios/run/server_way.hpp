// The way over HTTP, where the server is built; null where it is not.
#pragma once

#include "scenarios/way.hpp"

namespace concordat::scenarios {

[[nodiscard]] MakeWay server_way();

}  // namespace concordat::scenarios
