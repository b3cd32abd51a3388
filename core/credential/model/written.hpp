// Contexts that a document writes out itself, as far as they are judged without JSON-LD processing.
#pragma once

#include "core/base/result.hpp"
#include "core/json/value.hpp"

namespace concordat::credential {

// What a written context must not do: give another meaning to a term that a context before it
// protects, as the base context does all of its own (JSON-LD 1.1, 4.1.11; VC Data Model 2.0,
// 5.2.1), or define a term as something that is no IRI. A definition that repeats a known context's
// own cannot be told from another one here, and is refused as well. Code model.context.
//
// Asked where terms are taken strictly: by those who issue, and by those who verify with strict
// terms.
[[nodiscard]] Status check_written_contexts(const json::Value& document);

}  // namespace concordat::credential
