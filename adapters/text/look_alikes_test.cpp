#include "adapters/text/look_alikes.hpp"

#include <utility>

#include <doctest/doctest.h>

namespace concordat::text {

TEST_CASE("what people take for each other is one") {
  for (const auto& [one, other] : {
           std::pair{"NB-O123", "NB-0123"},
           {"rheinlabs.example", "rheinIabs.example"},
           {"rheinlabs.example", "rhein1abs.example"},
           {"modern.example", "rnodern.example"},
           {"TÜV Süd", "TUV SUD"},
           {"Scope AG", "Ѕсоре AG"},  // Cyrillic Ѕ, с, о, р, е
           {"ＡＢＣ", "abc"},
       }) {
    CAPTURE(one);
    CAPTURE(other);
    CHECK(skeleton(one) == skeleton(other));
  }
}

TEST_CASE("what they do not is not") {
  for (const auto& [one, other] : {
           std::pair{"NB-0123", "NB-0124"},
           {"rheinlabs.example", "rheinlab.example"},
           {"认证中心", "认正中心"},
           {"هيئة", "هيا"},
           {"Тест", "Test"},
       }) {
    CAPTURE(one);
    CAPTURE(other);
    CHECK(skeleton(one) != skeleton(other));
  }
  CHECK(skeleton("").empty());
  CHECK(skeleton("\xff") == skeleton("\xfe"));
}

}  // namespace concordat::text
