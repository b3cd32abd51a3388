#include "scenarios/ways.hpp"

#include "scenarios/registry_way.hpp"

namespace concordat::scenarios {

MakeWay way_named(std::string_view name) {
  if (name == "fold") return make_fold_way;
  if (name == "memory") return make_memory_way;
  if (name == "sqlite") return make_sqlite_way;
  return {};
}

std::string_view way_names() { return "fold|memory|sqlite|http"; }

}  // namespace concordat::scenarios
