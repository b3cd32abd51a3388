// An equivalence decision on file as a credential: which editions it binds, clause by clause.
#pragma once

#include "core/testimony/envelope.hpp"

namespace concordat::testimony {

// Codes: untp.not-in-force; untp.not-valid (suspended or ended, or whether is open); those of
// decoding the statement and of the profile.
[[nodiscard]] Result<json::Value> write_decision(const Office& office,
                                                 const facts::Equivalence& row,
                                                 const untp::Logged& statement);

}  // namespace concordat::testimony
