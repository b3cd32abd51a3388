// What became of a statement: whether what it put on file holds at a date, as known at a size, and
// which later statement has to do with it.
#pragma once

#include <cstdint>

#include "core/facts/probe.hpp"

namespace concordat::facts {

enum class Fate : std::uint8_t {
  kUntold,     // no fact was made of it that has days of its own
  kHolds,      // it surely holds
  kPossibly,   // whether it holds on that day is not known
  kNotYet,     // its first day is still to come
  kOver,       // its last day has passed
  kSuspended,  // `by` suspended it
  kEnded,      // `by` ended it for good
  kCorrected,  // `by` took its place, at least on that day
};

struct FateOf {
  Fate fate = Fate::kUntold;
  // The statement that suspended, ended or possibly interrupted it; kNever: none.
  Ordinal by = kNever;
  // The statement that corrected it, as a whole or in part; kNever: none. What a correction in part
  // has left can hold still.
  Ordinal corrected_by = kNever;
  DateSpan days;  // on which it surely holds, interruptions aside; of the row that decides
};

// Of the first fact that the statement made: an agreement stands for its annexes. A newer
// description of the same thing does not count here, as it corrects nothing.
[[nodiscard]] FateOf fate_of(Probe& probe, Ordinal statement);

}  // namespace concordat::facts
