#include "adapters/text/negotiation.hpp"

#include <string>

#include <doctest/doctest.h>

namespace concordat::text {

TEST_CASE("the best supported language, by quality and then by order") {
  struct Case {
    const char* header;
    const char* language;
  };
  for (const auto& [header, language] : {
           Case{"", "en"},
           Case{"fr", "fr"},
           Case{"FR", "fr"},
           Case{"fr-CA", "fr"},
           Case{"zh-Hant-TW, en;q=0.5", "zh"},
           Case{"de, fr;q=0.8, en;q=0.7", "fr"},
           Case{"en;q=0.7, ar;q=0.9", "ar"},
           Case{"es,ru", "es"},
           Case{"ru,es", "ru"},
           Case{"es;q=0.5,ru;q=0.5", "es"},
           Case{"fr;q=0.5, ru;q=0.5, fr-CA;q=0.5", "fr"},
           Case{"fr;q=0.001", "fr"},
           Case{"fr;q=0", "en"},
           Case{"fr;q=0.000, *", "en"},
           Case{"en;q=0, *;q=0.5", "ar"},
           Case{"*", "en"},
           Case{"*;q=0.5, ru;q=0.4", "en"},
           Case{"de", "en"},
           Case{"frr", "en"},
           Case{"de-FR, pt", "en"},
           Case{" fr ; q=0.9 ,\ten;q=0.95 ", "en"},
           Case{"fr;Q=0.9, en;q=0.8", "fr"},
           Case{"fr-CA, fr;q=0.5, en;q=0.7", "fr"},
           Case{"fr;q=0, fr-CA", "en"},
           Case{"fr-CA, fr;q=0", "en"},
       }) {
    CAPTURE(header);
    CHECK(negotiate_language(header) == language);
  }
}

TEST_CASE("a member that is not well-formed is skipped, the others count") {
  for (const char* header :
       {"fr;q=1.5, ru;q=0.1", "fr;q=1.001, ru;q=0.1", "fr;q=.5, ru;q=0.1", "fr;q=0.1234, ru;q=0.1",
        "fr;q=-1, ru;q=0.1", "fr;q, ru;q=0.1", "fr;level=1, ru;q=0.1", "fr;q=0.5;x, ru;q=0.1",
        ";q=1, ru;q=0.1", ",,, ru;q=0.1,", "fr;q=0.9x, ru"}) {
    CAPTURE(header);
    CHECK(negotiate_language(header) == "ru");
  }
}

TEST_CASE("an endless header is read in part") {
  const std::string endless = "fr;q=0.5" + std::string(100'000, ',') + "ru";
  CHECK(negotiate_language(endless) == "fr");
}

}  // namespace concordat::text
