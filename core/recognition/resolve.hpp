// From the texts of a question to the facts of the registry.
#pragma once

#include "core/recognition/context.hpp"

namespace concordat::recognition {

// Fills in, once a question, what does not depend on the day: the ids of its texts.
void resolve_texts(Context& context);

// Fills the market, its areas, the attestations and the product facts of the context for its day.
// Writes what could not be resolved to `findings`. False when the market is unknown, so that
// nothing can be asked of it.
[[nodiscard]] bool resolve(Context& context, std::vector<TerseFinding>& findings);

// The attributes of the product: as the question states them, then as its product type does, then
// as the attestation does.
[[nodiscard]] const json::Object* attributes_of(Context& context);

}  // namespace concordat::recognition
