#include "adapters/text/negotiation.hpp"

#include <algorithm>
#include <optional>

namespace concordat::text {
namespace {

// Browsers send a dozen ranges at most; the rest of a longer header is not read.
constexpr std::size_t kMaxHeaderBytes = 1'024;
constexpr std::string_view kDefault = "en";
constexpr int kFullQuality = 1'000;
constexpr std::string_view kSpace = " \t";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

// Cuts the part before the separator off the front of `rest`.
std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return part;
}

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

// qvalue of RFC 9110, 12.4.2, in thousandths.
std::optional<int> parse_quality(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int quality = text[0] == '1' ? kFullQuality : 0;
  int weight = 100;
  for (const char digit : text.substr(std::min<std::size_t>(text.size(), 2))) {
    if (digit < '0' || digit > '9') return std::nullopt;
    quality += (digit - '0') * weight;
    weight /= 10;
  }
  return quality <= kFullQuality ? std::optional(quality) : std::nullopt;
}

struct Range {
  std::string_view tag;
  int quality = kFullQuality;
};

std::optional<Range> parse_range(std::string_view member) {
  Range range;
  range.tag = trim(take_until(member, ';'));
  if (range.tag.empty()) return std::nullopt;
  const std::string_view parameter = trim(member);
  if (parameter.empty()) return range;
  if (parameter.size() < 2 || lower(parameter[0]) != 'q' || parameter[1] != '=') {
    return std::nullopt;
  }
  const auto quality = parse_quality(parameter.substr(2));
  if (!quality) return std::nullopt;
  range.quality = *quality;
  return range;
}

// What the header says of one of our languages.
struct Wish {
  int quality = -1;       // -1: not named
  std::size_t order = 0;  // among the members of the header
  bool exact = false;     // by itself, not through a regional form
};

void hear(Wish& wish, std::string_view language, const Range& range, std::size_t order) {
  const bool exact = equal_ignoring_case(range.tag, language);
  const bool regional = range.tag.size() > language.size() && range.tag[language.size()] == '-' &&
                        equal_ignoring_case(range.tag.substr(0, language.size()), language);
  if (!exact && !regional) return;
  // "fr-CA, fr;q=0.5": who names both wants French as much as the better of the two; but what is
  // said of the language itself with 0 excludes it.
  if (exact && range.quality == 0) {
    wish = {0, order, true};
  } else if (!(wish.exact && wish.quality == 0) && range.quality > wish.quality) {
    wish = {range.quality, order, exact};
  }
}

}  // namespace

std::string_view negotiate_language(std::string_view accept_language) {
  std::string_view rest = accept_language.substr(0, kMaxHeaderBytes);
  std::array<Wish, kLanguages.size()> wishes{};
  Wish any;
  for (std::size_t order = 0; !rest.empty(); ++order) {
    const auto range = parse_range(take_until(rest, ','));
    if (!range) continue;
    if (range->tag == "*") any = {range->quality, order, true};
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
      hear(wishes[i], kLanguages[i], *range, order);
    }
  }
  std::string_view best = kDefault;
  Wish best_wish{0, 0, false};
  for (std::size_t i = 0; i < kLanguages.size(); ++i) {
    Wish wish = wishes[i];
    if (wish.quality < 0 && any.quality >= 0) wish = any;
    const bool same_member = wish.quality == best_wish.quality && wish.order == best_wish.order;
    if (wish.quality > best_wish.quality ||
        (wish.quality > 0 && wish.quality == best_wish.quality && wish.order < best_wish.order) ||
        (wish.quality > 0 && same_member && kLanguages[i] == kDefault)) {
      best = kLanguages[i];
      best_wish = wish;
    }
  }
  return best;
}

}  // namespace concordat::text
