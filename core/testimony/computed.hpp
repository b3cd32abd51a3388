// A determination as a credential: what this registry computed, from what, and for which days. It
// is nobody's decision, and says so.
#pragma once

#include "core/recognition/as_of.hpp"
#include "core/testimony/terms.hpp"
#include "core/untp/registrar.hpp"

namespace concordat::testimony {

struct Computed {
  const recognition::Question& question;
  const recognition::Answer& answer;
  const recognition::AsOf& as_of;
};

// Valid on the days on which the engine gives the same answer on the same facts, and no longer than
// untp::kOpenLife_days after the later of the day of the event and today. Codes of the profile.
[[nodiscard]] Result<json::Value> write_computation(const untp::Registrar& registrar,
                                                    const untp::Issue& issue,
                                                    const Computed& computed,
                                                    const untp::Naming& naming);

}  // namespace concordat::testimony
