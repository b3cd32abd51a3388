// Our JSON-LD context: what the terms of the registry record mean. The same at every registry.
#pragma once

#include "core/json/value.hpp"

namespace concordat::untp {

[[nodiscard]] json::Value own_context();

}  // namespace concordat::untp
