// concordat_catalogue ROOT: writes what is generated from the catalogue into the repository at
// ROOT. Exit 0 when written, 1 when a file could not be, 64 for wrong usage.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "core/statement/generate.hpp"
#include "core/testimony/generate.hpp"

namespace {

bool write(const std::filesystem::path& path, const std::string& content) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << content;
  file.close();
  return !file.fail();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: concordat_catalogue ROOT\n", stderr);
    return 64;
  }
  const std::filesystem::path root = arguments[1];
  auto files = concordat::statement::generated_files();
  for (auto& file : concordat::testimony::generated_files()) files.push_back(std::move(file));
  for (const auto& [path, content] : files) {
    if (write(root / path, content)) continue;
    std::fprintf(stderr, "could not write %s\n", path.c_str());
    return 1;
  }
  return 0;
}
