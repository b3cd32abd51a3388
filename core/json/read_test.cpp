#include "core/json/read.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace concordat::json {
namespace {

using namespace std::string_literals;

struct Refusal {
  std::string text;
  std::string code;
  std::size_t offset;
};

void check_refused(const std::vector<Refusal>& refusals, const Limits& limits = {}) {
  for (const auto& [text, code, offset] : refusals) {
    CAPTURE(text);
    const auto value = read(text, limits);
    REQUIRE_FALSE(value);
    CHECK(value.error().code == code);
    CHECK(value.error().place == "byte " + std::to_string(offset));
    CHECK_FALSE(value.error().expected.empty());
  }
}

Value accepted(std::string_view text, const Limits& limits = {}) {
  CAPTURE(text);
  auto value = read(text, limits);
  REQUIRE(value);
  return *value;
}

TEST_CASE("each kind of value") {
  CHECK(accepted("null") == Value(nullptr));
  CHECK(accepted("true") == Value(true));
  CHECK(accepted("false") == Value(false));
  CHECK(accepted("-17") == Value(-17));
  CHECK(accepted("1.5") == Value(1.5));
  CHECK(accepted("\"a\"") == Value("a"));
  CHECK(accepted("[]") == Value(Array{}));
  CHECK(accepted("{}") == Value(Object{}));
  CHECK(accepted(" \t\r\n[ 1 , [ ] , { \"a\" : { } } ] \n") ==
        Value(Array{1, Array{}, Object{{"a", Object{}}}}));
}

TEST_CASE("members keep their order") {
  const Value value = accepted(R"({"b":1,"a":2,"c":{"z":3,"y":4}})");
  const Object& object = *value.as_object();
  REQUIRE(object.size() == 3);
  CHECK(object.members()[0].first == "b");
  CHECK(object.members()[1].first == "a");
  CHECK(object.members()[2].second.as_object()->members()[1].first == "y");
}

TEST_CASE("integers are exact and everything else is the nearest double") {
  CHECK(accepted("9223372036854775807") == Value(std::int64_t{9223372036854775807}));
  CHECK(accepted("-9223372036854775808").as_integer());
  CHECK(accepted("9223372036854775808") == Value(9223372036854775808.0));
  CHECK(accepted("-9223372036854775809") == Value(-9223372036854775808.0));
  CHECK(accepted("12345678901234567890123") == Value(12345678901234567890123.0));
  CHECK(accepted("1.0") == Value(1.0));
  CHECK(accepted("1e2") == Value(100.0));
  CHECK(accepted("1E+2") == Value(100.0));
  CHECK(accepted("25e-1") == Value(2.5));
  CHECK(accepted("0") == Value(0));
  CHECK(accepted("-0") == Value(0));
  CHECK(std::signbit(*accepted("-0.0").as_double()));
  CHECK(accepted("2.2250738585072011e-308") == Value(2.2250738585072011e-308));
  CHECK(accepted("9007199254740993.0") == Value(9007199254740992.0));
}

TEST_CASE("the ends of what a double holds") {
  CHECK(accepted("1.7976931348623157e308") == Value(1.7976931348623157e308));
  CHECK(accepted("1.797693134862315807e308") == Value(1.7976931348623157e308));
  CHECK(accepted("5e-324") == Value(5e-324));
  CHECK(accepted("1e-400") == Value(0.0));
  CHECK(accepted("0e99999999999999999999") == Value(0.0));
  CHECK(accepted("1e-99999999999999999999") == Value(0.0));
  CHECK(accepted("0.001e-9223372036854775807") == Value(0.0));
  CHECK(std::signbit(*accepted("-1e-400").as_double()));
  CHECK(accepted("0." + std::string(500, '0') + "1e500") == Value(0.1));
  CHECK(accepted("0." + std::string(400, '0') + "1") == Value(0.0));
  CHECK(accepted("1" + std::string(400, '0') + "e-400") == Value(1.0));
  check_refused({{"1e400", "json.number-range", 0},
                 {"[0,-1e309]", "json.number-range", 3},
                 {"1.797693134862315809e308", "json.number-range", 0},
                 {"1e99999999999999999999", "json.number-range", 0},
                 {"900e+9223372036854775807", "json.number-range", 0},
                 {"1" + std::string(309, '0'), "json.number-range", 0},
                 {"-1" + std::string(500, '0') + ".5", "json.number-range", 0},
                 {"0." + std::string(500, '0') + "1e900", "json.number-range", 0}});
}

TEST_CASE("strings") {
  CHECK(accepted(R"("\"\\\/\b\f\n\r\t")") == Value("\"\\/\b\f\n\r\t"));
  CHECK(accepted(R"("\u0041\u00e9\u20ac\uD83D\uDE00")") == Value("Aé€😀"));
  CHECK(accepted(R"("a\u0000b")") == Value("a\0b"s));
  CHECK(accepted("\"é€😀\x7F\"") == Value("é€😀\x7F"));
  CHECK(accepted("\"\\uFFFF\xEF\xBF\xBF\"") == Value("\xEF\xBF\xBF\xEF\xBF\xBF"));
  CHECK(accepted("\"\xEF\xBB\xBF\"") == Value("\xEF\xBB\xBF"));
}

