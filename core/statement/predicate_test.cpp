#include "core/statement/predicate.hpp"

#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/json/read.hpp"
#include "core/statement/decimal.hpp"

namespace concordat::statement {
namespace {

Predicate parsed(std::string_view text) {
  const auto json = json::read(text);
  REQUIRE_MESSAGE(json, std::string(text));
  auto predicate = Predicate::parse(*json);
  REQUIRE_MESSAGE(predicate, std::string(text));
  return *predicate;
}

json::Object attributes(std::string_view text) {
  const auto json = json::read(text);
  REQUIRE(json);
  return *json->as_object();
}

Truth holds(std::string_view predicate, std::string_view stated) {
  return parsed(predicate).holds(attributes(stated));
}

std::vector<std::string> missing(std::string_view predicate, std::string_view stated) {
  std::vector<std::string> names;
  static_cast<void>(parsed(predicate).holds(attributes(stated), &names));
  return names;
}

std::string refusal(std::string_view text) {
  const auto json = json::read(text);
  REQUIRE(json);
  const auto predicate = Predicate::parse(*json);
  return predicate ? "parsed" : predicate.error().code + " at " + predicate.error().place;
}

TEST_CASE("an attribute that is not stated is unknown, never no") {
  for (const std::string_view predicate :
       {R"({"attribute": "x", "is": "a"})", R"({"attribute": "x", "in": ["a", "b"]})",
        R"({"attribute": "x", "from": "1"})", R"({"attribute": "x", "present": true})",
        R"({"attribute": "x", "present": false})", R"({"not": {"attribute": "x", "is": "a"}})"}) {
    CAPTURE(std::string(predicate));
    CHECK(holds(predicate, "{}") == Truth::kUnknown);
    CHECK(holds(predicate, R"({"x": null})") == Truth::kUnknown);
    CHECK(missing(predicate, "{}") == std::vector<std::string>{"x"});
  }
}

TEST_CASE("is and in compare text as text and decimals as decimals") {
  constexpr std::string_view kIs = R"({"attribute": "x", "is": "50"})";
  CHECK(holds(kIs, R"({"x": "50"})") == Truth::kYes);
  CHECK(holds(kIs, R"({"x": "50.0"})") == Truth::kYes);
  CHECK(holds(kIs, R"({"x": "050"})") == Truth::kYes);
  CHECK(holds(kIs, R"({"x": 50})") == Truth::kYes);
  CHECK(holds(kIs, R"({"x": "50.01"})") == Truth::kNo);
  CHECK(holds(kIs, R"({"x": "fifty"})") == Truth::kNo);
  CHECK(holds(R"({"attribute": "x", "in": ["a", 7]})", R"({"x": "7.00"})") == Truth::kYes);
  CHECK(holds(R"({"attribute": "x", "in": ["a", "b"]})", R"({"x": "c"})") == Truth::kNo);
  CHECK(holds(R"({"attribute": "x", "is": "A"})", R"({"x": "a"})") == Truth::kNo);
  // A form or a command line can only write text.
  CHECK(holds(R"({"attribute": "x", "is": true})", R"({"x": "true"})") == Truth::kYes);
  CHECK(holds(R"({"attribute": "x", "is": "false"})", R"({"x": false})") == Truth::kYes);
  CHECK(holds(R"({"attribute": "x", "is": true})", R"({"x": false})") == Truth::kNo);
}

TEST_CASE("a range is inclusive, exact, and may be open on one side") {
  constexpr std::string_view kRange = R"({"attribute": "v", "from": "50", "to": "1000"})";
  CHECK(holds(kRange, R"({"v": "49.999999999999999999999999"})") == Truth::kNo);
  CHECK(holds(kRange, R"({"v": "50"})") == Truth::kYes);
  CHECK(holds(kRange, R"({"v": "1000.000"})") == Truth::kYes);
  CHECK(holds(kRange, R"({"v": "1000.0000000000000000000001"})") == Truth::kNo);
  CHECK(holds(R"({"attribute": "v", "from": "-1"})", R"({"v": -1})") == Truth::kYes);
  CHECK(holds(R"({"attribute": "v", "from": "-1"})", R"({"v": "-1.5"})") == Truth::kNo);
  CHECK(holds(R"({"attribute": "v", "to": 0})", R"({"v": "-0.0"})") == Truth::kYes);
}

TEST_CASE("a value that is no decimal leaves a range unknown, and the number is missing") {
  constexpr std::string_view kRange = R"({"attribute": "v", "from": "50"})";
  CHECK(holds(kRange, R"({"v": "mains"})") == Truth::kUnknown);
  CHECK(missing(kRange, R"({"v": "mains"})") == std::vector<std::string>{"v"});
}

TEST_CASE("present asks for a stated value other than false or nothing") {
  constexpr std::string_view kPresent = R"({"attribute": "b", "present": true})";
  CHECK(holds(kPresent, R"({"b": "lithium"})") == Truth::kYes);
  CHECK(holds(kPresent, R"({"b": true})") == Truth::kYes);
  CHECK(holds(kPresent, R"({"b": 0})") == Truth::kYes);
  CHECK(holds(kPresent, R"({"b": false})") == Truth::kNo);
  CHECK(holds(kPresent, R"({"b": ""})") == Truth::kNo);
  CHECK(holds(kPresent, R"({"b": []})") == Truth::kNo);
  CHECK(holds(R"({"attribute": "b", "present": false})", R"({"b": ""})") == Truth::kYes);
}

TEST_CASE("a list satisfies when one of its elements does") {
  CHECK(holds(R"({"attribute": "f", "is": "b"})", R"({"f": ["a", "b"]})") == Truth::kYes);
  CHECK(holds(R"({"attribute": "f", "is": "c"})", R"({"f": ["a", "b"]})") == Truth::kNo);
  CHECK(holds(R"({"attribute": "f", "from": "5"})", R"({"f": ["1", "6"]})") == Truth::kYes);
  CHECK(holds(R"({"attribute": "f", "from": "5"})", R"({"f": ["1", "?"]})") == Truth::kUnknown);
}

// The tables of Kleene's strong logic, over attributes that are true, false or not stated.
TEST_CASE("all, any and not follow Kleene") {
  constexpr std::array<std::string_view, 3> kStated = {R"("p": "n")", "", R"("p": "y")"};
  constexpr std::array<std::string_view, 3> kOther = {R"("q": "n")", "", R"("q": "y")"};
  constexpr std::array<Truth, 3> kTruths = {Truth::kNo, Truth::kUnknown, Truth::kYes};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      const bool comma = !kStated[i].empty() && !kOther[j].empty();
      const std::string stated =
          "{" + std::string(kStated[i]) + (comma ? "," : "") + std::string(kOther[j]) + "}";
      CAPTURE(stated);
      const std::string operands =
          R"([{"attribute": "p", "is": "y"}, {"attribute": "q", "is": "y"}])";
      CHECK(holds(R"({"all": )" + operands + "}", stated) == std::min(kTruths[i], kTruths[j]));
      CHECK(holds(R"({"any": )" + operands + "}", stated) == std::max(kTruths[i], kTruths[j]));
      CHECK(holds(R"({"not": {"attribute": "p", "is": "y"}})", stated) == kTruths[2 - i]);
    }
  }
}

