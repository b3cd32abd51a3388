// docs/reference/access.md: the rules as an auditor reads them, written from the tables.
#pragma once

#include <string>

namespace concordat::access {

[[nodiscard]] std::string reference_page();

}  // namespace concordat::access
