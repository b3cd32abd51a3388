#include "adapters/text/icu_form.hpp"

#include <doctest/doctest.h>

namespace concordat::text {
namespace {

TEST_CASE("a password is the same from a keyboard that composes and one that does not") {
  const IcuForm form;
  CHECK(form.composed("Zu\u0308rich") == "Z\u00fcrich");
  CHECK(form.composed("Z\u00fcrich") == "Z\u00fcrich");
  CHECK(form.composed("\ufb01sh A") == "\ufb01sh A");  // nothing else is taken for the same
  CHECK(form.composed("") == "");
}

TEST_CASE("names that differ in case, width or invisible signs are one name") {
  const IcuForm form;
  CHECK(form.folded_name("Amina@Lab.example") == "amina@lab.example");
  CHECK(form.folded_name("\uff21mina\u200b") == "amina");
  CHECK(form.folded_name("STRASSE") == form.folded_name("stra\u00dfe"));
  CHECK(form.folded_name("\u0410\u043c\u0438\u043d\u0430") != form.folded_name("Amina"));
}

}  // namespace
}  // namespace concordat::text
