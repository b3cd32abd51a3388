// Real published files, where they are at hand: $CONCORDAT_SHARED/data, or ../shared/data beside
// the repository. Tests that need them say that they were skipped when they are not.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "importers/importer.hpp"

namespace concordat::importers {

inline std::optional<Source> shared_file(const std::string& name) {
  const char* set = std::getenv("CONCORDAT_SHARED");
  const std::filesystem::path folder = set != nullptr ? set : "../shared";
  std::ifstream stream(folder / "data" / name, std::ios::binary);
  if (!stream) {
    std::cout << "skipped: no " << name << " in " << (folder / "data").string() << "\n";
    return std::nullopt;
  }
  return Source{.name = name, .text = {std::istreambuf_iterator<char>(stream), {}}};
}

}  // namespace concordat::importers
