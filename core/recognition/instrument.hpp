// When an agreement's annex binds two parties.
#pragma once

#include "core/recognition/legs.hpp"

namespace concordat::recognition {

// The facts recorded below a size.
struct Recorded {
  const facts::Tables& tables;
  facts::Ordinal size = 0;
};
[[nodiscard]] inline Recorded recorded_in(const Context& context) {
  return {context.tables, context.size};
}

// How a party came to be bound, and for how long.
struct Binding {
  DateSpan bound;                    // empty: never
  bool deposited = true;             // false: the agreement waits for this party's deposit
  Date provisional_from = kForever;  // applied provisionally from this day until `bound.from`
  Ordinal evidence = kNever;         // the deposit that decides
};
[[nodiscard]] Binding binding_of(const Recorded& recorded, const facts::Annex& annex,
                                 const facts::Agreement* agreement, Id party);

// Whether the annex's directions name a party.
[[nodiscard]] bool names(const facts::Annex& annex, Id party);
// Whether a party is bound to an agreement, whatever its annexes say of it: its text names it, it
// consented, or it participates.
[[nodiscard]] bool bound_to(const Recorded& recorded, Id agreement, Id party);
// Who takes part in an annex: whom it names, and whoever is bound to its agreement.
[[nodiscard]] bool takes_part(const Recorded& recorded, const facts::Annex& annex, Id party);
// Whether the text has the one party's results recognised by the other.
[[nodiscard]] bool directed(const facts::Annex& annex, Id from, Id to);

// Writes how the annex stands at the event for the two parties of the case.
void judge_annex(Context& context, const Case& asked, Findings& found);

}  // namespace concordat::recognition
