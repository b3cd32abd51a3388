// Published vectors, where they are at hand: $CONCORDAT_SHARED/standards, or ../shared/standards
// beside the repository. Tests that need them say that they were skipped when they are not.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "core/json/read.hpp"

namespace concordat::credential {

inline std::filesystem::path shared_standards() {
  const char* set = std::getenv("CONCORDAT_SHARED");
  return std::filesystem::path(set != nullptr ? set : "../shared") / "standards";
}

// Without white space at its end.
inline std::optional<std::string> vector_text(const std::string& name) {
  const std::filesystem::path folder = shared_standards() / "vectors";
  std::ifstream stream(folder / name, std::ios::binary);
  if (!stream) {
    std::cout << "skipped: no " << name << " in " << folder.string() << "\n";
    return std::nullopt;
  }
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  text.erase(text.find_last_not_of(" \r\n\t") + 1);
  return text;
}

inline std::optional<json::Value> vector_json(const std::string& name) {
  const auto text = vector_text(name);
  if (!text) return std::nullopt;
  auto read = json::read(*text);
  return read ? std::optional<json::Value>(*std::move(read)) : std::nullopt;
}

}  // namespace concordat::credential
