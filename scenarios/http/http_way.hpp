// Over HTTP: a server on a free port of this machine, filed to and asked through the network.
#pragma once

#include "scenarios/way.hpp"

namespace concordat::scenarios {

[[nodiscard]] Result<std::unique_ptr<Way>> make_http_way(const json::Value& founding);

}  // namespace concordat::scenarios
