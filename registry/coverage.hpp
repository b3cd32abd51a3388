// Who recognises whom, as this registry knows it: core/insight with names, and where it comes from.
#pragma once

#include "core/insight/coverage.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {

struct CoverageQuestion {
  DateSpan days;       // of changes; of the matrix, `from` alone
  std::string sector;  // empty: all
  std::optional<facts::Route> kind = {};
  std::optional<std::uint64_t> as_of = {};
};

// The bodies that HTTP answers and `--format json` prints (spec/formats/coverage.md). Codes
// question.as-of, registry.excerpt, those of the store.
[[nodiscard]] Result<json::Value> coverage(const Registry& registry,
                                           const CoverageQuestion& question);
[[nodiscard]] Result<json::Value> coverage_changes(const Registry& registry,
                                                   const CoverageQuestion& question);

}  // namespace concordat::registry
