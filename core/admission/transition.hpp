// Legal transitions of state: what a certificate, or a fact that can be suspended, may become from
// what it is on the day of effect.
//
//   issued      amended, supplemented, restricted, surveillance-done: stays issued
//               suspended, withdrawn, cancelled, reissued
//   suspended   reinstated, withdrawn; surveillance-done stays suspended
//   withdrawn, cancelled, reissued, expired: final
// An annulment goes over all of them, once.
#pragma once

#include "core/admission/scene.hpp"
#include "core/statement/statement.hpp"

namespace concordat::admission {

// Codes admission.unknown-subject, admission.transition. `corrected` is the statement that this one
// corrects and that is therefore left out, or kNever.
[[nodiscard]] Status check_certificate_transition(const Scene& scene,
                                                  const statement::Statement& statement,
                                                  Ordinal corrected);
[[nodiscard]] Status check_status_transition(const Scene& scene,
                                             const statement::Statement& statement,
                                             Ordinal corrected);

}  // namespace concordat::admission