TEST_CASE("what the grammar does not allow") {
  check_refused({{"", "json.syntax", 0},           {"  ", "json.syntax", 2},
                 {"nul", "json.syntax", 3},        {"nule", "json.syntax", 3},
                 {"True", "json.syntax", 0},       {"NaN", "json.syntax", 0},
                 {"Infinity", "json.syntax", 0},   {"-Infinity", "json.syntax", 1},
                 {"'a'", "json.syntax", 0},        {"// a\n1", "json.syntax", 0},
                 {"\v1", "json.syntax", 0},        {"\xC2\xA0"s + "1", "json.syntax", 0},
                 {"[1,]", "json.syntax", 3},       {"[,1]", "json.syntax", 1},
                 {"[1 2]", "json.syntax", 3},      {"[1", "json.syntax", 2},
                 {"[1}", "json.syntax", 2},        {"[", "json.syntax", 1},
                 {"]", "json.syntax", 0},          {"{", "json.syntax", 1},
                 {"{\"a\"}", "json.syntax", 4},    {"{\"a\":}", "json.syntax", 5},
                 {"{\"a\":1,}", "json.syntax", 7}, {"{a:1}", "json.syntax", 1},
                 {"{1:1}", "json.syntax", 1},      {"{\"a\":1 \"b\":2}", "json.syntax", 7},
                 {"{\"a\":1]", "json.syntax", 6}});
}

TEST_CASE("numbers the grammar does not allow") {
  check_refused({{"-", "json.syntax", 1},
                 {"+1", "json.syntax", 0},
                 {".5", "json.syntax", 0},
                 {"1.", "json.syntax", 2},
                 {"1.e1", "json.syntax", 2},
                 {"1e", "json.syntax", 2},
                 {"1e+", "json.syntax", 3},
                 {"1e+-1", "json.syntax", 3},
                 {"01", "json.trailing-bytes", 1},
                 {"[01]", "json.syntax", 2},
                 {"[-01]", "json.syntax", 3},
                 {"[0x1]", "json.syntax", 2},
                 {"[1_000]", "json.syntax", 2}});
}

TEST_CASE("strings the grammar does not allow") {
  check_refused({{"\"", "json.syntax", 1},
                 {"\"a", "json.syntax", 2},
                 {"\"\\\"", "json.syntax", 3},
                 {"\"\\", "json.syntax", 2},
                 {"\"\\x41\"", "json.syntax", 2},
                 {"\"\\u12\"", "json.syntax", 5},
                 {"\"\\u12g4\"", "json.syntax", 5},
                 {"\"\\u", "json.syntax", 3},
                 {"\"a\nb\"", "json.syntax", 2},
                 {"\"a\0b\""s, "json.syntax", 2},
                 {"\"\x1F\"", "json.syntax", 1}});
}

TEST_CASE("something after the document") {
  check_refused({{"1 2", "json.trailing-bytes", 2},
                 {"{}\n{}", "json.trailing-bytes", 3},
                 {"null\0"s, "json.trailing-bytes", 4},
                 {"[]]", "json.trailing-bytes", 2},
                 {"\"a\"b", "json.trailing-bytes", 3}});
}

TEST_CASE("a byte order mark") {
  check_refused({{"\xEF\xBB\xBF{}", "json.byte-order-mark", 0},
                 {"\xEF\xBB\xBF", "json.byte-order-mark", 0},
                 {" \xEF\xBB\xBF{}", "json.syntax", 1},
                 {"\xFE\xFF\0{"s, "json.invalid-utf8", 0}});
}

