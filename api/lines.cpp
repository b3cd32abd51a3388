#include "api/lines.hpp"

#include <algorithm>
#include <string>

namespace concordat::api {

Result<std::vector<Line>> split_lines(std::string_view body) {
  std::vector<Line> lines;
  for (std::size_t number = 1; !body.empty(); ++number) {
    const auto end = std::min(body.find('\n'), body.size());
    std::string_view text = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.find_first_not_of(" \t") == std::string_view::npos) continue;
    if (lines.size() == kMaxLines) {
      return fail({.code = "request.too-many-lines",
                   .place = "line " + std::to_string(number),
                   .expected = "at most " + std::to_string(kMaxLines) + " lines"});
    }
    lines.push_back({.number = number, .text = text});
  }
  return lines;
}

}  // namespace concordat::api
