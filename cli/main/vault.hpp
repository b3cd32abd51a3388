// The group of commands of the vault.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "cli/vault_commands.hpp"

namespace concordat::cli {

// `choose` is called with the command that was named.
void add_vault(CLI::App& app, VaultOptions& options,
               std::function<void(int (*)(const VaultOptions&, const Output&))> choose);

}  // namespace concordat::cli
