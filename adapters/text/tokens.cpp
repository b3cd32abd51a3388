#include "adapters/text/tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <vector>

#include <unicode/uchar.h>

#include "adapters/text/fold.hpp"
#include "adapters/text/words.hpp"
#include "registry/ports/store.hpp"

namespace concordat::text {
namespace {

using Words = std::vector<Word>;
using Tokens = std::vector<std::string>;

// What is joined of a longer number, from each of its parts on: a row of twenty is a table rather
// than a number, and joining all its ends would fill the index.
constexpr std::size_t kMaxJoinedParts = 8;
// "EN ISO 13849-1": letters that belong to the number after them are short, and few.
constexpr std::size_t kMaxNumberPrefixes = 2;
constexpr int32_t kMaxNumberPrefixLetters = 5;

std::string utf8_of(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

bool has_digit(const icu::UnicodeString& text) {
  for (int32_t at = 0; at < text.length(); ++at) {
    if (text[at] >= u'0' && text[at] <= u'9') return true;
  }
  return false;
}

// The word without its article, when enough of it is left. Folded spelling.
std::optional<icu::UnicodeString> without_article(const icu::UnicodeString& word) {
  static constexpr std::array<std::u16string_view, 6> kArticles = {u"وال", u"بال", u"كال",
                                                                   u"فال", u"لل",  u"ال"};
  constexpr int32_t kShortestStem = 2;
  for (const std::u16string_view article : kArticles) {
    const auto size = static_cast<int32_t>(article.size());
    if (word.length() < size + kShortestStem) continue;
    if (word.startsWith(article.data(), size)) return icu::UnicodeString(word, size);
  }
  return std::nullopt;
}

void add_han(Tokens& tokens, const icu::UnicodeString& run, bool singles) {
  int32_t at = 0;
  while (at < run.length()) {
    const int32_t next = run.moveIndex32(at, 1);
    const int32_t after = run.moveIndex32(next, 1);
    const bool alone = at == 0 && next == run.length();
    if (singles || alone) tokens.push_back(utf8_of(icu::UnicodeString(run, at, next - at)));
    if (next < run.length()) tokens.push_back(utf8_of(icu::UnicodeString(run, at, after - at)));
    at = next;
  }
}

// The words [begin, end) that are written together like a number.
struct Number {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool holds_digit = false;
};

Number number_at(const Words& words, std::size_t begin) {
  Number number{begin, begin + 1, has_digit(words[begin].text)};
  while (number.end < words.size() && words[number.end].gap == Gap::kJoin &&
         words[number.end].kind != WordKind::kHan) {
    number.holds_digit = number.holds_digit || has_digit(words[number.end].text);
    ++number.end;
  }
  return number;
}

std::string joined(const Words& words, std::size_t begin, std::size_t end) {
  std::string token;
  for (std::size_t i = begin; i < end; ++i) token += utf8_of(words[i].text);
  return token;
}

bool may_lead_a_number(const Word& word) {
  if (word.kind != WordKind::kPlain || word.text.length() > kMaxNumberPrefixLetters) return false;
  for (int32_t at = 0; at < word.text.length(); ++at) {
    if (u_isalpha(word.text[at]) == 0) return false;
  }
  return true;
}

void add_number(Tokens& tokens, const Words& words, const Number& number) {
  for (std::size_t i = number.begin; i + 1 < number.end; ++i) {
    tokens.push_back(joined(words, i, std::min(i + kMaxJoinedParts, number.end)));
  }
  const std::size_t end = std::min(number.begin + kMaxJoinedParts, number.end);
  std::size_t begin = number.begin;
  for (std::size_t i = 0; i < kMaxNumberPrefixes && begin > 0; ++i) {
    if (words[begin].gap != Gap::kSpace || !may_lead_a_number(words[begin - 1])) return;
    --begin;
    tokens.push_back(joined(words, begin, end));
  }
}

// "EAL4" is also written "EAL 4": short letters and the digits after them, each by itself.
void add_letters_and_digits(Tokens& tokens, const icu::UnicodeString& word) {
  int32_t letters = 0;
  while (letters < word.length() && u_isalpha(word[letters]) != 0) ++letters;
  if (letters == 0 || letters > kMaxNumberPrefixLetters || letters == word.length()) return;
  for (int32_t at = letters; at < word.length(); ++at) {
    if (word[at] < u'0' || word[at] > u'9') return;
  }
  tokens.push_back(utf8_of(icu::UnicodeString(word, 0, letters)));
  tokens.push_back(utf8_of(icu::UnicodeString(word, letters)));
}

void add_word_to_index(Tokens& tokens, const Word& word) {
  if (word.kind == WordKind::kHan) return add_han(tokens, word.text, true);
  tokens.push_back(utf8_of(word.text));
  if (word.kind != WordKind::kArabic) return add_letters_and_digits(tokens, word.text);
  if (const auto stem = without_article(word.text)) tokens.push_back(utf8_of(*stem));
}

void add_word_to_query(Tokens& tokens, const Word& word) {
  if (word.kind == WordKind::kHan) return add_han(tokens, word.text, false);
  const auto stem = word.kind == WordKind::kArabic ? without_article(word.text) : std::nullopt;
  tokens.push_back(utf8_of(stem.value_or(word.text)));
}

std::string spaced(const Tokens& tokens) {
  std::string text;
  for (const std::string& token : tokens) {
    if (!text.empty()) text += ' ';
    text += token;
  }
  return text;
}

}  // namespace

std::string tokens_for_index(std::string_view text) {
  const Words words = words_of(fold(text));
  Tokens all;
  for (const Word& word : words) add_word_to_index(all, word);
  for (std::size_t at = 0; at < words.size();) {
    if (words[at].kind == WordKind::kHan) {
      ++at;
      continue;
    }
    const Number number = number_at(words, at);
    if (number.holds_digit) add_number(all, words, number);
    at = number.end;
  }
  std::unordered_set<std::string_view> seen;
  Tokens once;
  for (const std::string& token : all) {
    if (seen.insert(token).second) once.push_back(token);
  }
  return spaced(once);
}

std::string tokens_for_query(std::string_view text) {
  const Words words = words_of(fold(text));
  Tokens all;
  for (std::size_t at = 0; at < words.size();) {
    if (words[at].kind == WordKind::kHan) {
      add_word_to_query(all, words[at++]);
      continue;
    }
    const Number number = number_at(words, at);
    // At the end the joined form, of which the index holds every beginning as a prefix. Elsewhere a
    // token must match whole, and a part of a number may be meant: then its words.
    if (number.holds_digit && number.end == words.size() && number.end - number.begin > 1) {
      for (; at < number.end; at += kMaxJoinedParts) {
        all.push_back(joined(words, at, std::min(at + kMaxJoinedParts, number.end)));
      }
      break;
    }
    for (; at < number.end; ++at) add_word_to_query(all, words[at]);
  }
  // The last token keeps its place, because it alone may be a prefix.
  Tokens once;
  for (std::size_t i = 0; i < all.size() && once.size() < kMaxSearchTokens; ++i) {
    const bool again =
        std::find(all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.end(), all[i]) != all.end();
    if (!again) once.push_back(all[i]);
  }
  return spaced(once);
}

std::string compact_number(std::string_view text) {
  const Words words = words_of(fold(text));
  return joined(words, 0, words.size());
}

}  // namespace concordat::text
