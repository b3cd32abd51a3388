#include "core/statement/check.hpp"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/invisible.hpp"
#include "core/base/plain.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/signature.hpp"
#include "core/json/number.hpp"
#include "core/statement/decimal.hpp"
#include "core/statement/predicate.hpp"
#include "core/time/date.hpp"
#include "core/time/instant.hpp"

namespace concordat::statement {
namespace {

// More fields than any table has; the widest, the certificate, has 37.
constexpr std::size_t kMostFields = 64;

std::unexpected<Error> refuse(std::string_view code, const Place& place, std::string expected) {
  return fail(
      {.code = std::string(code), .place = pointer(place), .expected = std::move(expected)});
}

std::unexpected<Error> wrong_kind(const Place& place, std::string_view expected) {
  return refuse("statement.wrong-kind", place, std::string(expected));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr std::string_view kIdentifierMarks = "._:/+()@#-";
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// C0 and C1 controls and DEL, in well-formed UTF-8.
bool has_control(std::string_view text, bool line_feed_allowed) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 && !(line_feed_allowed && c == '\n')) return true;
    if (c == 0x7F) return true;
    if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<Byte>(c) & 0xC0) != 0x80; }));
}

struct TextRule {
  std::size_t limit_characters;
  bool line_feed_allowed;
  Writing writing;
  std::string_view expected;
};
constexpr TextRule kProse{kTextLimit_characters, true, Writing::kProse,
                          "text of 1 to 4000 characters without control characters"};
constexpr TextRule kLine{kNameLimit_characters, false, Writing::kPrinted,
                         "one line of 1 to 200 characters without control characters"};

Status check_text(const json::Value& value, const TextRule& rule, const Place& place) {
  const std::string* text = value.as_string();
  const bool plain = text && plain_prefix(*text) == text->size();
  if (plain && !text->empty() && text->size() <= rule.limit_characters) return {};
  if (!text || !is_utf8(*text)) return wrong_kind(place, rule.expected);
  if (text->empty()) return refuse("statement.empty", place, std::string(rule.expected));
  if (text->size() > rule.limit_characters && count_characters(*text) > rule.limit_characters) {
    return refuse("statement.too-long", place, std::string(rule.expected));
  }
  if (has_control(*text, rule.line_feed_allowed)) return wrong_kind(place, rule.expected);
  if (find_invisible(*text, rule.writing)) {
    return refuse("statement.invisible-character", place, "text whose every character shows");
  }
  return {};
}

Status check_identifier(const json::Value& value, const Place& place) {
  constexpr std::string_view kExpected =
      "an identifier: 1 to 200 of A-Z a-z 0-9 . _ : / + ( ) @ # -, a letter or digit first";
  const std::string* text = value.as_string();
  if (!text) return wrong_kind(place, kExpected);
  if (text->empty()) return refuse("statement.empty", place, std::string(kExpected));
  if (text->size() > kNameLimit_characters) {
    return refuse("statement.too-long", place, std::string(kExpected));
  }
  if (!is_identifier(*text)) return wrong_kind(place, kExpected);
  return {};
}

Status check_choice(const Field& field, const json::Value& value, const Place& place) {
  const std::string* text = value.as_string();
  if (text && std::ranges::find(field.choices, *text) != field.choices.end()) return {};
  std::string expected = "one of ";
  for (const std::string_view choice : field.choices) {
    if (choice != field.choices.front()) expected += ", ";
    expected += choice;
  }
  return refuse(text ? "statement.not-a-choice" : "statement.wrong-kind", place,
                std::move(expected));
}

Status check_integer(const Field& field, const json::Value& value, const Place& place) {
  std::string expected =
      "an integer from " + std::to_string(field.minimum) + " to " + std::to_string(field.maximum);
  const std::int64_t* number = value.as_integer();
  if (!number) return refuse("statement.wrong-kind", place, std::move(expected));
  if (*number < field.minimum || *number > field.maximum) {
    return refuse("statement.out-of-range", place, std::move(expected));
  }
  return {};
}

Status check_decimal(const json::Value& value, const Place& place) {
  constexpr std::string_view kExpected = "a decimal as a string, such as \"0.65\"";
  const std::string* text = value.as_string();
  if (!text || !Decimal::parse(*text)) return wrong_kind(place, kExpected);
  if (text->size() > kDecimalLimit_characters) {
    return refuse("statement.too-long", place, "at most 30 characters");
  }
  return {};
}

Status check_date(const json::Value& value, const Place& place) {
  const std::string* text = value.as_string();
  if (!text || !parse_date(*text)) return wrong_kind(place, "a date YYYY-MM-DD");
  return {};
}

