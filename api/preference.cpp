#include "api/preference.hpp"

#include <algorithm>

#include "api/negotiation.hpp"

namespace concordat::api {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// The next part before a separator, without white space around it.
std::string_view take(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const std::string_view part = trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

// "0.35" as 350; what is no quality counts as 1.
Liking quality(std::string_view text) {
  if (text.empty() || (text.front() != '0' && text.front() != '1')) return kMostLiked;
  if (text.front() == '1') return kMostLiked;
  Liking thousandths = 0;
  Liking unit = kMostLiked;
  for (const char digit : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (digit < '0' || digit > '9' || unit == 1) break;
    unit /= 10;
    thousandths += unit * (digit - '0');
  }
  return thousandths;
}

struct Range {
  std::string_view name;
  Liking liking = kMostLiked;
};

Range range_of(std::string_view element) {
  Range range{.name = take(element, ';')};
  while (!element.empty()) {
    const std::string_view parameter = take(element, ';');
    if (parameter.starts_with("q=") || parameter.starts_with("Q=")) {
      range.liking = quality(parameter.substr(2));
    }
  }
  return range;
}

// 3 for the type itself, 2 for "type/*", 1 for "*/*", 0 for no match.
int closeness(std::string_view range, std::string_view type) {
  if (range == type) return 3;
  if (range == "*/*") return 1;
  const auto slash = type.find('/');
  const bool family = range.ends_with("/*") && slash != std::string_view::npos &&
                      range.substr(0, range.size() - 1) == type.substr(0, slash + 1);
  return family ? 2 : 0;
}

std::string lowered(std::string_view text) { return media_type(text); }

// How many characters of the one the other begins with, as whole subtags; 0 when it is none.
std::size_t shared_prefix(std::string_view tag, std::string_view longer) {
  const bool prefix =
      longer.starts_with(tag) && (longer.size() == tag.size() || longer[tag.size()] == '-');
  return prefix ? tag.size() : 0;
}

}  // namespace

Liking liking_of_type(std::string_view accept, std::string_view type) {
  if (trimmed(accept).empty()) return kMostLiked;
  const std::string wanted = media_type(type);
  int closest = 0;
  Liking liking = 0;
  while (!accept.empty()) {
    const Range range = range_of(take(accept, ','));
    const int close = closeness(lowered(range.name), wanted);
    if (close == 0 || close < closest) continue;
    liking = close > closest ? range.liking : std::max(liking, range.liking);
    closest = close;
  }
  return liking;
}

Liking liking_of_languages(std::string_view accept_language,
                           std::span<const std::string> languages) {
  if (trimmed(accept_language).empty()) return kMostLiked;
  Liking best = 0;
  Liking any = 0;
  while (!accept_language.empty()) {
    const Range range = range_of(take(accept_language, ','));
    if (range.name == "*") any = range.liking;
    const std::string wanted = lowered(range.name);
    for (const std::string& language : languages) {
      const std::string offered = lowered(language);
      if (shared_prefix(wanted, offered) + shared_prefix(offered, wanted) > 0 && !wanted.empty()) {
        best = std::max(best, range.liking);
      }
    }
  }
  return std::max(best, any);
}

Liking liking_of_coding(std::string_view accept_encoding, std::string_view coding) {
  Liking any = 0;
  while (!accept_encoding.empty()) {
    const Range range = range_of(take(accept_encoding, ','));
    if (range.name == coding) return range.liking;
    if (range.name == "*") any = range.liking;
  }
  return any;
}

}  // namespace concordat::api
