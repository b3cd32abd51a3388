// The features on which engine and oracle are held to agree. What is switched off here is an open
// question between the rules and the engine, and is listed in sim/README.md.
#pragma once

#include <cstdint>

#include "sim/generator/generator.hpp"

namespace concordat::sim::property {

[[nodiscard]] inline generator::Features settled() {
  generator::Features features;
  features.territories = false;
  features.supplier_only = false;
  features.no_cap = false;
  features.lawful_marketing = false;
  features.deltas = false;
  features.other_sector = false;
  return features;
}

// Fixed seeds on which engine and oracle still differ: sim/README.md says about what.
inline constexpr std::uint64_t kOpenSeeds[] = {1, 21, 48, 78, 125, 130, 142, 197, 229, 238};

}  // namespace concordat::sim::property
