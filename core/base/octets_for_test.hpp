// Octets in memory, as a place to save to and to load from again.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "core/base/octets.hpp"

namespace concordat {

struct OctetsInMemory final : OctetSink, OctetSource {
  std::vector<std::byte> octets;
  std::size_t taken = 0;

  void put(std::span<const std::byte> more) override {
    octets.insert(octets.end(), more.begin(), more.end());
  }
  bool get(std::span<std::byte> into) override {
    if (octets.size() - taken < into.size()) return false;
    std::copy_n(octets.begin() + static_cast<std::ptrdiff_t>(taken), into.size(), into.begin());
    taken += into.size();
    return true;
  }
};

}  // namespace concordat
