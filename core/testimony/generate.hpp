// The files of this repository that are made from the tables of credentials: the JSON Schemas and
// the JSON-LD contexts, as every registry serves them.
#pragma once

#include <vector>

#include "core/statement/generate.hpp"

namespace concordat::testimony {

// spec/credentials/*.json and *.jsonld, readable.
[[nodiscard]] std::vector<statement::GeneratedFile> generated_files();

}  // namespace concordat::testimony
