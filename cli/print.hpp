// What people see on a terminal.
#pragma once

#include <string>

#include "cli/commands.hpp"
#include "core/base/error.hpp"
#include "core/json/value.hpp"

namespace concordat::cli {

void print_line(const std::string& text);
void print_json(const json::Value& value);  // one line, canonical order of members kept

// To standard error: the sentence of the code where there is one, the place, what was expected.
// Returns `status`, so that a command can end with it.
int print_error(const Error& error, const Output& output, int status);
// The exit status that an error of the registry amounts to: refused input, or no answer.
[[nodiscard]] int status_of(const Error& error);

// An answer as an officer reads it.
[[nodiscard]] std::string answer_text(const json::Value& answer, const Messages& messages,
                                      const std::string& language);
// A resource, statement or listing line by line.
[[nodiscard]] std::string resource_text(const json::Value& resource);

}  // namespace concordat::cli
