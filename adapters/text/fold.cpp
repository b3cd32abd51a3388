#include "adapters/text/fold.hpp"

#include <string>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace concordat::text {
namespace {

UScriptCode script_of(UChar32 letter) {
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(letter, &error);
  return U_SUCCESS(error) ? script : USCRIPT_UNKNOWN;
}

// Whether a mark over a letter of this script is only a way of spelling it.
bool drops(UScriptCode script, UChar32 mark) {
  switch (script) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
      return true;
    // Grave, acute and diaeresis. The breve makes another letter: й, ў.
    case USCRIPT_CYRILLIC:
      return mark == 0x0300 || mark == 0x0301 || mark == 0x0308;
    default:
      return false;
  }
}

// Letters that no decomposition leads back to the plain one.
std::u16string_view plain_latin(UChar32 letter) {
  switch (letter) {
    case 0x00E6:
      return u"ae";  // æ
    case 0x0153:
      return u"oe";  // œ
    case 0x00F8:
      return u"o";  // ø
    case 0x00F0:    // ð
    case 0x0111:
      return u"d";  // đ
    case 0x0142:
      return u"l";  // ł
    case 0x0127:
      return u"h";  // ħ
    case 0x0131:
      return u"i";  // ı
    case 0x00FE:
      return u"th";  // þ
    case 0x0167:
      return u"t";  // ŧ
    case 0x014B:
      return u"n";  // ŋ
    default:
      return {};
  }
}

UChar32 plain_arabic(UChar32 letter) {
  switch (letter) {
    case 0x0671:
      return 0x0627;  // ٱ
    case 0x0649:      // ى
    case 0x06CC:
      return 0x064A;  // ی
    case 0x0629:      // ة
    case 0x06C1:
      return 0x0647;  // ہ
    case 0x06A9:
      return 0x0643;  // ک
    default:
      return letter;
  }
}

constexpr UChar32 kTatweel = 0x0640;

void append_plain(icu::UnicodeString& folded, UChar32 letter) {
  if (u_charType(letter) == U_DECIMAL_DIGIT_NUMBER) {
    folded.append(static_cast<UChar32>('0' + u_charDigitValue(letter)));
    return;
  }
  const std::u16string_view latin = plain_latin(letter);
  if (!latin.empty()) {
    folded.append(latin.data(), static_cast<int32_t>(latin.size()));
  } else if (letter != kTatweel) {
    folded.append(plain_arabic(letter));
  }
}

}  // namespace

icu::UnicodeString fold(std::string_view utf8) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(error);
  const icu::Normalizer2* compose = icu::Normalizer2::getNFCInstance(error);
  // Without ICU's own tables nothing can be folded; the text then matches itself at least.
  const auto given = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  if (U_FAILURE(error)) return given;

  icu::UnicodeString apart;
  decompose->normalize(casefold->normalize(given, error), apart, error);
  icu::UnicodeString folded;
  UScriptCode script = USCRIPT_UNKNOWN;
  for (int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
    const UChar32 letter = apart.char32At(at);
    if (u_charType(letter) == U_NON_SPACING_MARK) {
      if (!drops(script, letter)) folded.append(letter);
      continue;
    }
    script = script_of(letter);
    append_plain(folded, letter);
  }
  icu::UnicodeString together;
  compose->normalize(folded, together, error);
  return U_SUCCESS(error) ? together : given;
}

}  // namespace concordat::text
