#include "adapters/text/pattern.hpp"

#include <doctest/doctest.h>

#include "core/base/bidi.hpp"

namespace concordat::text {
namespace {

// What ICU makes of the same pattern, with the arguments isolated.
std::string by_icu(const std::string& pattern, const MessageArguments& arguments) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::MessageFormat format(icu::UnicodeString::fromUTF8(pattern), icu::Locale("en"), error);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : arguments) {
    names.push_back(icu::UnicodeString::fromUTF8(name));
    values.emplace_back(icu::UnicodeString::fromUTF8(bidi_isolate(value)));
  }
  icu::UnicodeString sentence;
  format.format(names.data(), values.data(), static_cast<int32_t>(names.size()), sentence, error);
  REQUIRE(U_SUCCESS(error));
  std::string utf8;
  return sentence.toUTF8String(utf8);
}

}  // namespace

TEST_CASE("a plain sentence is put together as ICU does it") {
  const MessageArguments arguments = {{"a", "one {b} '"}, {"b", ""}, {"a", "again"}};
  for (const std::string pattern :
       {"", "no argument", "{a}", "{a}{b}{c}", "{ a } then {b}.", "It''s {a}'s '{'{b}'}' ''",
        "quoted '{a}' and '{' {a}", "ends in a quote '{'", "é安全 {a} \xF0\x9F\x98\x80 {c}",
        "one ' alone {a}", "a | b # c {b}"}) {
    CAPTURE(pattern);
    const auto parsed = Pattern::parse(pattern, icu::Locale("en"));
    REQUIRE(parsed);
    CHECK(parsed->is_plain());
    CHECK(parsed->format(arguments) == by_icu(pattern, arguments));
    CHECK(parsed->format({}) == by_icu(pattern, {}));
  }
}

TEST_CASE("a sentence that counts or chooses is not plain") {
  for (const std::string pattern :
       {"{n, number}", "{n, plural, one {x} other {y}} {a}", "{n, select, own {x} other {{a}}}"}) {
    CAPTURE(pattern);
    const auto parsed = Pattern::parse(pattern, icu::Locale("en"));
    REQUIRE(parsed);
    CHECK_FALSE(parsed->is_plain());
  }
}

TEST_CASE("days and instants are written as a language writes them, in UTC and ASCII digits") {
  const auto shown = [](const char* locale, const std::string& pattern, const char* value) {
    const auto parsed = Pattern::parse(pattern, icu::Locale(locale));
    REQUIRE(parsed);
    CHECK_FALSE(parsed->is_plain());
    return parsed->format({{"at", value}});
  };
  const std::string day = "{at, date, ::yMMMMd}";
  CHECK(shown("en@numbers=latn", day, "2024-05-01") == "May 1, 2024");
  CHECK(shown("fr@numbers=latn", day, "2024-05-01") == "1 mai 2024");
  CHECK(shown("ar@numbers=latn", day, "2024-05-01")->find("2024") != std::string::npos);
  CHECK(shown("zh@numbers=latn", day, "2024-05-01") == "2024年5月1日");
  CHECK(shown("fr", "{at, date, ::yMMMd}", "2024-05-01T23:59:59.999Z") == "1 mai 2024");
  CHECK(shown("en", day, "2024-13-01") == std::nullopt);
  CHECK(shown("en", day, "tomorrow") == std::nullopt);
}

}  // namespace concordat::text
