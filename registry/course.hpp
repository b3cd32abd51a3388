// Whether the clock that stamps keeps its course beside the machine's steady one.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "core/base/result.hpp"
#include "registry/ports/clock.hpp"

namespace concordat::registry {

// A clock that leaps ahead while the steady one does not would stamp the future into the log for
// good. It is believed again when it is back, or when it has kept its new course so long that it
// must have been set on purpose.
class Course {
 public:
  // Code registry.clock-ahead. A clock without a steady one beside it is believed.
  [[nodiscard]] Status check(const Clock& clock, Instant now);

 private:
  // How far the clock was ahead of the steady one when a batch was last stamped, and since when it
  // has been on another course.
  std::optional<std::int64_t> course_ms_;
  std::optional<std::pair<std::int64_t, Instant>> strayed_;
};

}  // namespace concordat::registry
