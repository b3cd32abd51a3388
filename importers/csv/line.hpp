// One line of CSV by itself, for files in which no cell may hold a line break: whatever is wrong
// with a line stays within it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace concordat::csv {

// The cells of a line that is given without its end. Codes: csv.encoding (not UTF-8, with the
// byte), csv.nul (an octet zero, with the byte), csv.syntax (a quote that is not closed on the line
// or stands inside an unquoted cell).
[[nodiscard]] Result<std::vector<std::string>> cells_of(std::string_view line);

}  // namespace concordat::csv
