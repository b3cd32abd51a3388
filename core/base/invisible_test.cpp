#include "core/base/invisible.hpp"

#include <string>

#include <doctest/doctest.h>

namespace concordat {
namespace {

bool shows(std::string_view text, Writing writing) { return !find_invisible(text, writing); }

TEST_CASE("what turns text round or leaves no mark is found, and where") {
  CHECK(find_invisible("ab\u202Ec", Writing::kProse) == 2);       // override
  CHECK(find_invisible("\u2066ab\u2069", Writing::kProse) == 0);  // isolate
  CHECK(find_invisible("K-200\u200B", Writing::kProse) == 5);     // space without width
  for (const std::string_view hidden :
       {"\u034F", "\u115F", "\u180E", "\u2028", "\u202A", "\u2060", "\u2064", "\u3164", "\uFEFF",
        "\uFFA0", "\uFFF9", "\U0001D173", "\U000E0041"}) {
    CHECK_FALSE(shows("a" + std::string(hidden) + "b", Writing::kProse));
    CHECK_FALSE(shows("a" + std::string(hidden) + "b", Writing::kPrinted));
  }
}

TEST_CASE("what a script needs stays in prose, and most of it not in numbers") {
  for (const std::string_view used : {"\u00AD", "\u061C", "\u200E", "\u200F", "\uFE0F"}) {
    CHECK(shows("a" + std::string(used) + "b", Writing::kProse));
    CHECK_FALSE(shows("a" + std::string(used) + "b", Writing::kPrinted));
  }
  CHECK(shows("می\u200Cخواهم", Writing::kPrinted));      // Persian joins and parts its letters so
  CHECK_FALSE(shows("K\u200C-200", Writing::kPrinted));  // Latin does not
  CHECK_FALSE(shows("\u200DK", Writing::kPrinted));
  CHECK_FALSE(shows("К\u200D", Writing::kPrinted));  // nor does Cyrillic
}

TEST_CASE("every script is written without any of it") {
  for (const std::string_view text :
       {"ANSSI-CC-2023/42", "Règlement", "Сертификат", "شهادة المطابقة", "合格证书", "認証",
        "ใบรับรอง", "प्रमाणपत्र", "적합성", "e\u0301", "\U0001F4A1", ""}) {
    CHECK(shows(text, Writing::kProse));
    CHECK(shows(text, Writing::kPrinted));
  }
}

}  // namespace
}  // namespace concordat
