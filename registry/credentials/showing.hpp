// A determination that starts from a conformity credential that somebody shows: what it says, what
// is on file, where the two differ, and the answer (spec/formats/showing.md).
#pragma once

#include "core/json/value.hpp"
#include "registry/credentials/request.hpp"

namespace concordat::registry {

// `asked` is a question (spec/formats/determination.md) with `credential`, a question for its
// verification, in place of `attestations`; and `number` where the credential does not tell it.
// Trust is always asked of the registry. Codes: question.missing-member, question.wrong-kind; those
// of reading a credential and of verifying it, with their place below /credential; those of
// questions. Needs ports with a registry.
[[nodiscard]] Result<json::Value> answer_showing(const json::Value& asked,
                                                 const VerifyingDefaults& defaults,
                                                 const VerifyingPorts& ports);

}  // namespace concordat::registry
