// The commands about records of access.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace concordat::cli {

class AuditCommands {
 public:
  // `chosen` gets what the command line asks for; all outlive the parsing.
  void add_to(CLI::App& app, std::function<int()>& chosen, const Output& output);

 private:
  AuditOptions options_;
};

}  // namespace concordat::cli
