// A line under Given becomes a draft: the payload of a statement, by the catalogue's tables.
#pragma once

#include "scenarios/written.hpp"

namespace concordat::scenarios {

// Who speaks when the line does not say it, and for whom `by operator` stands.
inline constexpr std::string_view kTranscriber = "concordat-transcriber";
inline constexpr std::string_view kOperator = "concordat-demo";
inline constexpr std::string_view kSource = "scenario";

// `sequence` makes identifiers for lines without `as`. Codes: scenario.unknown-type,
// scenario.unknown-member, scenario.value, scenario.too-many-words, scenario.envelope, with the
// line as place. What the catalogue refuses is not noticed here: admission will say it.
[[nodiscard]] Result<json::Value> draft_of(const Line& line, std::size_t sequence);

}  // namespace concordat::scenarios
