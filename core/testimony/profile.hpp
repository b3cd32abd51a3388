// What every credential of our own kinds keeps to before it leaves (spec/formats/testimony.md).
#pragma once

#include "core/base/result.hpp"
#include "core/json/value.hpp"

namespace concordat::testimony {

// Codes, with the JSON pointer: those of `untp::check_object` and of the VC data model;
// untp.context, untp.type (each exactly, in their order), untp.unknown-term, untp.issuer (not a
// DID), untp.no-end, untp.interval, testimony.schema (another schema than the kind's),
// testimony.not-stable (a determination that would be valid on a day for which it was not made).
[[nodiscard]] Status check_profile(const json::Value& document);

}  // namespace concordat::testimony
