#include "api/gs1_link.hpp"

#include <doctest/doctest.h>

namespace concordat::api {

TEST_CASE("a GTIN path is read with its qualifiers") {
  const auto link = parse_gs1_link("/01/09506000134352/22/2A/10/AB%2FC/21/S%2E1");
  REQUIRE(link);
  CHECK(*link == Gs1Link{.key = Gs1Key::kGtin,
                         .value = "09506000134352",
                         .variant = "2A",
                         .batch = "AB/C",
                         .serial = "S.1"});
  CHECK(to_path(*link) == "/01/09506000134352/22/2A/10/AB%2FC/21/S.1");
  CHECK(parse_gs1_link("/01/09506000134352/").value() ==
        Gs1Link{.key = Gs1Key::kGtin, .value = "09506000134352"});
  CHECK(parse_gs1_link("/01/9506000134352").value().value == "09506000134352");
  CHECK(parse_gs1_link("/01/09506000134352/235/TPX-1").value().third_party == "TPX-1");
  CHECK(parse_gs1_link("/417/4012345000009/7040/1ABC").value().extension == "1ABC");
  CHECK(parse_gs1_link("/253/4012345000115ebon-4711").value().value == "4012345000115ebon-4711");
  // The example of the General Specifications.
  CHECK(parse_gs1_link("/8013/1987654Ad4X4bL5ttr2310c2K").value().key == Gs1Key::kModel);
}

TEST_CASE("a path that is none is refused with its reason") {
  struct Case {
    std::string_view path, code;
  };
  const Case cases[] = {
      {"", "gs1.path"},
      {"01/09506000134352", "gs1.path"},
      {"/", "gs1.path"},
      {"/01", "gs1.path"},
      {"/01/", "gs1.path"},
      {"/01//21/1", "gs1.path"},
      {"/01/09506000134352/21", "gs1.path"},
      {"/01/09506000134352//1", "gs1.path"},
      {"/00/106141411234567897", "gs1.path"},
      {"/gtin/09506000134352", "gs1.path"},
      {"/01/09506000134353", "gs1.key"},
      {"/01/0950600013435", "gs1.key"},
      {"/01/00000000000000000", "gs1.key"},
      {"/01/0950600013435X", "gs1.key"},
      {"/253/4012345000115ebon-4711-and-more-1", "gs1.key"},
      {"/253/4012345000116", "gs1.key"},
      {"/417/4012345000008", "gs1.key"},
      {"/8013/1987654Ad4X4bL5ttr2310c2L", "gs1.key"},
      {"/8013/2K", "gs1.key"},
      {"/01/09506000134352/21/S1/10/L1", "gs1.qualifier"},  // out of order: 4.9
      {"/01/09506000134352/10/L1/10/L1", "gs1.qualifier"},
      {"/01/09506000134352/17/261231", "gs1.qualifier"},  // a data attribute: 4.10
      {"/01/09506000134352/99/ABC", "gs1.qualifier"},
      {"/01/09506000134352/10/L1/235/T", "gs1.qualifier"},
      {"/01/09506000134352/235/T/21/1", "gs1.qualifier"},
      {"/01/09506000134352/21/123456789012345678901", "gs1.qualifier"},
      {"/01/09506000134352/21/%20", "gs1.qualifier"},
      {"/417/4012345000009/7040/1AB", "gs1.qualifier"},
      {"/253/4012345000115/21/1", "gs1.qualifier"},
      {"/01/09506000134352/21/%zz", "request.encoding"},
      {"/01/09506000134352/21/%0A", "request.encoding"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.path);
    const auto link = parse_gs1_link(one.path);
    REQUIRE_FALSE(link);
    CHECK(link.error().code == one.code);
  }
}

TEST_CASE("one trade item has several spellings") {
  using Spellings = std::vector<std::string>;
  CHECK(spellings_of_gtin("09506000134352") == Spellings{"09506000134352", "9506000134352"});
  CHECK(spellings_of_gtin("00012345600012") ==
        Spellings{"00012345600012", "0012345600012", "012345600012"});
  CHECK(spellings_of_gtin("00000095012346") ==
        Spellings{"00000095012346", "0000095012346", "000095012346", "95012346"});
  CHECK(spellings_of_gtin("19506000134359") == Spellings{"19506000134359"});
}

}  // namespace concordat::api
