// Result<T>: a value or an Error. `std::expected` without its monadic members, which the standard
// library of Debian 12 lacks.
#pragma once

#include <expected>
#include <utility>

#include "core/base/error.hpp"

namespace concordat {

template <class T>
using Result = std::expected<T, Error>;

using Status = std::expected<void, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(Error error) {
  return std::unexpected<Error>(std::move(error));
}

}  // namespace concordat

// Returns from the enclosing function with the error, or binds the value to `name`.
#define CONCORDAT_TRY(name, expression)                                         \
  auto name##_result = (expression);                                            \
  if (!name##_result) return std::unexpected(std::move(name##_result).error()); \
  auto& name = *name##_result

// The same for a Status, or for a Result whose value is not wanted.
#define CONCORDAT_CHECK(expression)                                                   \
  do {                                                                                \
    auto status_of_check = (expression);                                              \
    if (!status_of_check) return std::unexpected(std::move(status_of_check).error()); \
  } while (false)
