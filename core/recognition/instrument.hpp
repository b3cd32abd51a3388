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
[[nodiscard]] inline Recorded recorded_in(const Probe& probe) { return {probe.tables, probe.size}; }

// The agreement of an annex as it was last described; null when it is not on file.
[[nodiscard]] const facts::Agreement* agreement_of(const Recorded& recorded,
                                                   const facts::Annex& annex);

// How a party came to be bound, and for how long.
struct Binding {
  DateSpan bound;                    // empty: never
  bool deposited = true;             // false: the agreement waits for this party's deposit
  Date provisional_from = kForever;  // applied provisionally from this day until `bound.from`
  Ordinal evidence = kNever;         // the deposit that decides
};
[[nodiscard]] Binding binding_of(const Recorded& recorded, const facts::Annex& annex,
                                 const facts::Agreement* agreement, Id party);

// Two parties under one annex: the days on which both are bound.
struct Bound {
  Binding from;
  Binding to;
  DateSpan both;
  Date provisional_from = kForever;
};
[[nodiscard]] Bound bound_by(const facts::Annex& annex, const Binding& from, const Binding& to);

// How an annex stands between two of its parties on a day, whatever was issued when.
enum class AnnexPhase : std::uint8_t {
  kInForce,
  kProvisional,
  kOpen,      // whether its own days have begun or ended is not known
  kNotYet,    // it, or a party
  kNotBound,  // a party has not deposited
  kSuspended,
  kEnded,  // for itself, or for one of the two
};
struct Standing {
  AnnexPhase phase = AnnexPhase::kInForce;
  Date boundary;              // not yet: from when (kForever: of the parties); ended: since when
  Ordinal evidence = kNever;  // the statement that suspended or ended it
};
// `own` is the tenure of the annex as a whole and in the part that it is.
[[nodiscard]] Standing standing_of(const Tenure& own, const Bound& bound, Probe& event);

// What becomes of attestations issued before an end, as the agreement's own exit says it.
enum class RunOff : std::uint8_t { kOver, kRuns, kUntilExpiry, kNobodySaid };
struct RunningOff {
  RunOff how = RunOff::kOver;
  Date until = kForever;  // kRuns
};
[[nodiscard]] RunningOff running_off(const facts::Agreement* agreement, Date ended, Probe& event);

// Whether the annex has reached the phase in which it recognises anything.
[[nodiscard]] bool is_operational(const facts::Annex& annex, Probe& event);

// The participation of a party, in any role, that is nearest to being in force.
struct Participating {
  const facts::Participation* row = nullptr;  // null: none on file
  Tenure tenure;
};
[[nodiscard]] Participating participating(Probe& event, const facts::Annex& annex, Id party);

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
