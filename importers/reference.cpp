#include "importers/reference.hpp"

#include <algorithm>

#include "importers/drafting.hpp"

namespace concordat::importers {
namespace {

constexpr int kOldest = 1900;
constexpr int kNewest = 2100;
constexpr std::size_t kYear_digits = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The year at the beginning of the text, when just four digits stand there.
std::optional<int> leading_year(std::string_view text) {
  if (text.size() < kYear_digits) return std::nullopt;
  int year = 0;
  for (const char c : text.substr(0, kYear_digits)) {
    if (!is_digit(c)) return std::nullopt;
    year = year * 10 + (c - '0');
  }
  if (text.size() > kYear_digits && is_digit(text[kYear_digits])) return std::nullopt;
  if (year < kOldest || year > kNewest) return std::nullopt;
  return year;
}

// Spaces become hyphens, none beside a plus or a slash.
std::string identifier(std::string_view text) {
  std::string name;
  for (const char c : cleaned(text)) {
    const bool joins = c == '+' || c == '/';
    if (joins && name.ends_with('-')) name.pop_back();
    const bool after_joint = name.ends_with('+') || name.ends_with('/');
    if (c == ' ' && (after_joint || name.ends_with('-'))) continue;
    name += c == ' ' ? '-' : c;
  }
  return name;
}

// "AMD1:2021 CSV" is amendment AMD1 of 2021 in a consolidated version.
struct Amendment {
  std::string name;
  int year = 0;
};
std::optional<Amendment> amendment(std::string_view token) {
  const std::size_t colon = token.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto year = leading_year(token.substr(colon + 1));
  if (!year) return std::nullopt;
  return Amendment{identifier(token.substr(0, colon + 1 + kYear_digits)), *year};
}

}  // namespace

std::optional<Reference> parse_reference(std::string_view text) {
  text = cleaned(text);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.contains(',') || text.contains(';')) {
    return std::nullopt;
  }
  const auto year = leading_year(text.substr(colon + 1));
  if (!year) return std::nullopt;
  Reference reference{.standard = identifier(text.substr(0, colon)),
                      .edition = identifier(text),
                      .year = *year,
                      .last_year = *year,
                      .amendments = {}};
  if (!is_identifier(reference.standard) || !is_identifier(reference.edition)) return std::nullopt;
  std::string_view rest = text.substr(colon + 1 + kYear_digits);
  while (!rest.empty()) {
    const std::size_t start = rest.find_first_of("+/");
    if (start == std::string_view::npos) break;
    rest.remove_prefix(start + 1);
    const std::string_view token = cleaned(rest.substr(0, rest.find_first_of("+/")));
    const auto found = amendment(token);
    if (!found) return std::nullopt;
    reference.last_year = std::max(reference.last_year, found->year);
    if (std::ranges::count(reference.amendments, found->name) == 0) {
      reference.amendments.push_back(found->name);
    }
  }
  return reference;
}

json::Object edition_body(const Reference& reference, std::string_view printed) {
  json::Object body{{"edition", reference.edition},
                    {"standard", reference.standard},
                    {"reference", cleaned(printed)}};
  if (!reference.amendments.empty()) body.set("amendments", strings(reference.amendments));
  return body;
}

}  // namespace concordat::importers
