// The clock port, filled by the operating system's clock.
#pragma once

#include <chrono>

#include <time.h>  // clock_gettime is POSIX's, not the standard library's

#include "registry/ports/steady_clock.hpp"

namespace concordat {

class SystemClock final : public SteadyClock {
 public:
  [[nodiscard]] Instant now() const override {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
  }
  // The time since the machine was started, its sleep included.
  [[nodiscard]] Instant steady() const override {
    timespec since_start{};
    ::clock_gettime(CLOCK_BOOTTIME, &since_start);
    return {since_start.tv_sec * 1'000 + since_start.tv_nsec / 1'000'000};
  }
};

}  // namespace concordat
