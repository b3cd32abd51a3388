// What was found, as a number: the same where what decides is the same.
//
// Findings decide by leg, code, bearing and why; a condition also by what it says, for conditions
// are told apart by their arguments. The arguments and the evidence of a finding decide nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "core/recognition/context.hpp"

namespace concordat::recognition {

// A judgement and its number.
struct Coded {
  Judgement judgement;
  std::uint32_t codes = 0;
};

// The codes of a finding.
[[nodiscard]] inline std::uint64_t code_word(const TerseFinding& finding) {
  return std::uint64_t{finding.code.number()} << 32 |
         static_cast<std::uint64_t>(finding.leg) << 16 |
         static_cast<std::uint64_t>(finding.bearing) << 8 | static_cast<std::uint64_t>(finding.why);
}

void put_words(std::span<const TerseFinding> findings, std::vector<std::uint64_t>& words);
// With arguments and evidence.
void put_words(std::span<const TerseCondition> conditions, std::vector<std::uint64_t>& words);
void put_words(const TerseExtent& extent, std::vector<std::uint64_t>& words);

[[nodiscard]] Coded coded(Workspace::Desk& desk, Judgement judgement);

}  // namespace concordat::recognition
