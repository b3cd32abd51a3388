// Statements as files: drafts in JSON arrays or NDJSON, signed statements in NDJSON.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"

namespace concordat::cli {

// One line of input, and what it was.
struct InputLine {
  std::string place;                          // "file:line", or "file#position" in an array
  Result<json::Value> draft = json::Value();  // a draft; a string when it is signed already
};

// "-" is standard input. Code cli.file when it cannot be read. A file that begins with `[` is an
// array of drafts; any other is NDJSON, whose every line stands for itself: a bad line is its own
// error and the others go on. A line that is not JSON but three dotted parts is a signed statement.
[[nodiscard]] Result<std::vector<InputLine>> read_drafts(const std::string& file);
// The same of a text that has been read; `file` is the name for the places.
[[nodiscard]] Result<std::vector<InputLine>> drafts_in(const std::string& file,
                                                       std::string_view text);

// One JSON document. Codes cli.file and those of `json::read`, with the file in the place.
[[nodiscard]] Result<json::Value> read_document(const std::string& file);

// Every *.json file of a folder that begins with two digits, in order.
[[nodiscard]] std::vector<std::string> draft_files(const std::filesystem::path& folder);

}  // namespace concordat::cli
