// The problem types that the standards name, for what a verification found.
#pragma once

#include <string>

#include "core/credential/verify/report.hpp"
#include "core/json/value.hpp"

namespace concordat::registry::vc_api {

// A URL: of the VC Data Model 2.0 (7.2), of Bitstring Status List 1.0 (3.5), of Data Integrity 1.0
// (4.7); where none of them has one for it, our own, "/problems/CODE".
[[nodiscard]] std::string problem_type(const credential::Finding& finding);

// A problem object (RFC 9457) for a finding: type, title (the last part of the type), detail (the
// code and the place), code.
[[nodiscard]] json::Value problem_of(const credential::Finding& finding);

// One for each step that failed or could not be checked, of the document and of its credentials.
[[nodiscard]] json::Array problems_of(const credential::Report& report);

}  // namespace concordat::registry::vc_api
