// The JSON of the coverage and its changes (spec/formats/coverage.md). Codes, identifiers and log
// indices; what people call things comes from whoever can read statements.
#pragma once

#include <map>

#include "core/insight/coverage.hpp"
#include "core/json/value.hpp"

namespace concordat::insight {

// Names and titles by language, as the statement of that log index gives them.
using Names = std::map<Ordinal, json::Value>;

// The statements whose names or titles the JSON shows.
[[nodiscard]] std::vector<Ordinal> named_in(const Coverage& coverage, const facts::Tables& tables);

[[nodiscard]] json::Object to_json(const Coverage& coverage, const facts::Tables& tables,
                                   const Names& names = {});
[[nodiscard]] json::Object to_json(const Changes& changes, const facts::Tables& tables);

}  // namespace concordat::insight