Status check_instant(const json::Value& value, const Place& place) {
  const std::string* text = value.as_string();
  if (!text || !parse_instant(*text)) {
    return wrong_kind(place, "an instant such as 2024-05-01T12:34:56Z");
  }
  return {};
}

Status check_names(const json::Value& value, const Place& place) {
  const json::Object* names = value.as_object();
  if (!names) return wrong_kind(place, "an object from language tags to text");
  if (names->empty()) return refuse("statement.empty", place, "a text in at least one language");
  if (names->size() > kListLimit)
    return refuse("statement.too-many", place, "at most 2000 languages");
  for (const auto& [tag, text] : *names) {
    const Place here = place.member(tag);
    if (!is_language_tag(tag)) return wrong_kind(here, "a language tag such as fr or zh-Hans");
    CONCORDAT_CHECK(check_text(text, kProse, here));
  }
  return {};
}

// A value of one attribute. Unlike other text it may be empty: stated, and stated as nothing.
Status check_attribute_text(const json::Value& value, const Place& place) {
  const std::string* text = value.as_string();
  if (text && text->empty()) return {};
  return check_text(value, kLine, place);
}

Status check_attribute(const json::Value& value, const Place& place) {
  constexpr std::string_view kExpected = "a string, an integer, a boolean or a list of strings";
  if (value.as_bool()) return {};
  if (const std::int64_t* number = value.as_integer()) {
    if (*number > json::kLargestExactInteger || *number < -json::kLargestExactInteger) {
      return refuse("statement.out-of-range", place,
                    "an integer within 2^53 of zero; larger ones as text");
    }
    return {};
  }
  if (const json::Array* elements = value.as_array()) {
    if (elements->empty()) return refuse("statement.empty", place, std::string(kExpected));
    if (elements->size() > kListLimit)
      return refuse("statement.too-many", place, "at most 2000 elements");
    for (std::size_t i = 0; i < elements->size(); ++i) {
      CONCORDAT_CHECK(check_text((*elements)[i], kLine, place.element(i)));
    }
    return {};
  }
  if (!value.as_string()) return wrong_kind(place, kExpected);
  return check_attribute_text(value, place);
}

Status check_attributes(const json::Value& value, const Place& place) {
  const json::Object* attributes = value.as_object();
  if (!attributes) return wrong_kind(place, "an object from attribute names to values");
  if (attributes->empty()) return refuse("statement.empty", place, "at least one attribute");
  if (attributes->size() > kListLimit)
    return refuse("statement.too-many", place, "at most 2000 attributes");
  for (const auto& [name, attribute] : *attributes) {
    const Place here = place.member(name);
    if (!is_identifier(name)) return wrong_kind(here, "an attribute name that is an identifier");
    CONCORDAT_CHECK(check_attribute(attribute, here));
  }
  return {};
}

// The error of a value with a grammar of its own, its place put behind ours.
std::unexpected<Error> relocated(Error error, const Place& place) {
  error.place = pointer(place) + error.place;
  return fail(std::move(error));
}

Status check_predicate(const json::Value& value, const Place& place) {
  auto predicate = Predicate::parse(value);
  if (!predicate) return relocated(std::move(predicate).error(), place);
  return {};
}

Status check_key(const json::Value& value, const Place& place) {
  auto key = crypto::parse_jwk(value);
  if (!key) return relocated(std::move(key).error(), place);
  return {};
}

Status check_digest(const json::Value& value, const Place& place) {
  const std::string* text = value.as_string();
  if (!text || !is_digest(*text)) return wrong_kind(place, "sha256: and 64 lower-case hex digits");
  return {};
}

Status check_boolean(const json::Value& value, const Place& place) {
  if (!value.as_bool()) return wrong_kind(place, "true or false");
  return {};
}

// A record without fields is the body within the envelope: its members depend on the type, and are
// held against the type's own table.
Status check_object(const Field& field, const json::Value& value, const Place& place) {
  if (!field.fields.empty()) return check_record(field.fields, value, place);
  if (!value.as_object()) return wrong_kind(place, "an object");
  return {};
}

// One value of the field, an element when the field is a list.
Status check_one(const Field& field, const json::Value& value, const Place& place) {
  switch (field.kind) {
    case Kind::kText:
      return check_text(value, kProse, place);
    case Kind::kNumber:
      return check_text(value, kLine, place);
    case Kind::kId:
      return check_identifier(value, place);
    case Kind::kChoice:
      return check_choice(field, value, place);
    case Kind::kDate:
      return check_date(value, place);
    case Kind::kInstant:
      return check_instant(value, place);
    case Kind::kInteger:
      return check_integer(field, value, place);
    case Kind::kDecimal:
      return check_decimal(value, place);
    case Kind::kBoolean:
      return check_boolean(value, place);
    case Kind::kDigest:
      return check_digest(value, place);
    case Kind::kNames:
      return check_names(value, place);
    case Kind::kAttributes:
      return check_attributes(value, place);
    case Kind::kPredicate:
      return check_predicate(value, place);
    case Kind::kJwk:
      return check_key(value, place);
    case Kind::kRecord:
      return check_object(field, value, place);
  }
  return wrong_kind(place, "a kind that the catalogue knows");
}

