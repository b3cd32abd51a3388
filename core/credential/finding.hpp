// What one step of a verification found. Every check of a presented document ends in one of these,
// so that a refusal and an inability to check are never mixed up.
#pragma once

#include <cstdint>
#include <expected>
#include <string_view>
#include <utility>

#include "core/base/error.hpp"

namespace concordat::credential {

// In the order of work. A step that failed, or could not be made, ends the work; only what stands
// behind `kDates` goes on after a step that could not be made.
enum class Step : std::uint8_t {
  kLimits,     // size, depth, count
  kDecode,     // the text comes apart without laxness: base64url, UTF-8, JSON, disclosures
  kHeader,     // header or proof options: algorithm, type, extensions, key identifier
  kKey,        // a key of the issuer, for this use, at that time
  kSignature,  // every signature holds
  kModel,      // rules of the data model
  kDates,      // validity at that time
  kBinding,    // made by the holder for this verifier: nonce, audience, age
  kStatus,     // neither revoked nor suspended
  kTrust,      // the issuer is known to a registry, with this key
};
inline constexpr std::size_t kSteps = 10;

enum class Outcome : std::uint8_t {
  kPassed,
  kFailed,      // it is known not to hold
  kUnchecked,   // it is not known whether it holds
  kNotAsked,    // there is nothing to ask, or nobody asked
  kNotReached,  // an earlier step ended the work
};

struct Finding {
  Step step = Step::kLimits;
  Outcome outcome = Outcome::kNotReached;
  Error error = {};  // of kFailed and kUnchecked; its code is stable
};

// A value, or why there is none: an outcome of kFailed or kUnchecked.
template <class T>
using Checked = std::expected<T, Finding>;

[[nodiscard]] inline std::unexpected<Finding> failed(Step step, Error error) {
  return std::unexpected(Finding{step, Outcome::kFailed, std::move(error)});
}
[[nodiscard]] inline std::unexpected<Finding> unchecked(Step step, Error error) {
  return std::unexpected(Finding{step, Outcome::kUnchecked, std::move(error)});
}

// As written in answers (spec/formats/verdict.md): "limits", "decode" ...; "passed", "failed",
// "could-not-be-checked", "not-asked", "not-reached".
[[nodiscard]] std::string_view name(Step step);
[[nodiscard]] std::string_view name(Outcome outcome);

}  // namespace concordat::credential
