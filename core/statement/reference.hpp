// The reference page of the catalogue, in Markdown: docs/reference/statements.md.
#pragma once

#include <string>

#include "core/statement/descriptor.hpp"

namespace concordat::statement {

[[nodiscard]] std::string reference_page();

// How the page names an authority rule's general kind.
[[nodiscard]] std::string_view describe(Authority authority);

}  // namespace concordat::statement
