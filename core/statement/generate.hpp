// Everything that is written from the catalogue, as files of the repository.
#pragma once

#include <string>
#include <vector>

namespace concordat::statement {

struct GeneratedFile {
  std::string path;  // from the root of the repository
  std::string content;
};

// The JSON Schema and a corpus seed of every type, the reference page and the fuzz dictionary.
[[nodiscard]] std::vector<GeneratedFile> generated_files();

}  // namespace concordat::statement
