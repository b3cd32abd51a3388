#include "cli/files.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

namespace concordat::cli {

Result<std::string> read_file(const std::string& file) {
  if (file == "-") return std::string((std::istreambuf_iterator<char>(std::cin)), {});
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail({.code = "cli.file", .place = file, .expected = "a readable file"});
  return std::string((std::istreambuf_iterator<char>(stream)), {});
}

Status write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream)
    return fail({.code = "cli.file", .place = path.string(), .expected = "room to write"});
  return {};
}

}  // namespace concordat::cli
