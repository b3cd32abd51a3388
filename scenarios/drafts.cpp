#include "scenarios/drafts.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/json/read.hpp"

namespace concordat::scenarios {

Result<json::Value> read_document(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail({.code = "scenario.file", .place = path.string(), .expected = "a file"});
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto document = json::read(text);
  if (!document) document.error().place = path.string() + ", " + document.error().place;
  return document;
}

Result<std::vector<json::Value>> read_drafts(const std::filesystem::path& folder,
                                             std::string_view name) {
  std::vector<std::filesystem::path> paths;
  if (name != "examples") {
    paths.push_back(folder / (std::string(name) + ".json"));
  } else {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
      const std::string file = entry.path().filename().string();
      const bool is_numbered = file.size() > 3 && file[0] >= '0' && file[0] <= '9';
      if (is_numbered && file.ends_with(".json")) paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
  }
  std::vector<json::Value> drafts;
  for (const std::filesystem::path& path : paths) {
    CONCORDAT_TRY(document, read_document(path));
    json::Array* list = document.as_array();
    if (!list) return fail({.code = "scenario.file", .place = path.string(), .expected = "a list"});
    std::ranges::move(*list, std::back_inserter(drafts));
  }
  return drafts;
}

}  // namespace concordat::scenarios
