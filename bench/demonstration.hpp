// The demonstration registry of examples/ in memory, for measurements: drafts go through decoding
// and the fold; signatures and admission have no part in what is measured with it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/state.hpp"
#include "core/recognition/question.hpp"

namespace concordat::bench {

struct Demonstration {
  facts::State state;
  std::vector<std::string> payloads;      // of all statements, in order, compact JSON
  std::vector<std::string> certificates;  // their identifiers
};

// Reads the numbered files of the folder, in order. Code bench.file, and those of decoding and
// fold.
[[nodiscard]] Result<std::vector<std::string>> read_payloads(const std::filesystem::path& folder);
// Decodes, folds and publishes them.
[[nodiscard]] Status load(const std::filesystem::path& folder, Demonstration& into);

// Will an arrangement recognise it: every certificate, in several markets, on several days.
[[nodiscard]] std::vector<recognition::Question> recognition_questions(const Demonstration& from);
// May the product be placed on the market: every product type on file with each certificate of its
// sector, in the same markets on the same days.
[[nodiscard]] std::vector<recognition::Question> market_access_questions(const Demonstration& from);

}  // namespace concordat::bench
