// Bulk input: newline-delimited JSON (NDJSON), one outcome for each line.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace concordat::api {

// A manifest of ten thousand lines fits; more go in several requests.
inline constexpr std::size_t kMaxLines = 10'000;

struct Line {
  std::size_t number = 0;  // from 1, empty lines counted
  std::string_view text;   // without the line's end; not empty
};

// Code request.too-many-lines. Lines end with LF or CRLF; empty ones are passed over.
[[nodiscard]] Result<std::vector<Line>> split_lines(std::string_view body);

}  // namespace concordat::api
