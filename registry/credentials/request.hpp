// A verification as a question in JSON (spec/formats/verification.md): what HTTP takes as a body
// and a suite holds a line each.
#pragma once

#include <optional>
#include <string>

#include "core/credential/verify/verify.hpp"
#include "core/json/value.hpp"
#include "registry/credentials/presented.hpp"

namespace concordat::registry {

// What holds where a question says nothing.
struct VerifyingDefaults {
  credential::Policy policy;
  Presented* documents = nullptr;  // beside those of the question; may be null
  bool trust = false;              // ask the registry, where there is one
};

// Answers one question. Codes, with the place in the question: verification.form (no object, a
// member of the wrong kind), verification.unknown-member, verification.document (missing),
// verification.no-registry (trust is asked for, and there is nobody to ask), time.timestamp, and
// those of reading keys and documents.
[[nodiscard]] Result<json::Value> answer(const json::Value& question,
                                         const VerifyingDefaults& defaults,
                                         const VerifyingPorts& ports);

}  // namespace concordat::registry
