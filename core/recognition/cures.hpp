// What would turn an answer: per route its failing and open legs, cheapest sets first.
#pragma once

#include "core/recognition/context.hpp"

namespace concordat::recognition {

// Steps are compared by their places in one list, where each stands once.
using StepNumber = std::uint32_t;
// A set of changes while it is sought.
struct CureSet {
  std::span<const StepNumber> steps;
  std::uint64_t members = 0;  // bit per step number, those beyond 63 from the start again
  int cost = 0;
};

// Fills `answer.cures` from its findings, requirements and routes: none when nothing needs a cure.
void find_cures(const Context& context, Determination& answer);

}  // namespace concordat::recognition
