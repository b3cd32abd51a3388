// The commands about accounts and their options.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace concordat::cli {

// How a command is bound to what it runs, and how it takes --store and --keys.
struct AccountCommands {
  std::function<void(CLI::App*, int (*)(const AccountOptions&, const Output&))> on;
  std::function<void(CLI::App&)> add_site;
};

void add_account_commands(CLI::App& app, AccountOptions& options, const AccountCommands& commands);

}  // namespace concordat::cli
