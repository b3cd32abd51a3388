#include "api/target.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/utf8.hpp"

namespace concordat::api {
namespace {

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

Error bad_encoding() {
  return {.code = "request.encoding",
          .expected = "percent-encoded UTF-8 without control characters"};
}

bool is_control(char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f; }

bool is_unreserved(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_' ||
         letter == '~';
}

}  // namespace

Result<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char letter = text[at];
    if (letter == '%') {
      const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
      const int low = at + 2 < text.size() ? hex_digit(text[at + 2]) : -1;
      if (high < 0 || low < 0) return fail(bad_encoding());
      letter = static_cast<char>(high * 16 + low);
      at += 2;
    }
    if (is_control(letter)) return fail(bad_encoding());
    decoded.push_back(letter);
  }
  if (!is_utf8(decoded)) return fail(bad_encoding());
  return decoded;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char letter : text) {
    if (is_unreserved(letter)) {
      encoded.push_back(letter);
    } else {
      const auto octet = static_cast<unsigned char>(letter);
      encoded.push_back('%');
      encoded.push_back(kDigits[octet >> 4]);
      encoded.push_back(kDigits[octet & 15]);
    }
  }
  return encoded;
}

Result<Query> Query::parse(std::string_view text) {
  Query query;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    std::string pair(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    for (char& letter : pair) letter = letter == '+' ? ' ' : letter;
    const auto equals = std::min(pair.find('='), pair.size());
    CONCORDAT_TRY(name, percent_decode(std::string_view(pair).substr(0, equals)));
    CONCORDAT_TRY(value,
                  percent_decode(std::string_view(pair).substr(std::min(equals + 1, pair.size()))));
    if (query.has(name) || query.parameters_.size() == kMaxParameters) {
      return fail({.code = "request.parameter",
                   .place = name,
                   .expected = "each parameter once, and no more than 32"});
    }
    query.parameters_.emplace_back(std::move(name), std::move(value));
  }
  return query;
}

const Query::Parameter* Query::find(std::string_view name) const {
  for (const Parameter& parameter : parameters_) {
    if (parameter.first == name) return &parameter;
  }
  return nullptr;
}

std::string_view Query::value(std::string_view name) const {
  const Parameter* found = find(name);
  return found == nullptr ? std::string_view() : std::string_view(found->second);
}

Result<std::optional<std::uint64_t>> Query::number(std::string_view name,
                                                   const Range& range) const {
  const Parameter* found = find(name);
  if (found == nullptr) return std::optional<std::uint64_t>();
  const auto number = decimal(found->second);
  if (!number || *number < range.minimum || *number > range.maximum) {
    return fail({.code = "request.parameter",
                 .place = std::string(name),
                 .expected = "a number from " + std::to_string(range.minimum) + " to " +
                             std::to_string(range.maximum)});
  }
  return number;
}

Status Query::none_but_handed_on() const {
  constexpr std::string_view kHandedOn[] = {"linkType", "context", "language"};
  for (const auto& [name, value] : parameters_) {
    const bool attribute = name.find_first_not_of("0123456789") == std::string::npos;
    if (attribute || std::ranges::find(kHandedOn, name) != std::end(kHandedOn)) continue;
    return fail({.code = "request.parameter", .place = name, .expected = "no parameters"});
  }
  return {};
}

std::optional<std::uint64_t> decimal(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

}  // namespace concordat::api
