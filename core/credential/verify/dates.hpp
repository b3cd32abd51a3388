// Whether a document was valid at a time. Private to this folder.
#pragma once

#include "core/credential/finding.hpp"
#include "core/credential/securing/secured.hpp"
#include "core/credential/window.hpp"

namespace concordat::credential {

// When: as of which instant, which the window remembers, and how far clocks may differ.
struct Moment {
  Window& window;
  std::int64_t skew_ms = 0;
};

// validFrom and validUntil of the data model; nbf, exp and iat of a token; created and expires of
// each signature. All with the same skew. Findings of Step::kDates: dates.not-yet, dates.over,
// dates.form (a claim that is no number, or beyond any date).
[[nodiscard]] Finding check_dates(const Secured& secured, const Moment& moment);

// Whether a presentation was made for this verifier. Findings of Step::kBinding: binding.missing,
// binding.nonce, binding.audience, binding.age.
struct ExpectedBinding;
[[nodiscard]] Finding check_binding(const Secured& secured, const ExpectedBinding& expected,
                                    const Moment& moment);

}  // namespace concordat::credential
