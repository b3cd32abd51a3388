// The catalogues of sentences: every code in every language, with the same arguments.
//
// Codes are found, not listed: a code stands whole, as one literal, in the source that gives it.
// Words for the choices of an answer are asked from the enumerations themselves.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>

#include <doctest/doctest.h>

#include "api/labels.hpp"
#include "core/recognition/answer.hpp"
#include "core/recognition/codes.hpp"
#include "core/statement/descriptor.hpp"
#include "registry/registry.hpp"
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

// The arguments of an ICU message: a brace within a plural's or select's opens one of its messages.
std::set<std::string> arguments_in(const std::string& sentence) {
  std::set<std::string> names;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    if (sentence[at] == '}' && depth > 0) --depth;
    if (sentence[at] != '{') continue;
    if (depth++ % 2 == 0) {
      names.insert(sentence.substr(at + 1, sentence.find_first_of(",}", at) - at - 1));
    }
  }
  return names;
}

// The texts of the web application, which its own tests hold against its sources.
bool is_of_the_application(std::string_view code) { return code.starts_with("web."); }

std::set<std::string> words(std::string_view text) {
  std::set<std::string> names;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    names.emplace(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return names;
}

// What can speak to a user. Programs for those who build (bench, sim, fault) print codes as they
// are.
constexpr std::string_view kSpeaking[] = {"adapters",  "api",      "cli",    "core",
                                          "importers", "registry", "server", "wasm"};
constexpr std::string_view kSilent[] = {"conformance", "fixture", "testing", "at_scale"};
// Written like a code, but a file or a column.
constexpr std::string_view kNoCodes[] = {"founding.json", "lead.row",      "log.checkpoints",
                                         "r.row",         "manifest.json", "accounts.seal"};

bool is_word(std::string_view text) {
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' && text.back() != '-' &&
         std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

// "family.code-in-words"
bool is_code(std::string_view text) {
  const std::size_t dot = text.find('.');
  return dot != std::string_view::npos && is_word(text.substr(0, dot)) &&
         is_word(text.substr(dot + 1)) && std::ranges::count(kNoCodes, text) == 0;
}

void add_codes_of(const std::filesystem::path& path, std::set<std::string>& codes) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin != std::string::npos && line.compare(begin, 2, "//") == 0) continue;
    for (std::size_t open = line.find('"'); open != std::string::npos;) {
      const std::size_t close = line.find('"', open + 1);
      if (close == std::string::npos) break;
      std::string literal = line.substr(open + 1, close - open - 1);
      const bool found = is_code(literal);
      if (found) codes.insert(std::move(literal));
      // What follows a literal that is none may be one: quotes are not paired by this reading.
      open = found ? line.find('"', close + 1) : close;
    }
  }
}

bool speaks(const std::filesystem::path& path) {
  const std::string stem = path.stem().string();
  if (path.extension() != ".cpp" && path.extension() != ".hpp") return false;
  if (stem.ends_with("_test") || stem.ends_with("_tests") || stem.ends_with("_fuzz")) return false;
  return std::ranges::none_of(path, [](const std::filesystem::path& part) {
    return std::ranges::count(kSilent, part.string()) != 0;
  });
}

std::set<std::string> codes_in_sources() {
  std::set<std::string> codes;
  for (const std::string_view folder : kSpeaking) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file() && speaks(entry.path())) add_codes_of(entry.path(), codes);
    }
  }
  return codes;
}

template <class Choice>
void add_names(std::string_view family, Choice last, std::set<std::string>& names) {
  for (int at = 0; at <= static_cast<int>(last); ++at) {
    const std::string_view said = recognition::name(static_cast<Choice>(at));
    if (!said.empty()) names.insert(std::string(family) + "." + std::string(said));
  }
}

// Who can take the steps of a cure: the second member of each remedy of the table.
void add_actors(std::set<std::string>& names) {
  std::ifstream file("core/recognition/cures.cpp");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("constexpr Remedy ")) continue;
    const std::size_t open = line.find('"');
    REQUIRE(open != std::string::npos);
    names.insert("by." + line.substr(open + 1, line.find('"', open + 1) - open - 1));
  }
}

