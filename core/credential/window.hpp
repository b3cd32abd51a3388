// For how long a report holds. A verification uses the time that it is made for in one way alone:
// it asks whether that time has come to an instant. Between two instants that were asked about,
// every answer is the same, and so is everything that follows from the answers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "core/time/instant.hpp"

namespace concordat::credential {

class Window {
 public:
  Window() = default;
  explicit Window(Instant at) : at_ms_(at.milliseconds) {}

  [[nodiscard]] Instant at() const { return {at_ms_}; }
  // Whether the time has come to that instant.
  [[nodiscard]] bool reached(std::int64_t instant_ms) {
    if (at_ms_ >= instant_ms) {
      from_ms_ = std::max(from_ms_, instant_ms);
      return true;
    }
    until_ms_ = std::min(until_ms_, instant_ms);
    return false;
  }
  // What rests on something that holds within another window as well.
  void narrow(const Window& other) {
    from_ms_ = std::max(from_ms_, other.from_ms_);
    until_ms_ = std::min(until_ms_, other.until_ms_);
  }
  // The same report is made for that time, of the same documents.
  [[nodiscard]] bool holds(Instant at) const {
    return from_ms_ <= at.milliseconds && at.milliseconds < until_ms_;
  }

  [[nodiscard]] std::int64_t from_ms() const { return from_ms_; }
  [[nodiscard]] std::int64_t until_ms() const { return until_ms_; }

 private:
  std::int64_t at_ms_ = 0;
  std::int64_t from_ms_ = std::numeric_limits<std::int64_t>::min();
  std::int64_t until_ms_ = std::numeric_limits<std::int64_t>::max();
};

}  // namespace concordat::credential
