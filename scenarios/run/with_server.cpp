#include "scenarios/http/http_way.hpp"
#include "scenarios/run/server_way.hpp"

namespace concordat::scenarios {

MakeWay server_way() { return make_http_way; }

}  // namespace concordat::scenarios
