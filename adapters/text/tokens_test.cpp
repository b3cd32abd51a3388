#include "adapters/text/tokens.hpp"

#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "adapters/text/fold.hpp"
#include "registry/ports/search_query.hpp"

namespace concordat::text {
namespace {

// What every store does with the two: all tokens, the last as a prefix.
bool finds(std::string_view query, std::string_view document) {
  const std::string index = tokens_for_index(document);
  const auto list = split_tokens(index);
  const std::set<std::string_view> indexed(list.begin(), list.end());
  const std::string tokens = tokens_for_query(query);
  const auto wanted = split_tokens(tokens);
  if (wanted.empty()) return false;
  for (std::size_t i = 0; i + 1 < wanted.size(); ++i) {
    if (!indexed.contains(wanted[i])) return false;
  }
  const auto last = indexed.lower_bound(wanted.back());
  return last != indexed.end() && last->starts_with(wanted.back());
}

bool has_token(std::string_view document, std::string_view token) {
  const std::string index = tokens_for_index(document);
  for (const std::string_view each : split_tokens(index)) {
    if (each == token) return true;
  }
  return false;
}

std::string folded(std::string_view text) {
  std::string utf8;
  fold(text).toUTF8String(utf8);
  return utf8;
}

// Each prefix of a query, as it is typed, finds what the whole finds.
void check_while_typing(std::string_view query, std::string_view document) {
  CAPTURE(query);
  const std::string text(query);
  for (std::size_t size = 1; size <= text.size(); ++size) {
    // Between characters only.
    if (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) continue;
    const std::string typed = text.substr(0, size);
    CAPTURE(typed);
    if (!tokens_for_query(typed).empty()) CHECK(finds(typed, document));
  }
}

}  // namespace

TEST_CASE("nothing in, nothing out") {
  for (const char* text : {"", "   ", "—/-.,;", "\xFF\xFE", "\xE2\x81\xA8\xE2\x81\xA9"}) {
    CAPTURE(text);
    CHECK(tokens_for_index(text).empty());
    CHECK(tokens_for_query(text).empty());
  }
}

TEST_CASE("English: case, punctuation, the start of the last word") {
  constexpr std::string_view kDocument = "Smart-Card Reader, Model X (2nd edition)";
  CHECK(finds("smart card", kDocument));
  CHECK(finds("SMARTCARD READER", "smartcard reader"));
  CHECK(finds("reader smart", kDocument));
  CHECK(finds("read", kDocument));
  CHECK_FALSE(finds("read model", kDocument));
  CHECK_FALSE(finds("ader", kDocument));
  CHECK(finds("ﬁre", "fire alarm"));
  CHECK(finds("ＦＩＲＥ", "fire alarm"));
  check_while_typing("smart-card reader", kDocument);
}

TEST_CASE("French: accents, elision, ligatures") {
  constexpr std::string_view kDocument = "Sécurité de l'appareil : chauffe-œufs à résistance";
  CHECK(finds("securite", kDocument));
  CHECK(finds("SÉCURITÉ", kDocument));
  CHECK(finds("sécurité", "SECURITE DES JOUETS"));
  CHECK(finds("appareil", kDocument));
  CHECK(finds("l’appareil", kDocument));
  CHECK(finds("oeufs", kDocument));
  CHECK(finds("œuf", kDocument));
  CHECK(
      finds("se\xCC\x81"
            "curite",
            kDocument));  // decomposed
  check_while_typing("résistance", kDocument);
}

TEST_CASE("Spanish: tildes, and the words around ñ") {
  constexpr std::string_view kDocument = "Certificación de juguetes para niños en España";
  CHECK(finds("certificacion", kDocument));
  CHECK(finds("CERTIFICACIÓN", kDocument));
  CHECK(finds("ninos espana", kDocument));
  CHECK(finds("niños", "JUGUETES PARA NINOS"));
  CHECK_FALSE(finds("niñas", kDocument));
  check_while_typing("juguetes para niños", kDocument);
}

TEST_CASE("Russian: ё as е, й stays itself, stress marks") {
  constexpr std::string_view kDocument = "Сертификат на счётчик и чайник электрический";
  CHECK(finds("счетчик", kDocument));
  CHECK(finds("СЧЁТЧИК", kDocument));
  CHECK(finds("счётчик", "счетчик"));
  CHECK(finds("чайник", kDocument));
  CHECK_FALSE(finds("чаиник", kDocument));
  CHECK(finds("сертифика́т", kDocument));
  check_while_typing("электрический чайник", kDocument);
  CHECK(finds("ЕАЭС RU С-DE.АЯ46.В.12345/20", "Сертификат № ЕАЭС RU С-DE.АЯ46.В.12345/20"));
}

TEST_CASE("Chinese: words of two characters, single ones, and parts of longer runs") {
  constexpr std::string_view kDocument = "家用电器安全认证证书，编号2023";
  CHECK(finds("安全", kDocument));
  CHECK(finds("认证", kDocument));
  CHECK(finds("电器安全", kDocument));
  CHECK(finds("书", kDocument));
  CHECK(finds("证书 安全", kDocument));
  CHECK(finds("２０２３", kDocument));
  CHECK_FALSE(finds("全安", kDocument));
  CHECK_FALSE(finds("玩具", kDocument));
  // Beyond the basic plane, where a character is two units.
  CHECK(finds("𠮷野", "株式会社𠮷野家"));
  CHECK(tokens_for_query("安全认证") == "安全 全认 认证");
  CHECK(tokens_for_index("安全") == "安 安全 全");
  check_while_typing("家用电器安全认证证书", kDocument);
  check_while_typing("ブラウザー", "ウェブブラウザー");
}

TEST_CASE("Arabic: the article, alef, ta marbuta, vowel marks, tatweel") {
  constexpr std::string_view kDocument = "شهادة المطابقة الصادرة عن الهيئة وبالمواصفات";
  CHECK(finds("مطابقة", kDocument));
  CHECK(finds("المطابقة", kDocument));
  CHECK(finds("والمطابقة", kDocument));
  CHECK(finds("للمطابقة", kDocument));
  CHECK(finds("بالمطابقة", kDocument));
  CHECK(finds("الشهادة", kDocument));
  CHECK(finds("شهاده", kDocument));
  CHECK(finds("شَهَادَةٌ", kDocument));
  CHECK(finds("شهـــادة", kDocument));
  CHECK(finds("هيئه", kDocument));
  CHECK_FALSE(finds("رخصة", kDocument));
  // Alef with and without hamza, ya with and without dots, presentation forms.
  CHECK(finds("الأجهزة", "اجهزة كهربائية"));
  CHECK(finds("أجهزة", "الاجهزة"));
  CHECK(finds("علي", "على"));
  CHECK(finds("آلة", "اله"));
  CHECK(finds("ﺷﻬﺎﺩﺓ", kDocument));
  // A word that only begins like the article is found by itself too.
  CHECK(finds("ألمانيا", "صنع في ألمانيا"));
  CHECK(finds("الم", "صنع في ألمانيا"));
  CHECK(has_token(kDocument, "المطابقه"));
  CHECK(has_token(kDocument, "مطابقه"));
  CHECK(finds("٢٠٢٤", "شهادة رقم 2024-0001"));
  check_while_typing("المطابقة الصادرة", kDocument);
}

TEST_CASE("other scripts: Thai by dictionary, Hebrew without points, Greek, Turkish") {
  CHECK(finds("ความปลอดภัย", "มาตรฐานความปลอดภัยของผลิตภัณฑ์"));
  CHECK(finds("ΑΣΦΑΛΕΙΑ", "Ασφάλεια"));
  CHECK(finds("שלום", "שָׁלוֹם"));
  CHECK(finds("isik", "Işık"));
  CHECK(finds("Strasse", "Straße"));
  CHECK(finds("lodz", "Łódź"));
}

TEST_CASE("certificate numbers: whole, in parts, with any separators, while typing") {
  constexpr std::string_view kDocument = "Carte à puce ANSSI-CC-2023/42 du 1er mai";
  for (const char* query :
       {"ANSSI-CC-2023/42", "anssi-cc-2023/42", "ANSSI-CC-2023-42", "ANSSI–CC–2023/42",
        "ANSSICC202342", "ANSSI CC 2023 42", "ANSSI", "2023/42", "CC-2023", "42", "ANSSI-CC-2023",
        "carte ANSSI-CC-2023/42", "ANSSI-CC-2023/42 carte", "ANSSI-CC-2023 carte"}) {
    CAPTURE(query);
    CHECK(finds(query, kDocument));
  }
  for (const char* query : {"ANSSI-CC-2023/43", "ANSSI-CC-2024/42", "BSI-CC-2023/42", "42/2023"}) {
    CAPTURE(query);
    CHECK_FALSE(finds(query, kDocument));
  }
  // The parts of one number do not make up another.
  CHECK_FALSE(finds("ANSSI-CC-2023/42", "ANSSI-CC-2020/42, CC-2023"));
  for (const char* token : {"anssi", "cc", "2023", "42", "anssicc202342", "cc202342", "202342"}) {
    CAPTURE(token);
    CHECK(has_token(kDocument, token));
  }
  check_while_typing("ANSSI-CC-2023/42", kDocument);
  check_while_typing("BSI-DSZ-CC-0322-2005", "BSI-DSZ-CC-0322-2005 Infineon");
}

TEST_CASE("numbers of standards, with their letters before them or not") {
  for (const char* query : {"EN 60335-1", "EN60335-1", "EN-60335-1", "60335-1", "60335", "EN 60335",
                            "60335-1:2012", "EN 60335-1:2012+A11"}) {
    CAPTURE(query);
    CHECK(finds(query, "Household appliances: EN 60335-1:2012+A11:2014"));
  }
  CHECK(finds("EN-ISO-13849-1", "EN ISO 13849-1"));
  CHECK(finds("EAL4", "EAL 4"));
  CHECK(finds("EAL 4", "EAL4+"));
  CHECK(finds("EAL-4", "EAL4+"));
  CHECK_FALSE(finds("60335-2", "EN 60335-1:2012"));
  check_while_typing("EN 60335-1:2012", "Household appliances: EN 60335-1:2012+A11:2014");
}

TEST_CASE("a number of very many parts is found, and costs no more than its parts") {
  std::string number = "T";
  for (int i = 1; i <= 60; ++i) number += "-" + std::to_string(100 + i);
  CHECK(finds(number, number));
  CHECK(finds("T-101-102", number));
  CHECK(finds("159-160", number));
  CHECK(split_tokens(tokens_for_index(number)).size() < 61 * 3);
}

TEST_CASE("a number is compacted to what everybody writes alike") {
  for (const char* text : {"ANSSI-CC-2023/42", "anssi cc 2023 42",
                           "ＡＮＳＳＩ－ＣＣ－２０２３／４２", " ANSSI–CC–2023/42. ",
                           "\xE2\x81\xA8"
                           "ANSSI-CC-2023/42\xE2\x81\xA9"}) {
    CAPTURE(text);
    CHECK(compact_number(text) == "anssicc202342");
  }
  CHECK(compact_number("٢٠٢٤-٠٠٠١") == "20240001");
  CHECK(compact_number("-") == "");
}

TEST_CASE("tokens keep the store's rules: folded, no control characters, none twice") {
  const std::string document =
      "Smart SMART smart\x01\x7F\tCARD\nشهادة شهادة 安全安全 İSTANBUL ΣΊΣΥΦΟΣ ANSSI-CC-2023/42";
  const std::string tokens = tokens_for_index(document);
  const auto list = split_tokens(tokens);
  CHECK(std::set<std::string_view>(list.begin(), list.end()).size() == list.size());
  CHECK(tokens.find("  ") == std::string::npos);
  for (const std::string_view token : list) {
    CAPTURE(token);
    CHECK(folded(token) == token);
    for (const char unit : token) CHECK_FALSE((unit >= 'A' && unit <= 'Z'));
  }
}

TEST_CASE("a query repeats no token, keeps the last one last, and stays within the store's limit") {
  CHECK(tokens_for_query("card smart card") == "smart card");
  CHECK(tokens_for_query("smart card smart ca") == "card smart ca");
  std::string many;
  for (int i = 0; i < 200; ++i) many += "w" + std::to_string(i) + " ";
  CHECK(split_tokens(tokens_for_query(many)).size() == kMaxSearchTokens);
}

TEST_CASE("an endless word is cut alike in both") {
  const std::string word(1'000, 'x');
  CHECK(finds(word, word));
  CHECK(tokens_for_index(word).size() == 128);
  // Deseret has two UTF-16 units a letter; after the x the cut falls between the two.
  std::string pairs = "x";
  for (int i = 0; i < 200; ++i) pairs += "𐐨";
  CHECK(finds(pairs, pairs));
  CHECK(tokens_for_index(pairs) == pairs.substr(0, 1 + 63 * 4));
}

TEST_CASE("folding twice is folding once") {
  for (const char* text : {"Sécurité œuf Łódź Straße", "Счётчик й ї", "شَهَادَةٌ ﺷﻬﺎﺩﺓ آلة ألمانيا",
                           "家用ｶﾞ", "Ασφάλεια ϊ", "İI ı ŉ ǅ", "١٢٣ ①②"}) {
    CAPTURE(text);
    CHECK(folded(folded(text)) == folded(text));
  }
}

TEST_CASE("a mark without a letter is part of no word") {
  CHECK(compact_number("e\xFF\u0301") == "e");
  CHECK(tokens_for_query("1\u2028\u0301\u0302") == "1");
}

}  // namespace concordat::text
