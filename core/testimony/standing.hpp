// Whether a fact stands today, for those who say of it that it does.
#pragma once

#include "core/facts/row.hpp"
#include "core/testimony/envelope.hpp"

namespace concordat::testimony {

// Code untp.not-valid, with the state and the statement that brought it about, where the fact is
// suspended, ended, not yet there, or possibly so.
[[nodiscard]] Status must_stand(const Office& office, const facts::Row& row);

}  // namespace concordat::testimony
