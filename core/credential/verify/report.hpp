// The answer of a verification (spec/formats/verdict.md).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/credential/finding.hpp"
#include "core/credential/securing/secured.hpp"
#include "core/credential/status/reading.hpp"
#include "core/credential/window.hpp"
#include "core/crypto/signature.hpp"
#include "core/json/value.hpp"

namespace concordat::credential {

enum class Verdict : std::uint8_t { kVerified, kRejected, kCouldNotBeChecked };

// "verified", "rejected", "could-not-be-checked".
[[nodiscard]] std::string_view name(Verdict verdict);

// Of a credential, or of a presentation with its credentials.
struct Report {
  std::array<Finding, kSteps> steps;
  Content content = Content::kCredential;
  std::string_view securing;             // empty when it was not found out
  std::string owner;                     // issuer or holder; believed from kSignature on
  std::string method;                    // which key signed, absolute; of the first signature
  std::optional<crypto::PublicKey> key;  // the same
  json::Value document;                  // what was verified, parsed from those octets
  std::vector<StatusReading> statuses;   // what each status that could be read says
  std::vector<std::string> undefined;    // terms and contexts without a known meaning
  std::vector<Report> credentials;       // of a presentation
  Window window;  // when the same documents are given the same report; of the whole

  Report();
  void set(Finding finding) { steps[static_cast<std::size_t>(finding.step)] = std::move(finding); }
  [[nodiscard]] const Finding& at(Step step) const { return steps[static_cast<std::size_t>(step)]; }
};

// Rejected when a step of it or of any credential failed; otherwise could not be checked when one
// could not be made or was not reached; otherwise verified.
[[nodiscard]] Verdict verdict_of(const Report& report);
// The first step that decided so; null when verified.
[[nodiscard]] const Finding* decisive(const Report& report);

[[nodiscard]] json::Value to_json(const Report& report, Instant at);

}  // namespace concordat::credential
