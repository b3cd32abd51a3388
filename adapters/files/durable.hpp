// Files that are whole or not there, whatever happens to the machine.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/result.hpp"

namespace concordat::files {

// The names in the folder of `path` are on disk when it returns. Code file.io, the folder as place.
[[nodiscard]] Status sync_folder_of(const std::filesystem::path& path);

// Puts these octets where `path` says, in place of what was there, making the folders it lies in.
// Durable when it returns; a crash leaves the old file or the new one, and at most a file with
// ".part" behind its name. Code file.io, the path as place and the system's words as "reason".
[[nodiscard]] Status write_durably(const std::filesystem::path& path, std::string_view octets);

// `from` takes the name `to`, whatever had it before; durable when it returns. Code file.io.
[[nodiscard]] Status rename_durably(const std::filesystem::path& from,
                                    const std::filesystem::path& to);

}  // namespace concordat::files
