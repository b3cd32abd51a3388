// Questions of the VC-API about what somebody presents (Verifiable Credentials API 0.7, 3.3), and
// answers in its words (spec/formats/vc-api.md).
#pragma once

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "core/time/instant.hpp"
#include "registry/credentials/presented.hpp"

namespace concordat::registry::vc_api {

struct Judged {
  bool verified = false;
  json::Value body;  // verified, verdict, checks, warnings, errors, problemDetails, report
};

// `{"verifiableCredential": object or token, "options": {...}}`. Every step is made, whatever
// `options.checks` names. Codes: verification.form.
[[nodiscard]] Result<Judged> judge_credential(const json::Value& request, Instant at,
                                              Presented& documents);

// `{"verifiablePresentation": ...}`, which a holder must have signed, or `{"presentation": ...}`,
// which nobody has: only its credentials are verified then, and a warning says so. Codes:
// verification.form.
[[nodiscard]] Result<Judged> judge_presentation(const json::Value& request, Instant at,
                                                Presented& documents);

}  // namespace concordat::registry::vc_api
