// The files generated from the catalogue are committed, so that people can read and link them; this
// test holds them to the catalogue.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "core/statement/generate.hpp"
#include "core/testimony/generate.hpp"

namespace {

constexpr const char* kAdvice =
    "out of date: build the target concordat_catalogue, run `bin/concordat_catalogue .` of the "
    "build "
    "folder from the root of the repository, and commit what it writes";

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

TEST_CASE("every generated file is committed as the catalogue has it") {
  for (const auto& [path, content] : concordat::statement::generated_files()) {
    const bool up_to_date = content_of(path) == content;
    CHECK_MESSAGE(up_to_date, path, " is ", kAdvice);
  }
}

// Octets that never change once published: a difference asks for another version, not for another
// file.
TEST_CASE("schemas and contexts of credentials are committed as their tables have them") {
  for (const auto& [path, content] : concordat::testimony::generated_files()) {
    const bool up_to_date = content_of(path) == content;
    CHECK_MESSAGE(up_to_date, path, " is ", kAdvice);
  }
}

TEST_CASE("no schema is left over from a type that is gone") {
  std::set<std::string> expected;
  for (const auto& file : concordat::statement::generated_files()) expected.insert(file.path);
  for (const auto& entry : std::filesystem::directory_iterator("spec/schemas")) {
    const std::string path = entry.path().generic_string();
    if (entry.path().extension() != ".json") continue;
    CHECK_MESSAGE(expected.contains(path), path, " belongs to no type: delete it");
  }
}

}  // namespace
