// The catalogue as JSON Schema (draft 2020-12), one document a type, for those who write statements
// with tools of their own. What a schema cannot say (intervals, depth of predicates, whether a day
// exists) the decoder still refuses.
#pragma once

#include "core/json/value.hpp"
#include "core/statement/descriptor.hpp"

namespace concordat::statement {

// Of the whole payload: envelope and body. Self-contained; `$id` is urn:concordat:statement:<type>.
[[nodiscard]] json::Value json_schema(const Descriptor& descriptor);

}  // namespace concordat::statement
