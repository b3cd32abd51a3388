// Seeks disagreements with fresh seeds: `concordat_sim_seek FIRST COUNT [FEATURE...]`. A feature
// named with a leading minus is left out. Exit 1 when engine and oracle disagree on a seed.
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>

#include "sim/property/switches.hpp"
#include "sim/property/trial.hpp"

using namespace concordat::sim;

int main(int argc, char** argv) {
  const std::span arguments(argv, static_cast<std::size_t>(argc));
  const std::uint64_t first = argc > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1;
  const std::uint64_t count = argc > 2 ? std::strtoull(arguments[2], nullptr, 10) : 100;
  generator::Features features;
  for (int i = 3; i < argc; ++i)
    property::set_switch(features, arguments[static_cast<std::size_t>(i)]);
  std::uint64_t wrong = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const generator::World world = generator::draw_world(seed, features);
    const property::Trial trial(world.drafts);
    for (const std::string& problem : trial.undecodable()) std::printf("%s\n", problem.c_str());
    if (trial.engine_key(world.question) == trial.oracle_key(world.question)) continue;
    ++wrong;
    std::printf("=== seed %llu\n%s\n", static_cast<unsigned long long>(seed),
                property::disagreement(world).c_str());
  }
  std::printf("%llu of %llu seeds disagree\n", static_cast<unsigned long long>(wrong),
              static_cast<unsigned long long>(count));
  return wrong == 0 ? 0 : 1;
}
