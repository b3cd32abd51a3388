// A clock that also knows how long it has been running, whatever is done to its hands. Ports::clock
// may be one; then a leap of the hands is told from the passing of time.
#pragma once

#include "registry/ports/clock.hpp"

namespace concordat {

class SteadyClock : public Clock {
 public:
  // Runs on evenly; only differences mean anything.
  [[nodiscard]] virtual Instant steady() const = 0;
};

}  // namespace concordat
