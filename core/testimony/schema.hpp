// The JSON Schema (2020-12) of a kind, made from its table.
#pragma once

#include <string_view>

#include "core/json/value.hpp"
#include "core/testimony/terms.hpp"

namespace concordat::testimony {

// Closed: a member that the table does not have is refused, because whoever adds one adds a
// version.
[[nodiscard]] json::Value schema_of(const Form& form);

}  // namespace concordat::testimony
