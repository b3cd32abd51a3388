// The legs of the certificate and the goods themselves, which depend on no route.
#pragma once

#include "core/recognition/context.hpp"

namespace concordat::recognition {

// Judges them for the day of the context, and the measures against the goods (`desk.goods`). What
// an earlier day of the same question found, and this one finds again, is used again.
void judge_own_legs(Context& context);
// Puts each attestation's into its `common`.
void gather_own_legs(Context& context);

// Whether every finding has a place; and what stands there, for the certificate and the goods
// themselves or for the ways of the context, where the question has one attestation.
[[nodiscard]] bool all_have_places(const Context& context);
[[nodiscard]] const TerseFinding& finding_at(const Context& context, FoundAt place);
[[nodiscard]] const TerseCondition& own_condition(const Context& context, FoundAt place);
// The number of the codes that were found for the certificate and the goods: the same for the same
// series of codes.
[[nodiscard]] std::uint32_t own_codes(const Context& context);

// A declaration among the attestations: the editions it names are those followed.
[[nodiscard]] const Attestation* declaration_of(const Context& context);

}  // namespace concordat::recognition
