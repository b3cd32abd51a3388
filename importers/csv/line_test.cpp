#include "importers/csv/line.hpp"

#include <doctest/doctest.h>

namespace concordat::csv {
namespace {

using namespace std::string_view_literals;
using Cells = std::vector<std::string>;

}  // namespace

TEST_CASE("a line gives its cells, whatever stands on other lines") {
  CHECK(cells_of("0086, Body ,\"a, \"\"b\"\"\",") ==
        Result<Cells>(Cells{"0086", "Body", "a, \"b\"", ""}));
  CHECK(cells_of("") == Result<Cells>(Cells{}));
  CHECK(cells_of(",") == Result<Cells>(Cells{"", ""}));
}

TEST_CASE("what is wrong with a line has a code and a place") {
  const auto code = [](std::string_view line) {
    const auto cells = cells_of(line);
    return cells ? std::string("none") : cells.error().code + " " + cells.error().place;
  };
  CHECK(code("a,24\" screen") == "csv.syntax cell 2");
  CHECK(code("a,\"open") == "csv.syntax cell 2");
  CHECK(code("a,\"closed\" more,c") == "csv.syntax cell 2");
  CHECK(code("a\rb,c") == "csv.syntax cell 3");
  CHECK(code("a,\xFF\x62") == "csv.encoding byte 2");
  CHECK(code("a,\0b"sv) == "csv.nul byte 2");
}

}  // namespace concordat::csv
