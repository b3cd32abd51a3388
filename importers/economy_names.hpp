// Countries as authorities print them in English, and the economies they are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/drafting.hpp"

namespace concordat::importers {

// ISO 3166-1 alpha-2, or EU. Nothing for a name that is none of one economy today: "Korea",
// "Yugoslavia", "Various countries".
[[nodiscard]] std::optional<std::string_view> economy_named(std::string_view name);

// The economies of a cell such as "China (batteries), Vietnam and Taiwan", each once. A part that
// names none is reported as import.country and left out; "Unknown" and "N/A" name nobody.
[[nodiscard]] std::vector<std::string> economies_in(FileReading& file, const csv::Row& row,
                                                    std::string_view column);

}  // namespace concordat::importers