// The position of an element that repeats an earlier one, among strings or among integers.
template <class Key>
std::optional<std::size_t> find_repeated(std::vector<std::pair<Key, std::size_t>> keys) {
  std::ranges::sort(keys);
  std::optional<std::size_t> repeated;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].first != keys[i - 1].first) continue;
    if (!repeated || keys[i].second < *repeated) repeated = keys[i].second;
  }
  return repeated;
}

Status check_distinct(const json::Array& elements, const Place& place) {
  std::vector<std::pair<std::string_view, std::size_t>> texts;
  std::vector<std::pair<std::int64_t, std::size_t>> numbers;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (const std::string* text = elements[i].as_string()) texts.emplace_back(*text, i);
    if (const std::int64_t* number = elements[i].as_integer()) numbers.emplace_back(*number, i);
  }
  auto repeated = find_repeated(std::move(texts));
  if (!repeated) repeated = find_repeated(std::move(numbers));
  if (!repeated) return {};
  return refuse("statement.duplicate-element", place.element(*repeated), "elements that differ");
}

Status check_list(const Field& field, const json::Value& value, const Place& place) {
  const json::Array* elements = value.as_array();
  if (!elements) return wrong_kind(place, "a list");
  if (elements->empty()) return refuse("statement.empty", place, "1 to 2000 elements");
  if (elements->size() > kListLimit)
    return refuse("statement.too-many", place, "1 to 2000 elements");
  for (std::size_t i = 0; i < elements->size(); ++i) {
    CONCORDAT_CHECK(check_one(field, (*elements)[i], place.element(i)));
  }
  if (field.positional || elements->size() < 2) return {};
  return check_distinct(*elements, place);
}

}  // namespace

std::string pointer(const Place& place) {
  if (!place.parent) return {};
  std::string text = pointer(*place.parent) + "/";
  if (place.is_element) return text + std::to_string(place.index);
  for (const char c : place.name) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

bool is_identifier(std::string_view text) {
  if (text.empty() || text.size() > kNameLimit_characters) return false;
  if (!is_digit(text.front()) && !is_letter(text.front())) return false;
  return std::ranges::all_of(text, [](char c) {
    return is_digit(c) || is_letter(c) || kIdentifierMarks.find(c) != std::string_view::npos;
  });
}

bool is_language_tag(std::string_view text) {
  constexpr std::size_t kSubtagLimit = 8;
  bool first = true;
  while (true) {
    const std::size_t end = text.find('-');
    const std::string_view subtag = text.substr(0, end);
    if (subtag.empty() || subtag.size() > kSubtagLimit) return false;
    if (first && (subtag.size() < 2 || !std::ranges::all_of(subtag, is_letter))) return false;
    if (!std::ranges::all_of(subtag, [](char c) { return is_letter(c) || is_digit(c); })) {
      return false;
    }
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
    first = false;
  }
}

bool is_digest(std::string_view text) {
  constexpr std::string_view kPrefix = "sha256:";
  if (!text.starts_with(kPrefix) || text.size() != kPrefix.size() + 64) return false;
  return std::ranges::all_of(text.substr(kPrefix.size()),
                             [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

Status check_record(std::span<const Field> fields, const json::Value& value, const Place& place) {
  const json::Object* record = value.as_object();
  if (!record) return wrong_kind(place, "an object");
  std::bitset<kMostFields> seen;
  std::size_t guess = 0;  // documents mostly follow the order of the table
  for (const auto& [name, member] : *record) {
    const Place here = place.member(name);
    std::size_t found = fields.size();
    for (std::size_t step = 0; step < fields.size(); ++step) {
      const std::size_t candidate = (guess + step) % fields.size();
      if (fields[candidate].name != name) continue;
      found = candidate;
      break;
    }
    if (found == fields.size())
      return refuse("statement.unknown-member", here, "a member the type has");
    seen.set(found);
    guess = found + 1;
    const Field& field = fields[found];
    CONCORDAT_CHECK(field.many ? check_list(field, member, here) : check_one(field, member, here));
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!fields[i].required || seen.test(i)) continue;
    return refuse("statement.missing-member", place.member(fields[i].name),
                  std::string(fields[i].meaning));
  }
  return {};
}

}  // namespace concordat::statement
