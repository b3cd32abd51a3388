#include "adapters/text/pattern.hpp"

#include <charconv>
#include <vector>

#include <unicode/messagepattern.h>

#include "core/base/bidi.hpp"

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
};

std::vector<Use> uses_in(const icu::MessagePattern& pattern) {
  std::vector<Use> uses;
  for (int32_t i = 0; i + 1 < pattern.countParts(); ++i) {
    const auto& part = pattern.getPart(i);
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
    const auto& name = pattern.getPart(i + 1);
    uses.push_back({utf8_of(pattern.getSubstring(name)), part.getArgType(),
                    name.getType() == UMSGPAT_PART_TYPE_ARG_NAME});
  }
  return uses;
}

std::optional<icu::Formattable> integer_of(std::string_view text) {
  int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return icu::Formattable(value);
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
      default:
        parsed.numbers_.insert(std::move(use.name));
        break;
    }
  }
  parsed.format_ = std::make_unique<icu::MessageFormat>(text, locale, where, error);
  if (U_FAILURE(error)) return refuse(u_errorName(error), where.offset);
  return parsed;
}

std::optional<std::string> Pattern::format(const MessageArguments& arguments) const {
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : arguments) {
    names.push_back(from_utf8(name));
    if (numbers_.contains(name)) {
      auto number = integer_of(value);
      if (!number) return std::nullopt;
      values.push_back(*std::move(number));
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
