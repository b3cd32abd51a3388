#include "cli/drafts.hpp"

#include <algorithm>
#include <cctype>

#include "cli/files.hpp"
#include "core/json/read.hpp"

namespace concordat::cli {
namespace {

bool is_signed(std::string_view line) {
  return !line.starts_with('{') && !line.starts_with('"') && std::ranges::count(line, '.') == 2;
}

Result<json::Value> parse_line(std::string_view line) {
  if (is_signed(line)) return json::Value(line);
  return json::read(line);
}

std::vector<InputLine> lines_of(const std::string& file, std::string_view text) {
  std::vector<InputLine> lines;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    lines.push_back({.place = file + ":" + std::to_string(number), .draft = parse_line(line)});
  }
  return lines;
}

// Drafts of a whole demonstration in one file; far above any real one.
constexpr std::size_t kMaxArray_bytes = std::size_t{256} << 20;

}  // namespace

Result<std::vector<InputLine>> read_drafts(const std::string& file) {
  CONCORDAT_TRY(text, read_file(file));
  return drafts_in(file, text);
}

Result<std::vector<InputLine>> drafts_in(const std::string& file, std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || text[start] != '[') return lines_of(file, text);
  const auto array = json::read(text, {.size_bytes = kMaxArray_bytes});
  if (!array) {
    Error error = array.error();
    error.place = file + ", " + error.place;
    return fail(std::move(error));
  }
  std::vector<InputLine> lines;
  for (std::size_t at = 0; at < array->as_array()->size(); ++at) {
    lines.push_back({.place = file + "#" + std::to_string(at), .draft = (*array->as_array())[at]});
  }
  return lines;
}

Result<json::Value> read_document(const std::string& file) {
  CONCORDAT_TRY(text, read_file(file));
  auto document = json::read(text);
  if (!document) {
    Error error = document.error();
    error.place = file + ", " + error.place;
    return fail(std::move(error));
  }
  return document;
}

std::vector<std::string> draft_files(const std::filesystem::path& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    const bool numbered = name.size() > 2 &&
                          std::isdigit(static_cast<unsigned char>(name[0])) != 0 &&
                          std::isdigit(static_cast<unsigned char>(name[1])) != 0;
    if (numbered && entry.path().extension() == ".json") files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace concordat::cli
