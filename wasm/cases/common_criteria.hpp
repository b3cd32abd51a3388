// The Common Criteria questions of docs/common-criteria.md, on the demonstration registry.
#pragma once

#include <filesystem>
#include <ostream>

#include "core/base/result.hpp"

namespace concordat::wasm::cases {

struct Scope {
  std::filesystem::path examples;
  // One of so many certificates is asked about; 1 asks about each.
  std::size_t one_in = 1;
};

// Writes the demonstration registry, the certificates of the published list where it is at hand
// (otherwise those of the demonstration), and each certificate × participant × day. Returns how
// many questions. Codes: those of what it reads, signs and submits.
[[nodiscard]] Result<std::size_t> write_common_criteria(const Scope& scope, std::ostream& out);

}  // namespace concordat::wasm::cases