TEST_CASE("only what could settle the answer is missing, each name once") {
  constexpr std::string_view kAll =
      R"({"all": [{"attribute": "a", "is": "1"}, {"attribute": "b", "is": "1"},
                  {"attribute": "a", "present": true}]})";
  CHECK(missing(kAll, "{}") == std::vector<std::string>{"a", "b"});
  CHECK(missing(kAll, R"({"b": "2"})").empty());
  CHECK(missing(kAll, R"({"a": "1"})") == std::vector<std::string>{"b"});
  constexpr std::string_view kNested =
      R"({"any": [{"all": [{"attribute": "a", "is": "1"}, {"attribute": "b", "is": "1"}]},
                  {"attribute": "c", "is": "1"}]})";
  CHECK(missing(kNested, R"({"b": "2"})") == std::vector<std::string>{"c"});
  std::vector<std::string> names{"kept"};
  CHECK(parsed(kNested).holds(attributes(R"({"c": "1"})"), &names) == Truth::kYes);
  CHECK(names == std::vector<std::string>{"kept"});
}

TEST_CASE("forms that mean nothing, or two things, are refused at their place") {
  CHECK(refusal("[]") == "predicate.form at ");
  CHECK(refusal("{}") == "predicate.form at ");
  CHECK(refusal(R"({"all": []})") == "predicate.form at /all");
  CHECK(refusal(R"({"all": [{"any": {}}]})") == "predicate.form at /all/0/any");
  CHECK(refusal(R"({"all": [{"attribute": "a", "is": "b"}], "any": []})") == "predicate.form at ");
  CHECK(refusal(R"({"never": true})") == "predicate.form at ");
  CHECK(refusal(R"({"attribute": "a"})") == "predicate.form at ");
  CHECK(refusal(R"({"attribute": "", "is": "b"})") == "predicate.form at /attribute");
  CHECK(refusal(R"({"attribute": 1, "is": "b"})") == "predicate.form at /attribute");
  CHECK(refusal(R"({"attribute": "a", "is": null})") == "predicate.form at /is");
  CHECK(refusal(R"({"attribute": "a", "is": 1.5})") == "predicate.form at /is");
  CHECK(refusal(R"({"attribute": "a", "is": "b", "in": ["c"]})") == "predicate.form at ");
  CHECK(refusal(R"({"attribute": "a", "in": []})") == "predicate.form at /in");
  CHECK(refusal(R"({"attribute": "a", "in": ["b", {}]})") == "predicate.form at /in/1");
  CHECK(refusal(R"({"attribute": "a", "from": "x"})") == "predicate.form at /from");
  CHECK(refusal(R"({"attribute": "a", "from": "2", "to": "1"})") == "predicate.form at /to");
  CHECK(refusal(R"({"attribute": "a", "from": "2", "is": "1"})") == "predicate.form at ");
  CHECK(refusal(R"({"attribute": "a", "present": "yes"})") == "predicate.form at /present");
  CHECK(refusal(R"({"not": [{"attribute": "a", "is": "b"}]})") == "predicate.form at /not");
}

