// For tests: files in the shape of published ones, imported, and what came of them as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "core/json/write.hpp"
#include "importers/importer.hpp"

namespace concordat::importers::testing {

inline const Date kRead = date_of(2026, 3, 1);

inline Imported import_text(std::string_view kind, std::vector<std::string> texts) {
  std::vector<Source> files;
  for (std::string& text : texts) {
    files.push_back(
        {.name = "file" + std::to_string(files.size() + 1) + ".csv", .text = std::move(text)});
  }
  auto imported = run(*find(kind), files, {.read = kRead});
  REQUIRE(imported);
  return std::move(*imported);
}

inline const json::Value& draft(const Imported& imported, std::string_view id) {
  for (const json::Value& candidate : imported.drafts) {
    if (candidate.text("id") == id) return candidate;
  }
  static const json::Value kNone;
  FAIL("no draft " << id);
  return kNone;
}

inline std::string body(const Imported& imported, std::string_view id) {
  return json::canonical(*draft(imported, id).find("body"));
}

inline std::string days(const Imported& imported, std::string_view id) {
  return json::canonical(*draft(imported, id).find("effective"));
}

using Lines = std::vector<std::string>;

// "file1.csv 3 published import.no-date"
inline Lines rejections(const Imported& imported) {
  Lines lines;
  for (const Rejected& rejected : imported.rejected) {
    lines.push_back(rejected.file + " " + std::to_string(rejected.row) + " " + rejected.column +
                    " " + rejected.code);
  }
  return lines;
}

}  // namespace concordat::importers::testing
