// The commands and their options as a page of the documentation.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace concordat::cli {

// Markdown, generated from the definitions that parse the command line: docs/reference/commands.md.
[[nodiscard]] std::string command_reference(const CLI::App& program);

}  // namespace concordat::cli
