// Identifiers belong to who stated them first: nobody takes over another's act, requirement,
// scheme, certificate, product, measure or agreement by stating it anew.
#pragma once

#include "core/admission/scene.hpp"
#include "core/statement/statement.hpp"

namespace concordat::admission {

// Code admission.identifier-taken. `corrected` is the statement that this one corrects, whose
// identifiers it may therefore change, or kNever.
[[nodiscard]] Status check_identifiers(const Scene& scene, const statement::Statement& statement,
                                       Ordinal corrected);

}  // namespace concordat::admission
