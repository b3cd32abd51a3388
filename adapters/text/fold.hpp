// One spelling for what readers write in several: the first step of every search.
#pragma once

#include <string_view>

#include <unicode/unistr.h>

namespace concordat::text {

// Compatibility forms, case and invisible characters by Unicode's NFKC_Casefold; then
//   Latin, Greek    diacritics dropped, letters with a stroke or ligature spelled plainly (ø o, æ
//   ae) Cyrillic        ё as е, stress marks dropped; й stays Arabic          vowel marks, hamza on
//   its carrier and tatweel dropped; every alef ا, ى and ی as
//                   ي, ة as ه, ک as ك
//   Hebrew          points dropped
//   any script      decimal digits as ASCII
// Bytes that are no UTF-8 become U+FFFD, which is part of no word.
[[nodiscard]] icu::UnicodeString fold(std::string_view utf8);

}  // namespace concordat::text
