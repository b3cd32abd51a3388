// How well one record shows a body's competence, and what its loss did.
#pragma once

#include <functional>

#include "core/recognition/legs.hpp"

namespace concordat::recognition {

// What one record came to. Of several the least harmful counts, then the nearest.
struct Graded {
  Bearing bearing = Bearing::kFails;
  int nearness = 0;   // higher is nearer to holding; of two legs judged together, the lesser
  int further = 100;  // then the greater
  Ordinal origin = kNever;
  std::vector<TerseFinding> findings;
};
[[nodiscard]] bool better(const Graded& left, const Graded& right);

namespace nearness {
inline constexpr int kHeld = 100;
inline constexpr int kTransferred = 90;
inline constexpr int kRunOff = 85;
inline constexpr int kSuspendedSince = 80;
inline constexpr int kOpen = 70;
inline constexpr int kNoRule = 65;
inline constexpr int kRunOffEnded = 51;
inline constexpr int kEnded = 50;
inline constexpr int kSuspendedAtIssue = 45;
inline constexpr int kEndedBeforeIssue = 44;
inline constexpr int kLater = 43;
inline constexpr int kOtherProduct = 30;
inline constexpr int kOtherModule = 29;
inline constexpr int kOtherAct = 20;
inline constexpr int kNone = 10;
}  // namespace nearness

// The codes in which designation and accreditation differ.
struct CompetenceWords {
  Code held;
  Code later;
  Code ended;
};

// A record of competence on the days of issue and of the event.
struct Record {
  const facts::Row& row;
  Id body = kNoId;
  Id act = kNoId;         // the act whose run-off rules govern its loss
  Id accreditor = kNoId;  // of an accreditation
  std::initializer_list<Id> parts;
  CompetenceWords words;
  // The newest record for the same scope that a body has in force at the event, or null.
  std::function<const facts::Row*(Id body)> in_force_at_event;
};
[[nodiscard]] Graded grade(Context& context, const Case& asked, const Record& record);

// Whether the market accepts an accreditor for a main scope under an act; one finding of the
// acceptance leg.
[[nodiscard]] Graded grade_acceptance(Context& context, const Case& asked,
                                      const facts::Accreditation& accreditation);

}  // namespace concordat::recognition
