// What a bundle can be asked about: markets and product groups, or everything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/tables.hpp"
#include "core/json/value.hpp"
#include "core/recognition/question.hpp"

namespace concordat::registry::bundle {

// More than any officer's post answers for; a bundle of everything names none.
inline constexpr std::size_t kMaxCovered = 64;

// Sorted, each name once; absent: all of them.
struct Coverage {
  std::optional<std::vector<std::string>> markets;
  std::optional<std::vector<std::string>> sectors;
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

// {"markets": ["ES"], "sectors": "all"}. Code offline.coverage with the place below `place`.
[[nodiscard]] json::Value to_json(const Coverage& coverage);
[[nodiscard]] Result<Coverage> coverage_from_json(const json::Value& json,
                                                  const std::string& place);
// Sorts, and leaves out what is named twice. Code offline.coverage: nothing named, or too much.
[[nodiscard]] Result<Coverage> coverage_of(std::vector<std::string> markets,
                                           std::vector<std::string> sectors);

// Whether a part of the log with this coverage, whose facts these are at that size, answers the
// question as the whole of it does. Codes: offline.as-of (another log size),
// offline.market-outside, offline.sector-outside, offline.attestation-outside (nothing of that
// number is in the bundle, and the whole registry may have it), each with its place in the
// question.
[[nodiscard]] Status inside(const Coverage& coverage, const recognition::Question& question,
                            const facts::Tables& tables, facts::Ordinal size);

}  // namespace concordat::registry::bundle
