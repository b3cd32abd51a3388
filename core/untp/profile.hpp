// What everything we write keeps to: UNTP 0.7.0 and what its schemas let through (spec/formats/
// untp.md, "The registry profile").
#pragma once

#include "core/base/result.hpp"
#include "core/json/value.hpp"

namespace concordat::untp {

// Codes, with the JSON pointer: those of `check` in the strict manner and of the VC data model;
// untp.version, untp.context (the two contexts and then our own, in that order), untp.type (our own
// type, then UNTP's, then the VC's), untp.unknown-term, untp.issuer (not a DID), untp.no-end,
// untp.interval, untp.no-assessment, untp.conformance (an assessment that does not say whether),
// untp.topic (none, or not as the vocabulary spells it), untp.no-record.
[[nodiscard]] Status check_profile(const json::Value& document);

}  // namespace concordat::untp
