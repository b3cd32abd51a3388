// A verification as a question in JSON (spec/formats/verification.md): what HTTP takes as a body
// and a suite holds a line each.
#pragma once

#include <optional>
#include <string>
#include <string_view>

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

// The same of a question as it arrives, to its answer as it is sent: JSON in one line. Answered
// from what the ports keep where that holds, and kept for the next one who asks in the same octets,
// unless there are documents beside those of the question. Codes: those of reading JSON as well.
[[nodiscard]] Result<std::string> answer_text(std::string_view question,
                                              const VerifyingDefaults& defaults,
                                              const VerifyingPorts& ports);

}  // namespace concordat::registry