TEST_CASE("depth and size are bounded") {
  const auto nested = [](std::size_t depth) {
    std::string text = R"({"attribute": "a", "is": "b"})";
    for (std::size_t i = 1; i < depth; ++i) text = R"({"not": )" + text + "}";
    return text;
  };
  CHECK(refusal(nested(kPredicateDepthLimit)) == "parsed");
  CHECK(refusal(nested(kPredicateDepthLimit + 1)).starts_with("predicate.depth at /not/not"));
  const auto listed = [](std::size_t values) {
    std::string text = R"({"attribute": "a", "in": ["0")";
    for (std::size_t i = 1; i < values; ++i) text += ",\"" + std::to_string(i) + "\"";
    return text + "]}";
  };
  CHECK(refusal(listed(kPredicateSizeLimit - 1)) == "parsed");
  CHECK(refusal(listed(kPredicateSizeLimit)) == "predicate.size at /in/999");
}

TEST_CASE("decimals compare by value, at any length") {
  const auto order = [](std::string_view left, std::string_view right) {
    return compare(*Decimal::parse(left), *Decimal::parse(right));
  };
  const std::vector<std::string_view> ascending = {"-1000",
                                                   "-999.9",
                                                   "-10.01",
                                                   "-10",
                                                   "-9",
                                                   "-0.2",
                                                   "-0.11",
                                                   "-0.1",
                                                   "0",
                                                   "0.09",
                                                   "0.1",
                                                   "0.11",
                                                   "0.2",
                                                   "9",
                                                   "10",
                                                   "10.01",
                                                   "999.9",
                                                   "1000",
                                                   "123456789012345678901234567890",
                                                   "123456789012345678901234567891"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      CHECK(order(ascending[i], ascending[j]) == (i <=> j));
    }
  }
  CHECK(order("-0", "0.000") == 0);
  CHECK(order("007.50", "7.5") == 0);
  for (const std::string_view text :
       {"", "-", ".", "1.", ".1", "+1", "1e2", " 1", "1 ", "--1", "1.2.3", "0x1", "1,5", "NaN"}) {
    CHECK_FALSE_MESSAGE(Decimal::parse(text), std::string(text));
  }
}

}  // namespace
}  // namespace concordat::statement
