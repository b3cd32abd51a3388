// Example statements, made from the tables: for the reference page, the fuzz corpus and the tests.
#pragma once

#include <cstdint>

#include "core/json/value.hpp"
#include "core/statement/descriptor.hpp"

namespace concordat::statement {

enum class Extent : std::uint8_t {
  kSmallest,  // required members alone
  kFullest,   // every member
};

// A payload that decodes. Its content is plausible, never true.
[[nodiscard]] json::Value example(const Descriptor& descriptor, Extent extent);

}  // namespace concordat::statement
