// The rules of the registry on a day, whatever the market.
#pragma once

#include "core/recognition/context.hpp"

namespace concordat::recognition {

struct Rules {
  const facts::RouteMatrix* matrix = nullptr;
  std::int64_t semantics_version = 1;
};
[[nodiscard]] const Rules& rules_of(Context& context);

}  // namespace concordat::recognition
