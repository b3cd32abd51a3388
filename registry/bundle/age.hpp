// How old a bundle is, as every answer from it tells.
#pragma once

#include "registry/bundle/open.hpp"

namespace concordat::registry::bundle {

// A bundle is no older than the clock of who reads it may be wrong.
inline constexpr std::int64_t kSkew_ms = 60'000;

struct Age {
  std::int64_t seconds = 0;  // since it was made; below zero where the clock stands before
  bool expired = false;
  bool clock_before_made = false;  // by more than clocks may differ
};
[[nodiscard]] Age age_of(const Manifest& manifest, Instant now);

// Code offline.expired, unless that is taken into account.
[[nodiscard]] Status check_age(const Manifest& manifest, Instant now, bool expired_is_fine);

// The member `bundle` of every answer: made, expires, ageSeconds, size, recorded, coverage, signer,
// and where it is so `expired` and `clockBeforeMade`.
[[nodiscard]] json::Value shown(const Bundle& bundle, Instant now);

}  // namespace concordat::registry::bundle
