// The generator's own random numbers: the same on every machine and library for a seed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::sim::generator {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}

  // SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31);
  }
  // 0 to `bound` - 1. The slight bias of the remainder does not matter here.
  int below(int bound) { return static_cast<int>(next() % static_cast<std::uint64_t>(bound)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(int percent) { return below(100) < percent; }

  std::string pick(std::initializer_list<std::string_view> choices) {
    return std::string(*(choices.begin() + below(static_cast<int>(choices.size()))));
  }
  // A part of the choices, never empty, in their order.
  std::vector<std::string> some(std::initializer_list<std::string_view> choices) {
    std::vector<std::string> taken;
    for (const std::string_view choice : choices) {
      if (chance(50)) taken.emplace_back(choice);
    }
    if (taken.empty()) taken.push_back(pick(choices));
    return taken;
  }

 private:
  std::uint64_t state_;
};

}  // namespace concordat::sim::generator
