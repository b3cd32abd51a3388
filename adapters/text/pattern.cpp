#include "adapters/text/pattern.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include <unicode/datefmt.h>
#include <unicode/messagepattern.h>
#include <unicode/timezone.h>

#include "core/base/bidi.hpp"
#include "core/time/instant.hpp"

namespace concordat::text {
namespace {

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string utf8_of(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

std::unexpected<Error> refuse(std::string_view detail, int32_t offset) {
  return fail({.code = "messages.pattern",
               .place = "offset " + std::to_string(offset),
               .expected = "a message in ICU MessageFormat with named arguments",
               .arguments = {{"detail", std::string(detail)}}});
}

// What the pattern does with its argument number `part`.
struct Use {
  std::string name;
  UMessagePatternArgType type = UMSGPAT_ARG_TYPE_NONE;
  bool by_name = false;
  bool is_date = false;  // "{day, date, ...}" or "{moment, time, ...}"
};

// Whether the part behind the name says that it is a date or a time.
bool says_date(const icu::MessagePattern& pattern, int32_t part) {
  if (part >= pattern.countParts()) return false;
  const auto& type = pattern.getPart(part);
  if (type.getType() != UMSGPAT_PART_TYPE_ARG_TYPE) return false;
  const std::string named = utf8_of(pattern.getSubstring(type));
  return named == "date" || named == "time";
}

std::vector<Use> uses_in(const icu::MessagePattern& pattern) {
  std::vector<Use> uses;
  for (int32_t i = 0; i + 1 < pattern.countParts(); ++i) {
    const auto& part = pattern.getPart(i);
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
    const auto& name = pattern.getPart(i + 1);
    uses.push_back({utf8_of(pattern.getSubstring(name)), part.getArgType(),
                    name.getType() == UMSGPAT_PART_TYPE_ARG_NAME, says_date(pattern, i + 2)});
  }
  return uses;
}

// The text of a sentence up to each of its arguments, quotation undone.
std::vector<std::pair<icu::UnicodeString, icu::UnicodeString>> pieces_of(
    const icu::MessagePattern& pattern) {
  const icu::UnicodeString& whole = pattern.getPatternString();
  std::vector<std::pair<icu::UnicodeString, icu::UnicodeString>> pieces(1);
  int32_t from = 0;
  for (int32_t i = 0; i < pattern.countParts(); ++i) {
    const auto& part = pattern.getPart(i);
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME) {
      pieces.back().second = pattern.getSubstring(part);
      pieces.emplace_back();
      continue;
    }
    // Between the beginning and the end of an argument stands its name alone.
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_LIMIT) {
      pieces.back().first.append(whole, from, part.getIndex() - from);
    }
    from = part.getLimit();
  }
  return pieces;
}

std::optional<icu::Formattable> integer_of(std::string_view text) {
  int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return icu::Formattable(value);
}

// A day, or an instant of RFC 3339.
std::optional<icu::Formattable> date_of(std::string_view text) {
  constexpr std::size_t kDay_letters = 10;
  const auto instant = text.size() == kDay_letters ? parse_instant(std::string(text) + "T00:00:00Z")
                                                   : parse_instant(text);
  if (!instant) return std::nullopt;
  return icu::Formattable(static_cast<UDate>(instant->milliseconds), icu::Formattable::kIsDate);
}

// ICU shows dates in the zone of the host where nobody says another.
bool show_in_utc(icu::MessageFormat& format, const std::set<std::string, std::less<>>& dates) {
  UErrorCode error = U_ZERO_ERROR;
  for (const std::string& name : dates) {
    const icu::Format* const found = format.getFormat(from_utf8(name), error);
    const auto* const dated = dynamic_cast<const icu::DateFormat*>(found);
    if (U_FAILURE(error) || dated == nullptr) return false;
    std::unique_ptr<icu::DateFormat> utc(dated->clone());
    utc->adoptTimeZone(icu::TimeZone::getGMT()->clone());
    format.adoptFormat(from_utf8(name), utc.release(), error);
  }
  return U_SUCCESS(error);
}

}  // namespace

Result<Pattern> Pattern::parse(std::string_view pattern, const icu::Locale& locale) {
  UErrorCode error = U_ZERO_ERROR;
  UParseError where{};
  const icu::UnicodeString text = from_utf8(pattern);
  const icu::MessagePattern parts(text, &where, error);
  if (U_FAILURE(error)) return refuse(u_errorName(error), where.offset);
  Pattern parsed;
  for (Use& use : uses_in(parts)) {
    if (!use.by_name) return refuse("numbered argument " + use.name, 0);
    switch (use.type) {
      case UMSGPAT_ARG_TYPE_NONE:
        break;
      case UMSGPAT_ARG_TYPE_SELECT:
        parsed.choices_.insert(std::move(use.name));
        break;
      case UMSGPAT_ARG_TYPE_SIMPLE:
        (use.is_date ? parsed.dates_ : parsed.numbers_).insert(std::move(use.name));
        break;
      default:
        parsed.numbers_.insert(std::move(use.name));
        break;
    }
  }
  if (parsed.is_plain()) {
    for (const auto& [before, argument] : pieces_of(parts)) {
      parsed.pieces_.push_back({.text = utf8_of(before), .argument = utf8_of(argument)});
    }
  }
  parsed.format_ = std::make_unique<icu::MessageFormat>(text, locale, where, error);
  if (U_FAILURE(error)) return refuse(u_errorName(error), where.offset);
  if (!show_in_utc(*parsed.format_, parsed.dates_)) return refuse("date", 0);
  return parsed;
}

std::string Pattern::join(const MessageArguments& arguments) const {
  std::string sentence;
  for (const auto& [text, argument] : pieces_) {
    sentence += text;
    if (argument.empty()) continue;
    const auto found = std::ranges::find(arguments, argument, &MessageArguments::value_type::first);
    // As ICU shows that an argument was not given.
    sentence += found == arguments.end() ? '{' + argument + '}' : bidi_isolate(found->second);
  }
  return sentence;
}

std::optional<std::string> Pattern::format(const MessageArguments& arguments) const {
  if (is_plain()) return join(arguments);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : arguments) {
    names.push_back(from_utf8(name));
    if (numbers_.contains(name)) {
      auto number = integer_of(value);
      if (!number) return std::nullopt;
      values.push_back(*std::move(number));
    } else if (dates_.contains(name)) {
      auto date = date_of(value);
      if (!date) return std::nullopt;
      values.push_back(*std::move(date));
    } else {
      values.emplace_back(from_utf8(choices_.contains(name) ? value : bidi_isolate(value)));
    }
  }
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString sentence;
  format_->format(names.data(), values.data(), static_cast<int32_t>(names.size()), sentence, error);
  if (U_FAILURE(error)) return std::nullopt;
  return utf8_of(sentence);
}

}  // namespace concordat::text
