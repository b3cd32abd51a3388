#include "scenarios/run/server_way.hpp"

namespace concordat::scenarios {

MakeWay server_way() { return {}; }

}  // namespace concordat::scenarios
