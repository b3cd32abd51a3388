// When an agreement's annex binds two parties.
#pragma once

#include "core/recognition/legs.hpp"

namespace concordat::recognition {

// How a party came to be bound, and for how long.
struct Binding {
  DateSpan bound;                    // empty: never
  bool deposited = true;             // false: the agreement waits for this party's deposit
  Date provisional_from = kForever;  // applied provisionally from this day until `bound.from`
  Ordinal evidence = kNever;         // the deposit that decides
};
[[nodiscard]] Binding binding_of(const Context& context, const facts::Annex& annex,
                                 const facts::Agreement* agreement, Id party);

// Writes how the annex stands at the event for the two parties of the case.
void judge_annex(Context& context, const Case& asked, Findings& found);

}  // namespace concordat::recognition
