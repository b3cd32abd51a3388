// What `decide` asks: one question from its options, or one for each row of a manifest.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "core/base/result.hpp"
#include "core/recognition/question.hpp"

namespace concordat::cli {

// Codes: cli.pairs, and those of `question_from_json`, which HTTP uses too: both refuse alike.
[[nodiscard]] Result<recognition::Question> question_of(const DecideOptions& options);

// A row of a manifest, and what it asks.
struct ManifestLine {
  std::uint64_t number = 0;  // 1 is the header
  Result<recognition::Question> question;
};

// A CSV file with a column for each thing that differs between the questions (docs/use/asking.md);
// a cell that is not empty takes the place of the option. Rows of another width than the header
// come last, each with code csv.width. Codes of csv::Table for the file as a whole.
[[nodiscard]] Result<std::vector<ManifestLine>> read_manifest(std::string_view text,
                                                              const DecideOptions& common);

}  // namespace concordat::cli
