#include "api/target.hpp"

#include <doctest/doctest.h>

namespace concordat::api {

TEST_CASE("percent-encoding is undone, and what is none is refused") {
  CHECK(percent_decode("a%20b%2Fc%c3%a9").value() == "a b/cé");
  CHECK(percent_decode("").value().empty());
  for (const auto* text : {"%", "%4", "%zz", "a%2", "%00", "a\nb", "%0a", "%ff", "%c3%28", "%7f"}) {
    CAPTURE(text);
    const auto decoded = percent_decode(text);
    REQUIRE_FALSE(decoded.has_value());
    CHECK(decoded.error().code == "request.encoding");
  }
}

TEST_CASE("encoding and decoding are inverse") {
  const std::string text = "ANSSI-CC-2023/42 é?&=+%~";
  CHECK(percent_encode("a/b c~") == "a%2Fb%20c~");
  CHECK(percent_decode(percent_encode(text)).value() == text);
}

TEST_CASE("a query is its parameters, each once") {
  const auto query = Query::parse("q=a+b%2Bc&empty=&flag&market=ES").value();
  CHECK(query.value("q") == "a b+c");
  CHECK(query.has("empty"));
  CHECK(query.has("flag"));
  CHECK(query.value("absent").empty());
  CHECK(query.parameters().size() == 4);
  CHECK(Query::parse("")->parameters().empty());
  CHECK(Query::parse("a=1&a=2").error().code == "request.parameter");
  CHECK(Query::parse("a=%2").error().code == "request.encoding");
  std::string many = "p0=";
  for (int at = 1; at < 33; ++at) many += "&p" + std::to_string(at) + "=";
  CHECK(Query::parse(many).error().code == "request.parameter");
}

TEST_CASE("a number is a decimal within its range") {
  const auto query = Query::parse("a=7&b=07&c=-1&d=x&e=501&f=18446744073709551616").value();
  CHECK(query.number("a", {1, 500}).value() == 7);
  CHECK_FALSE(query.number("absent", {1, 500}).value().has_value());
  for (const auto* name : {"b", "c", "d", "e", "f"}) {
    CAPTURE(name);
    const auto number = query.number(name, {1, 500});
    REQUIRE_FALSE(number.has_value());
    CHECK(number.error().place == name);
  }
}

}  // namespace concordat::api
