#include "core/recognition/workspace.hpp"

#include "core/recognition/desk.hpp"

namespace concordat::recognition {

Workspace::Workspace(const facts::State& state) : desk_(std::make_unique<Desk>(state)) {}
Workspace::~Workspace() = default;

std::size_t Workspace::Desk::memories() const {
  return rules.size() + markets.size() + homes.size() + areas.size() + requirements.size() +
         considered.size() + declared.size() + annexes.size() + parts.size() +
         first_parties.size() + nearest.size() + presumptions.size() + outlines.size() +
         members.size() + codes.size() + own_codes.size();
}

void Workspace::Desk::begin(facts::Ordinal of) {
  fleeting.clear();
  if (ways.size() > kMaxWays) ways.clear();  // nothing points to them
  const bool full = memories() > kMaxMemories || lasting.used_bytes() > kMaxLasting_bytes ||
                    attribute_sets.size() > kMaxAttributeSets;
  if (of == size && !full) return;
  size = of;
  rules.clear();
  markets.clear();
  homes.clear();
  areas.clear();
  requirements.clear();
  considered.clear();
  declared.clear();
  annexes.clear();
  parts.clear();
  first_parties.clear();
  nearest.clear();
  presumptions.clear();
  ways.clear();
  outlines.clear();
  members.clear();
  codes.clear();
  own_codes.clear();
  keys.clear();
  attribute_sets.clear();
  lasting.clear();
}

}  // namespace concordat::recognition