TEST_CASE("octets that are not UTF-8") {
  check_refused({{"\"a\x80\"", "json.invalid-utf8", 2},
                 {"\"\xC0\x80\"", "json.invalid-utf8", 1},
                 {"\"\xC1\xBF\"", "json.invalid-utf8", 1},
                 {"\"\xE0\x9F\xBF\"", "json.invalid-utf8", 1},
                 {"\"\xED\xA0\x80\"", "json.invalid-utf8", 1},
                 {"\"\xF0\x8F\xBF\xBF\"", "json.invalid-utf8", 1},
                 {"\"\xF4\x90\x80\x80\"", "json.invalid-utf8", 1},
                 {"\"\xF5\x80\x80\x80\"", "json.invalid-utf8", 1},
                 {"\"\xFF\"", "json.invalid-utf8", 1},
                 {"\"\xE2\x82\"", "json.invalid-utf8", 1},
                 {"\"\xE2\x82", "json.invalid-utf8", 1},
                 {"{\"\xC3(\":1}", "json.invalid-utf8", 2},
                 {"[\xFF]", "json.invalid-utf8", 1}});
}

TEST_CASE("half a pair of surrogates") {
  check_refused({{R"("\uD800")", "json.lone-surrogate", 1},
                 {R"("ab\uDC00")", "json.lone-surrogate", 3},
                 {R"("\uD800x")", "json.lone-surrogate", 1},
                 {R"("\uD800\n")", "json.lone-surrogate", 1},
                 {R"("\uD800\u0041")", "json.lone-surrogate", 1},
                 {R"("\uD800\uD800\uDC00")", "json.lone-surrogate", 1},
                 {R"("\uD83D\uDE00\uDE00")", "json.lone-surrogate", 13},
                 {R"({"\uD800":1})", "json.lone-surrogate", 2}});
}

TEST_CASE("a name twice in one object") {
  check_refused({{R"({"a":1,"a":1})", "json.duplicate-name", 7},
                 {R"({"a":1,"\u0061":2})", "json.duplicate-name", 7},
                 {R"({"":1,"b":2, "":3})", "json.duplicate-name", 13},
                 {R"([{"x":{"b":1,"a":2,"c":3,"b":4}}])", "json.duplicate-name", 25},
                 {R"({"a":1,"b":1,"b":1,"a":1})", "json.duplicate-name", 13}});
  CHECK(accepted(R"({"a":{"a":1},"b":{"a":2},"A":3})").as_object()->size() == 3);
  // Different code points that look the same are different names.
  CHECK(accepted("{\"\u00e9\":1,\"e\u0301\":2}").as_object()->size() == 2);
}

TEST_CASE("a name twice among very many") {
  std::string text = "{";
  for (int count = 0; count < 100'000; ++count) {
    text += "\"name" + std::to_string(count) + "\":0,";
  }
  const std::size_t end = text.size();
  CHECK(accepted(text + "\"other\":0}").as_object()->size() == 100'001);
  check_refused({{text + "\"name50000\":0}", "json.duplicate-name", end},
                 {text + "\"name9\":0,\"name7\":0,\"name8\":0}", "json.duplicate-name", end}});
}

TEST_CASE("nesting") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(accepted(nested(64)).as_array());
  check_refused({{nested(65), "json.too-deep", 64},
                 {std::string(1'000'000, '['), "json.too-deep", 64},
                 {nested(64) + "]", "json.trailing-bytes", 128}});
  const Limits shallow{.depth = 2};
  CHECK(accepted(R"({"a":[1],"b":[2]})", shallow).as_object());
  check_refused({{R"({"a":[1],"b":[ {}]})", "json.too-deep", 15}}, shallow);
  CHECK(accepted("1", Limits{.depth = 0}) == Value(1));
  check_refused({{" []", "json.too-deep", 1}}, Limits{.depth = 0});
}

TEST_CASE("size") {
  const Limits small{.size_bytes = 4};
  CHECK(accepted("1234", small) == Value(1234));
  check_refused({{"12345", "json.too-large", 4}, {"    1", "json.too-large", 4}}, small);
}

}  // namespace
}  // namespace concordat::json
