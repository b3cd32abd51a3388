#include "adapters/text/words.hpp"

#include <memory>
#include <string_view>

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace concordat::text {
namespace {

// Longer runs of letters are no words but noise; cutting them keeps every index's keys small. A
// digest in hexadecimal (128 digits for 512 bits) still fits.
constexpr int32_t kMaxWordUnits = 128;

bool is_han(UChar32 letter) {
  constexpr UChar32 kProlongedSound = 0x30FC;  // ー, of kana, though common to both kinds
  if (letter == kProlongedSound) return true;
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(letter, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
      return u_isalnum(letter) != 0;
    default:
      return false;
  }
}

bool is_arabic(UChar32 letter) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(letter, &error) == USCRIPT_ARABIC;
}

bool in_word(UChar32 letter) {
  return u_isalnum(letter) != 0 || (U_MASK(u_charType(letter)) & (U_GC_M_MASK | U_GC_NL_MASK)) != 0;
}

// A mark without a letter before it begins nothing: joined to the word before, it would change it.
bool begins_word(UChar32 letter) {
  return in_word(letter) && (U_MASK(u_charType(letter)) & U_GC_M_MASK) == 0;
}

// Scripts that ICU cuts by dictionary (line breaking class SA).
bool needs_dictionary(const icu::UnicodeString& text) {
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    if (u_getIntPropertyValue(text.char32At(at), UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) {
      return true;
    }
  }
  return false;
}

Gap gap_of(const icu::UnicodeString& between) {
  if (between.isEmpty()) return Gap::kNone;
  constexpr std::u16string_view kJoins = u"-/._:+()";
  bool spaces = true;
  bool joins = between.length() <= 2;
  for (int32_t at = 0; at < between.length(); ++at) {
    const char16_t unit = between[at];
    if (!u_isUWhiteSpace(unit)) spaces = false;
    // Hyphens and dashes of all lengths are written for one another.
    const bool dash = u_hasBinaryProperty(unit, UCHAR_DASH) != 0;
    if (!dash && kJoins.find(unit) == std::u16string_view::npos) joins = false;
  }
  if (spaces) return Gap::kSpace;
  return joins ? Gap::kJoin : Gap::kOther;
}

class Cutter {
 public:
  explicit Cutter(const icu::UnicodeString& text) : text_(text) {}

  std::vector<Word> cut() {
    int32_t at = 0;
    while (at < text_.length()) {
      const UChar32 letter = text_.char32At(at);
      const int32_t begin = at;
      if (is_han(letter)) {
        at = run_end(at, [](UChar32 c) { return is_han(c); });
        add(begin, at, WordKind::kHan);
      } else if (begins_word(letter)) {
        at = run_end(at, [](UChar32 c) { return in_word(c) && !is_han(c); });
        add(begin, at, is_arabic(letter) ? WordKind::kArabic : WordKind::kPlain);
      } else {
        at = text_.moveIndex32(at, 1);
      }
    }
    return std::move(words_);
  }

 private:
  template <class Belongs>
  int32_t run_end(int32_t at, Belongs belongs) const {
    while (at < text_.length() && belongs(text_.char32At(at))) at = text_.moveIndex32(at, 1);
    return at;
  }

  void add(int32_t begin, int32_t end, WordKind kind) {
    const icu::UnicodeString run(text_, begin, end - begin);
    const Gap gap =
        words_.empty() ? Gap::kNone : gap_of(icu::UnicodeString(text_, last_, begin - last_));
    last_ = end;
    if (kind == WordKind::kPlain && needs_dictionary(run)) {
      add_by_dictionary(run, gap);
    } else if (kind == WordKind::kHan) {
      words_.push_back({run, kind, gap});
    } else {
      push(run, kind, gap);
    }
  }

  void add_by_dictionary(const icu::UnicodeString& run, Gap gap) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
    if (U_FAILURE(error)) return push(run, WordKind::kPlain, gap);
    breaks->setText(run);
    int32_t begin = breaks->first();
    for (int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
      push(icu::UnicodeString(run, begin, end - begin), WordKind::kPlain, gap);
      gap = Gap::kNone;
      begin = end;
    }
  }

  void push(const icu::UnicodeString& word, WordKind kind, Gap gap) {
    int32_t length = std::min(word.length(), kMaxWordUnits);
    // Never half of a surrogate pair.
    if (length < word.length()) length = word.getChar32Start(length);
    words_.push_back({icu::UnicodeString(word, 0, length), kind, gap});
  }

  const icu::UnicodeString& text_;
  std::vector<Word> words_;
  int32_t last_ = 0;  // end of the last word
};

}  // namespace

std::vector<Word> words_of(const icu::UnicodeString& folded) { return Cutter(folded).cut(); }

}  // namespace concordat::text
