// A set of interned texts. Their numbers are dense, so that a bit for each costs less than a table.
#pragma once

#include <algorithm>
#include <vector>

#include "core/facts/row.hpp"

namespace concordat::registry {

class Marks {
 public:
  // Whether it was new.
  bool insert(facts::Id id) {
    if (id >= bits_.size()) bits_.resize(std::max<std::size_t>(id + 1, 2 * bits_.size()));
    const bool added = !bits_[id];
    bits_[id] = true;
    return added;
  }
  [[nodiscard]] bool contains(facts::Id id) const { return id < bits_.size() && bits_[id]; }

 private:
  std::vector<bool> bits_;
};

}  // namespace concordat::registry
