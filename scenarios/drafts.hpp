// The drafts of `examples/`, read from their folder.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"

namespace concordat::scenarios {

// One JSON document. Codes: scenario.file, and those of json::read.
[[nodiscard]] Result<json::Value> read_document(const std::filesystem::path& path);

// Every draft of `NAME.json`, or of all numbered files in order for the name "examples".
[[nodiscard]] Result<std::vector<json::Value>> read_drafts(const std::filesystem::path& folder,
                                                           std::string_view name);

}  // namespace concordat::scenarios
