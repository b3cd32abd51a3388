#include <vector>

#include "core/statement/catalogue/families.hpp"

namespace concordat::statement {

std::span<const Descriptor> catalogue() {
  static const std::vector<Descriptor> kAll = [] {
    std::vector<Descriptor> all;
    for (const auto family : {frame_types(), norm_types(), competence_types(), compact_types(),
                              attestation_types(), measure_types()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    return all;
  }();
  return kAll;
}

const Descriptor* find(std::string_view type) {
  for (const Descriptor& descriptor : catalogue()) {
    if (descriptor.type == type) return &descriptor;
  }
  return nullptr;
}

}  // namespace concordat::statement
