// An agreement on file as a credential: its terms, and how it stands today for each of its parties.
#pragma once

#include "core/facts/tables.hpp"
#include "core/testimony/envelope.hpp"

namespace concordat::testimony {

// `row` is what the statement says as facts. Codes: untp.not-in-force; untp.not-valid (suspended or
// ended as a whole); those of decoding the statement and of the profile.
[[nodiscard]] Result<json::Value> write_agreement(const Office& office, const facts::Agreement& row,
                                                  const untp::Logged& statement);

}  // namespace concordat::testimony
