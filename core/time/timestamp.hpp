// Instants as W3C documents write them: xsd:dateTimeStamp (XML Schema 1.1 part 2, 3.4.28) as the
// Verifiable Credentials Data Model 2.0 uses it. Wider than RFC 3339: 24:00:00, years of more than
// four digits; and a value without offset, which the data model says is to be read as UTC.
#pragma once

#include <string_view>

#include "core/base/result.hpp"
#include "core/time/instant.hpp"

namespace concordat {

// A day that exists; offsets up to 14:00; no second 60, no lower-case letters, no white space. More
// than three digits of a fraction are truncated. Years of up to six digits, before year 0 as well.
// Code time.timestamp.
[[nodiscard]] Result<Instant> parse_timestamp(std::string_view text);

}  // namespace concordat
