#include "core/json/write.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/base/utf8.hpp"
#include "core/json/number.hpp"
#include "core/json/read.hpp"

namespace concordat::json {
namespace {

std::string canonical_of(std::string_view text) {
  const auto value = read(text);
  return value ? canonical(*value) : value.error().code;
}

struct NumberSample {
  std::uint64_t bits;
  std::string_view text;
};

// RFC 8785, appendix B.
constexpr NumberSample kNumberSamples[] = {
    {0x0000000000000000, "0"},
    {0x8000000000000000, "0"},
    {0x0000000000000001, "5e-324"},
    {0x8000000000000001, "-5e-324"},
    {0x7fefffffffffffff, "1.7976931348623157e+308"},
    {0xffefffffffffffff, "-1.7976931348623157e+308"},
    {0x4340000000000000, "9007199254740992"},
    {0xc340000000000000, "-9007199254740992"},
    {0x4430000000000000, "295147905179352830000"},
    {0x44b52d02c7e14af5, "9.999999999999997e+22"},
    {0x44b52d02c7e14af6, "1e+23"},
    {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
    {0x444b1ae4d6e2ef4e, "999999999999999700000"},
    {0x444b1ae4d6e2ef4f, "999999999999999900000"},
    {0x444b1ae4d6e2ef50, "1e+21"},
    {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
    {0x3eb0c6f7a0b5ed8d, "0.000001"},
    {0x41b3de4355555553, "333333333.3333332"},
    {0x41b3de4355555554, "333333333.33333325"},
    {0x41b3de4355555555, "333333333.3333333"},
    {0x41b3de4355555556, "333333333.3333334"},
    {0x41b3de4355555557, "333333333.33333343"},
    {0xbecbf647612f3696, "-0.0000033333333333333333"},
    {0x43143ff3c1cb0959, "1424953923781206.2"},
};

TEST_CASE("the number samples of RFC 8785, appendix B") {
  for (const auto& [bits, text] : kNumberSamples) {
    CAPTURE(text);
    const auto number = std::bit_cast<double>(bits);
    CHECK(canonical(number) == text);
    const auto back = nearest_double(text);
    REQUIRE(back);
    CHECK(*back == number);
  }
}

TEST_CASE("what is not finite prints as null") {
  CHECK(canonical(std::numeric_limits<double>::infinity()) == "null");
  CHECK(canonical(std::bit_cast<double>(std::uint64_t{0x7fffffffffffffff})) == "null");
}

TEST_CASE("numbers as ECMAScript prints them") {
  CHECK(canonical(1.0) == "1");
  CHECK(canonical(100.0) == "100");
  CHECK(canonical(-0.1) == "-0.1");
  CHECK(canonical(123.456) == "123.456");
  CHECK(canonical(1e-7) == "1e-7");
  CHECK(canonical(1.5e-7) == "1.5e-7");
  CHECK(canonical(1.5e300) == "1.5e+300");
  CHECK(canonical(123456789012345680000.0) == "123456789012345680000");
  CHECK(canonical(1e20) == "100000000000000000000");
}

TEST_CASE("integers beyond 2^53 are canonical as the double they are in ECMAScript") {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  CHECK(canonical(kExact) == "9007199254740992");
  CHECK(canonical(kExact + 1) == "9007199254740992");
  CHECK(canonical(kExact + 2) == "9007199254740994");
  CHECK(canonical(-kExact - 1) == "-9007199254740992");
  CHECK(canonical(std::numeric_limits<std::int64_t>::max()) == "9223372036854776000");
  CHECK(canonical(std::numeric_limits<std::int64_t>::min()) == "-9223372036854776000");
  CHECK(compact(kExact + 1) == "9007199254740993");
  CHECK(compact(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
}

TEST_CASE("the example of RFC 8785, section 3.2.2") {
  CHECK(canonical_of(R"({
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  })") == R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
          R"("string":"€$\u000f\nA'B\"\\\\\"/"})");
}

TEST_CASE("the sorting example of RFC 8785, section 3.2.3") {
  CHECK(canonical_of(R"({
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis"
  })") ==
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
        "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
        "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST_CASE("the worked bytes of spec/formats/json.md") {
  CHECK(canonical_of(R"({"€": 1.0, "ﬃ": "a\u000Ab", "😀": [true, 1e21], "a": {}})") ==
        "\x7b\x22\x61\x22\x3a\x7b\x7d\x2c"
        "\x22\xe2\x82\xac\x22\x3a\x31\x2c"
        "\x22\xf0\x9f\x98\x80\x22\x3a\x5b\x74\x72\x75\x65\x2c"
        "\x31\x65\x2b\x32\x31\x5d\x2c"
        "\x22\xef\xac\x83\x22\x3a\x22\x61\x5c\x6e\x62\x22\x7d");
}

TEST_CASE("names sort at every level and elements do not") {
  CHECK(canonical_of(R"([{"b":{"d":1,"c":2},"a":[3,1,2],"aa":0,"":0}])") ==
        R"([{"":0,"a":[3,1,2],"aa":0,"b":{"c":2,"d":1}}])");
}

TEST_CASE("escapes") {
  CHECK(canonical(std::string("\0\x01\x08\t\n\x0B\f\r\x1F \"\\/\x7F", 14)) ==
        "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\/\x7F\"");
}

TEST_CASE("pitfall 10: only what RFC 8785 escapes is escaped, and no text is normalised") {
  CHECK(canonical_of("\"\\/\\u007f\\u0080\\u2028\\u2029\\ufeff\\ufffd\"") ==
        "\"/\x7f\u0080\u2028\u2029\ufeff\ufffd\"");
  const std::string composed = canonical_of("{\"\u00e9\":\"\u00c5\u2126\"}");
  const std::string decomposed = canonical_of("{\"e\u0301\":\"A\u030a\u03a9\"}");
  CHECK(composed == "{\"\u00e9\":\"\u00c5\u2126\"}");
  CHECK(decomposed == "{\"e\u0301\":\"A\u030a\u03a9\"}");
  CHECK(composed != decomposed);
}

TEST_CASE("pitfall 12: a number is the double that is nearest to it, however it is written") {
  for (const char* const one : {"1", "1.0", "1E0", "10e-1", "0.1e+1", "1.00000000000000000001"}) {
    CAPTURE(one);
    CHECK(canonical_of(one) == "1");
  }
  for (const char* const zero : {"0", "-0", "-0.0", "0e9", "-0E-5", "1e-400"}) {
    CAPTURE(zero);
    CHECK(canonical_of(zero) == "0");
  }
  CHECK(canonical_of("9007199254740993") == "9007199254740992");
  CHECK(canonical_of("9007199254740993.0") == "9007199254740992");
  CHECK(canonical_of("18446744073709551617") == "18446744073709552000");
  CHECK(canonical_of("999999999999999999999") == "1e+21");
  CHECK(canonical_of("1e400") == "json.number-range");
  CHECK(canonical_of("-1e400") == "json.number-range");
}

TEST_CASE("compact and pretty keep the order") {
  const Value value = Object{{"b", Array{1, "two", nullptr}}, {"a", Object{}}, {"c", Array{}}};
  CHECK(compact(value) == R"({"b":[1,"two",null],"a":{},"c":[]})");
  CHECK(pretty(value) ==
        "{\n  \"b\": [\n    1,\n    \"two\",\n    null\n  ],\n  \"a\": {},\n  \"c\": []\n}");
  CHECK(pretty(1.0) == "1");
}

std::string any_text() {
  std::string text;
  const auto size = *rc::gen::inRange(0, 8);
  for (int count = 0; count < size; ++count) {
    const auto scalar = *rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 0x80),
                                        rc::gen::inRange<std::uint32_t>(0x80, 0xD800),
                                        rc::gen::inRange<std::uint32_t>(0xE000, 0x10000),
                                        rc::gen::inRange<std::uint32_t>(0x10000, 0x110000));
    append_utf8(text, scalar);
  }
  return text;
}

double any_finite() {
  const auto number = std::bit_cast<double>(*rc::gen::arbitrary<std::uint64_t>());
  return std::isfinite(number) ? number : 0.5;
}

Value any_value(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 8 : 6)) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2:
      return *rc::gen::arbitrary<std::int64_t>();
    case 3:
      return any_finite();
    case 4:
      return static_cast<double>(*rc::gen::inRange(-1000, 1000)) / 8;
    case 5:
      return any_text();
    case 6: {
      Array array;
      for (int count = *rc::gen::inRange(0, 5); count > 0; --count) {
        array.push_back(any_value(depth - 1));
      }
      return array;
    }
    default: {
      Object object;
      for (int count = *rc::gen::inRange(0, 24); count > 0; --count) {
        object.set(any_text(), any_value(depth - 1));
      }
      return object;
    }
  }
}

TEST_CASE("every double prints as a text that reads back as the same double") {
  CHECK(rc::check([] {
    const double number = any_finite();
    std::string text;
    append_ecmascript(text, number);
    RC_ASSERT(nearest_double(text) == number);
  }));
}

TEST_CASE("the canonical form is the same whichever way a value came") {
  CHECK(rc::check([] {
    const Value value = any_value(3);
    const std::string once = canonical(value);
    for (const std::string& text : {once, compact(value), pretty(value)}) {
      const auto back = read(text);
      RC_ASSERT(back.has_value());
      RC_ASSERT(canonical(*back) == once);
    }
  }));
}

TEST_CASE("compact and pretty say the same value") {
  CHECK(rc::check([] {
    const Value value = any_value(3);
    const auto from_compact = read(compact(value));
    const auto from_pretty = read(pretty(value));
    RC_ASSERT(from_compact.has_value());
    RC_ASSERT(from_pretty.has_value());
    RC_ASSERT(*from_compact == *from_pretty);
    const auto again = read(compact(*from_compact));
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == *from_compact);
  }));
}

}  // namespace
}  // namespace concordat::json
