// Documents of others in folders of files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "core/base/result.hpp"
#include "registry/credentials/presented.hpp"

namespace concordat::cli {

// The files of a folder in the order of their names; what is no plain file is passed over. Code
// cli.file.
[[nodiscard]] Result<std::vector<std::filesystem::path>> files_of(const std::string& folder);

// Adds what the files of a folder hold, if a folder is named. A file that is no document of its
// kind is told on standard error and passed over: a folder may hold others. `taken` gets the texts.
// Codes of Presented::add_controller and add_status_list.
[[nodiscard]] Status add_controllers(const std::string& folder, registry::Presented& documents,
                                     const Output& output,
                                     std::vector<std::string>* taken = nullptr);
[[nodiscard]] Status add_status_lists(const std::string& folder, registry::Presented& documents,
                                      const Output& output,
                                      std::vector<std::string>* taken = nullptr);

}  // namespace concordat::cli
