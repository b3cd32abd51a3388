#include "scenarios/ways.hpp"

namespace concordat::scenarios {

MakeWay way_named(std::string_view name) {
  if (name == "fold") return make_fold_way;
  return {};
}

std::string_view way_names() { return "fold"; }

}  // namespace concordat::scenarios
