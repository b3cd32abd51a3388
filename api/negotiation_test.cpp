#include "api/negotiation.hpp"

#include <doctest/doctest.h>

namespace concordat::api {

TEST_CASE("a media type is compared without parameters and case") {
  CHECK(media_type("Application/JSON; charset=utf-8") == "application/json");
  CHECK(media_type(" text/html ") == "text/html");
  CHECK(media_type("").empty());
}

TEST_CASE("Accept takes and refuses by the closest range") {
  CHECK(accepts("", kJson));
  CHECK(accepts("*/*", kJson));
  CHECK(accepts("text/html, application/*;q=0.5", kJson));
  CHECK(accepts("application/json", kJson));
  CHECK(accepts("text/html", kHtml));
  CHECK_FALSE(accepts("text/html", kJson));
  CHECK_FALSE(accepts("application/json;q=0", kJson));
  CHECK_FALSE(accepts("*/*, application/json;q=0.000", kJson));
  CHECK(accepts("application/*;q=0, application/json", kJson));
  CHECK(accepts("application/json;q=0.001", kJson));
  CHECK_FALSE(accepts("application/jsonx", kJson));
}

}  // namespace concordat::api
