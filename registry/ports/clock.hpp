// The clock port: the only way time enters the registry.
#pragma once

#include "core/time/instant.hpp"

namespace concordat {

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

}  // namespace concordat
