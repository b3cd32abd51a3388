// From legs to routes: what each way comes to, alone or by several attestations together.
#pragma once

#include "core/recognition/applicability.hpp"
#include "core/recognition/legs.hpp"

namespace concordat::recognition {

// Every route by which an attestation of the question can count: for the requirement, or for itself
// when that is null. Market access also has the requirement's first-party procedures. Best first.
[[nodiscard]] std::span<TerseRoute> answer_routes(Context& context,
                                                  const facts::Requirement* requirement);

// Applies the route's line of the published matrix to the findings, and concludes: any leg that
// fails, else any that is open, else conditions.
void conclude(const Context& context, Judgement& judgement, TerseRoute& answer);

// What a route makes of its requirement.
[[nodiscard]] Outcome outcome_of(const TerseRoute& answer);
// Best outcome first, then the furthest extent, then by route and instrument.
[[nodiscard]] bool ranks_before(const Context& context, const TerseRoute& left,
                                const TerseRoute& right);

}  // namespace concordat::recognition
