// Whole files in and out.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace concordat::cli {

// "-" is standard input. Code cli.file.
[[nodiscard]] Result<std::string> read_file(const std::string& file);
// Makes the folder it lies in; the whole file is durable when it returns. Code cli.file.
[[nodiscard]] Status write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace concordat::cli