void add_timings(std::span<const statement::Field> fields, std::set<std::string>& names) {
  for (const statement::Field& field : fields) {
    if (field.name == "timing") {
      for (const std::string_view choice : field.choices) {
        names.insert("timing." + std::string(choice));
      }
    }
    add_timings(field.fields, names);
  }
}

// The words for the choices of an answer, and for who can do what by when.
std::set<std::string> names_of_answers() {
  std::set<std::string> names;
  add_names("verdict", recognition::Verdict::kNotRecognised, names);
  add_names("outcome", recognition::Outcome::kNotRecognised, names);
  add_names("why", recognition::Why::kSearchBounded, names);
  add_names("bearing", recognition::Bearing::kFails, names);
  add_names("leg", recognition::Leg::kMeasures, names);
  add_names("route", recognition::Route::kR7, names);
  add_actors(names);
  for (const statement::Descriptor& type : statement::catalogue()) add_timings(type.fields, names);
  return names;
}

void add_labels(std::string_view within, std::span<const statement::Field> fields,
                std::set<std::string>& names) {
  for (const statement::Field& field : fields) {
    names.insert(api::label_code(within, field));
    for (const std::string_view choice : field.choices) {
      std::string code = api::choice_code(field, choice);
      if (!code.empty()) names.insert(std::move(code));
    }
    add_labels(field.name, field.fields, names);
  }
}

// Under what the pages show records: every member of the catalogue, every choice, type and kind.
std::set<std::string> names_of_pages() {
  std::set<std::string> names;
  add_labels("envelope", statement::envelope(), names);
  for (const statement::Descriptor& type : statement::catalogue()) {
    names.insert(api::type_code(type.type));
    add_labels(type.type, type.fields, names);
  }
  for (const std::string& kind : registry::Registry::kinds()) {
    names.insert(api::kind_code(kind));
    names.insert(api::one_code(kind));
  }
  return names;
}

std::set<std::string> all_that_is_said() {
  std::set<std::string> said = codes_in_sources();
  said.merge(names_of_answers());
  said.merge(names_of_pages());
  return said;
}

}  // namespace

TEST_CASE("no code that the sources can give lacks a sentence in any language") {
  const auto said = all_that_is_said();
  CHECK(said.contains("import.area"));
  CHECK(said.contains("statement.interval"));
  CHECK(said.contains("verdict.recognised"));
  CHECK(said.contains("by.asker"));
  CHECK(said.contains("timing.before-entry"));
  CHECK(said.contains("label.from-edition"));
  CHECK(said.contains("choice.stricter-covers"));
  for (const std::string_view language : kLanguages) {
    const auto sentences = catalogue(language);
    for (const std::string& code : said) {
      CAPTURE(language);
      CAPTURE(code);
      CHECK(sentences.contains(code));
    }
  }
}

TEST_CASE("no sentence is left over from a code that nothing gives") {
  const auto said = all_that_is_said();
  for (const std::string_view language : kLanguages) {
    for (const auto& [code, sentence] : catalogue(language)) {
      if (is_of_the_application(code)) continue;
      CAPTURE(language);
      CAPTURE(code);
      CHECK(said.contains(code));
    }
  }
}

TEST_CASE("a refusal has a sentence without arguments: what was expected is printed beside it") {
  std::set<std::string> of_answers = names_of_answers();
  for (const recognition::CodeEntry& entry : recognition::all_codes()) {
    of_answers.emplace(entry.code);
  }
  for (const auto& [code, sentence] : catalogue("en")) {
    if (of_answers.contains(code) || code.starts_with("text.")) continue;
    if (is_of_the_application(code)) continue;
    CAPTURE(code);
    CHECK(sentence.find('{') == std::string::npos);
  }
}

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

}  // namespace concordat::scenarios
