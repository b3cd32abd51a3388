// The clock port, filled by the operating system's clock.
#pragma once

#include <chrono>

#include "registry/ports/clock.hpp"

namespace concordat {

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
  }
};

}  // namespace concordat
