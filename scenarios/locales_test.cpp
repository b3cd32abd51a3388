// The catalogues of sentences: every code in every language, with the same arguments.
#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "core/recognition/codes.hpp"
#include "scenarios/drafts.hpp"

namespace concordat::scenarios {
namespace {

constexpr std::string_view kLanguages[] = {"ar", "en", "es", "fr", "ru", "zh"};

std::map<std::string, std::string> catalogue(std::string_view language) {
  const auto document = read_document("locales/" + std::string(language) + ".json");
  REQUIRE(document);
  REQUIRE(document->as_object());
  std::map<std::string, std::string> sentences;
  for (const auto& [code, sentence] : *document->as_object()) {
    REQUIRE(sentence.as_string());
    sentences.emplace(code, *sentence.as_string());
  }
  return sentences;
}

std::set<std::string> arguments_in(const std::string& sentence) {
  std::set<std::string> names;
  for (std::size_t open = sentence.find('{'); open != std::string::npos;
       open = sentence.find('{', open + 1)) {
    names.insert(sentence.substr(open + 1, sentence.find('}', open) - open - 1));
  }
  return names;
}

std::set<std::string> words(std::string_view text) {
  std::set<std::string> names;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    names.emplace(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return names;
}

}  // namespace

TEST_CASE("no code of the determination lacks a sentence in any language") {
  for (const std::string_view language : kLanguages) {
    const auto sentences = catalogue(language);
    for (const recognition::CodeEntry& entry : recognition::all_codes()) {
      CAPTURE(language);
      CAPTURE(entry.code);
      CHECK(sentences.contains(std::string(entry.code)));
    }
  }
}

TEST_CASE("all catalogues have the same codes, with the same arguments") {
  const auto english = catalogue("en");
  CHECK(english.size() > recognition::all_codes().size());
  for (const std::string_view language : kLanguages) {
    const auto sentences = catalogue(language);
    CAPTURE(language);
    CHECK(sentences.size() == english.size());
    for (const auto& [code, sentence] : english) {
      CAPTURE(code);
      const auto found = sentences.find(code);
      REQUIRE(found != sentences.end());
      CHECK_FALSE(found->second.empty());
      CHECK(arguments_in(found->second) == arguments_in(sentence));
    }
  }
}

TEST_CASE("a sentence uses only arguments that its code names") {
  const auto english = catalogue("en");
  std::set<std::string> of_any;
  for (const recognition::CodeEntry& entry : recognition::all_codes()) {
    of_any.merge(words(entry.arguments));
  }
  for (const recognition::CodeEntry& entry : recognition::all_codes()) {
    const auto sentence = english.find(std::string(entry.code));
    REQUIRE(sentence != english.end());
    // A cure takes over the arguments of what it cures.
    const bool is_cure = entry.code.starts_with("cure.");
    const std::set<std::string> allowed = is_cure ? of_any : words(entry.arguments);
    for (const std::string& argument : arguments_in(sentence->second)) {
      CAPTURE(entry.code);
      CAPTURE(argument);
      CHECK(allowed.contains(argument));
    }
  }
}

TEST_CASE("names of outcomes, legs, routes and timings have words") {
  const auto english = catalogue("en");
  for (const std::string_view name :
       {"verdict.recognised", "verdict.not-recognised", "verdict.undecided", "verdict.conditional",
        "verdict.evidence-accepted", "verdict.not-applicable", "why.no-decision", "why.fact-needed",
        "why.not-checked", "why.search-bounded", "outcome.no-third-party-attestation-required",
        "leg.measures", "route.R7", "timing.before-entry", "by.authority"}) {
    CAPTURE(name);
    CHECK(english.contains(std::string(name)));
  }
}

}  // namespace concordat::scenarios
