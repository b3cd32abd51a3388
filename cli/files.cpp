#include "cli/files.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

#include "adapters/files/durable.hpp"

namespace concordat::cli {

Result<std::string> read_file(const std::string& file) {
  if (file == "-") return std::string((std::istreambuf_iterator<char>(std::cin)), {});
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail({.code = "cli.file", .place = file, .expected = "a readable file"});
  return std::string((std::istreambuf_iterator<char>(stream)), {});
}

Status write_file(const std::filesystem::path& path, std::string_view bytes) {
  if (const Status written = files::write_durably(path, bytes); !written) {
    Error error = written.error();
    error.code = "cli.file";
    error.expected = "room to write";
    return fail(std::move(error));
  }
  return {};
}

}  // namespace concordat::cli
