#include "importers/csv/table.hpp"

#include <doctest/doctest.h>

namespace concordat::csv {

TEST_CASE("cells stay text, quotes and line breaks are kept, a byte order mark is not") {
  const auto table =
      Table::read("\xEF\xBB\xBFnumber,name\r\n0086,\"Body, \"\"old\"\"\"\n2797,\"two\nlines\"\n");
  REQUIRE(table);
  CHECK(table->header() == std::vector<std::string>{"number", "name"});
  REQUIRE(table->rows().size() == 2);
  CHECK(table->cell(table->rows()[0], "number") == "0086");
  CHECK(table->cell(table->rows()[0], "name") == "Body, \"old\"");
  CHECK(table->cell(table->rows()[1], "name") == "two\nlines");
  CHECK(table->rows()[1].line == 3);
  CHECK(table->cell(table->rows()[0], "country").empty());
}

TEST_CASE("a row of another width is set aside, the others are read") {
  const auto table = Table::read("a,b\n1,2\n3\n4,5,6\n7,8\n");
  REQUIRE(table);
  CHECK(table->rows().size() == 2);
  REQUIRE(table->misshapen().size() == 2);
  CHECK(table->misshapen()[0].line == 3);
}

TEST_CASE("what is no table is refused with its place") {
  CHECK(Table::read("").error().code == "csv.empty");
  CHECK(Table::read("a,a\n").error().code == "csv.header");
  CHECK(Table::read("a,\n").error().code == "csv.header");
  std::string wide;
  for (int column = 0; column < 1'001; ++column) wide += "c" + std::to_string(column) + ",";
  wide += "last\n";
  CHECK(Table::read(wide).error().code == "csv.header");
  CHECK(Table::read("a\n\"open").error().code == "csv.syntax");
  CHECK(Table::read("a\nx\xFFy\n").error().code == "csv.encoding");
}

}  // namespace concordat::csv
