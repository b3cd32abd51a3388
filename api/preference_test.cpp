#include "api/preference.hpp"

#include <vector>

#include <doctest/doctest.h>

namespace concordat::api {

TEST_CASE("the most specific range of Accept decides how much a type is liked") {
  CHECK(liking_of_type("", "text/html") == 1000);
  CHECK(liking_of_type("text/html", "text/html; charset=utf-8") == 1000);
  CHECK(liking_of_type("text/*;q=0.5, */*;q=0.1", "text/html") == 500);
  CHECK(liking_of_type("text/*;q=0.5, */*;q=0.1", "application/json") == 100);
  CHECK(liking_of_type("*/*, text/html;q=0", "text/html") == 0);
  CHECK(liking_of_type("TEXT/HTML ; Q=0.125", "text/html") == 125);
  CHECK(liking_of_type("application/linkset+json;q=0.9, text/html;q=1.0", "text/html") == 1000);
  CHECK(liking_of_type("image/png", "text/html") == 0);
  CHECK(liking_of_type("text/html;q=x", "text/html") == 1000);
  CHECK(liking_of_type(",,;", "text/html") == 0);
}

TEST_CASE("languages fall back to what they continue, and are ordered by quality") {
  const std::vector<std::string> six{"ar", "en", "fr"};
  const std::vector<std::string> english{"en"};
  const std::vector<std::string> none;
  CHECK(liking_of_languages("", english) == 1000);
  CHECK(liking_of_languages("fr-CA, en;q=0.4", six) == 1000);
  CHECK(liking_of_languages("fr-CA, en;q=0.4", english) == 400);
  CHECK(liking_of_languages("en", std::vector<std::string>{"en-GB"}) == 1000);
  CHECK(liking_of_languages("eng", english) == 0);
  CHECK(liking_of_languages("de, *;q=0.2", english) == 200);
  CHECK(liking_of_languages("de", english) == 0);
  CHECK(liking_of_languages("de, *;q=0.2", none) == 200);
  CHECK(liking_of_languages("de", none) == 0);
}

TEST_CASE("a content coding is liked where it is named, or everything is") {
  CHECK(liking_of_coding("", "gzip") == 0);
  CHECK(liking_of_coding("gzip, deflate, br", "br") == kMostLiked);
  CHECK(liking_of_coding("br;q=0.5, gzip;q=0", "br") == 500);
  CHECK(liking_of_coding("br;q=0.5, gzip;q=0", "gzip") == 0);
  CHECK(liking_of_coding("*, gzip;q=0", "br") == kMostLiked);
  CHECK(liking_of_coding("*, gzip;q=0", "gzip") == 0);
  CHECK(liking_of_coding("brotli", "br") == 0);
}

}  // namespace concordat::api
