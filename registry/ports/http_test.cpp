#include "registry/ports/http.hpp"

#include <doctest/doctest.h>

namespace concordat::http {

TEST_CASE("fields are lines in the order in which they were added") {
  Fields fields{{"Vary", "Accept"}, {"Empty", ""}};
  fields.add("ETag", "\"1\"");
  CHECK(fields.octets() == "Vary: Accept\r\nEmpty: \r\nETag: \"1\"\r\n");
  CHECK(fields.find("ETag") == "\"1\"");
  CHECK(fields.find("Empty") == "");
  CHECK_FALSE(fields.find("Accept").has_value());
  CHECK_FALSE(fields.find("Var").has_value());
  CHECK_FALSE(fields.find("").has_value());
}

TEST_CASE("the first field of a name is found and removed") {
  Fields fields{{"A", "1"}, {"B", "2"}, {"A", "3"}};
  fields.remove("A");
  CHECK(fields.octets() == "B: 2\r\nA: 3\r\n");
  fields.remove("absent");
  fields.remove("A");
  CHECK(fields.octets() == "B: 2\r\n");
}

TEST_CASE("a field that would break out of its line is left out") {
  Fields fields{{"Location", "/a\r\nSet-Cookie: b"}, {"X\n", "c"}, {"Y", "d"}};
  fields.add("Z", std::string_view("a\0b", 3));
  CHECK(fields.octets() == "Y: d\r\n");
}

}  // namespace concordat::http
