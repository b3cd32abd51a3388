// Folded text, cut into words that remember what stood between them.
#pragma once

#include <vector>

#include <unicode/unistr.h>

namespace concordat::text {

enum class WordKind {
  kPlain,   // letters, marks and digits
  kArabic,  // begins with an Arabic letter
  kHan,     // a run of Han and kana, still in one piece
};

enum class Gap {
  kNone,   // the beginning, or a change of kind without anything between
  kSpace,  // white space alone
  kJoin,   // one or two signs that numbers are written with: - / . _ : + ( )
  kOther,
};

struct Word {
  icu::UnicodeString text;
  WordKind kind = WordKind::kPlain;
  Gap gap = Gap::kNone;  // before it
};

[[nodiscard]] std::vector<Word> words_of(const icu::UnicodeString& folded);

}  // namespace concordat::text
