#include "cli/main/reference.hpp"

#include <CLI/CLI.hpp>

namespace concordat::cli {
namespace {

bool every_option(const CLI::Option*) { return true; }
bool every_command(const CLI::App*) { return true; }

// A bar would end the cell.
std::string cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
    text.insert(at, "\\");
  }
  return text;
}

void add_options(const CLI::App& command, std::string& page) {
  std::string rows;
  for (const CLI::Option* option : command.get_options(every_option)) {
    const bool positional = option->get_positional();
    const bool takes_value = option->get_items_expected_max() != 0;
    std::string name = option->get_name(positional, true);
    if (name.starts_with("-h,") || name == "--help") continue;
    if (!positional && takes_value) name += " VALUE";
    rows += "| `" + cell(name) + "` | " + (option->get_required() ? "yes" : "") + " | " +
            cell(option->get_description()) + " |\n";
  }
  if (rows.empty()) return;
  page += "\n| argument | required | meaning |\n| --- | --- | --- |\n" + rows;
}

void add_command(const CLI::App& command, const std::string& before, std::string& page) {
  const std::string name = before + " " + command.get_name();
  const auto below = command.get_subcommands(every_command);
  if (below.empty()) {
    page += "\n## `" + name + "`\n\n" + command.get_description() + "\n";
    add_options(command, page);
  }
  for (const CLI::App* sub : below) add_command(*sub, name, page);
}

}  // namespace

std::string command_reference(const CLI::App& program) {
  std::string page =
      "# Commands\n\nGenerated from the program (`./dev reference`); do not edit. Exit statuses: 0 "
      "answered, 1 refused or\nnot holding, 2 it could not be answered or checked, 64 wrong "
      "usage.\n";
  page += "\n## Every command\n";
  add_options(program, page);
  for (const CLI::App* command : program.get_subcommands(every_command)) {
    add_command(*command, "concordat", page);
  }
  return page;
}

}  // namespace concordat::cli
