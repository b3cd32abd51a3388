#include "registry/accounts/secrets.hpp"

#include <set>

#include <doctest/doctest.h>

#include "registry/accounts/accounts_for_tests.hpp"

namespace concordat::accounts {
namespace {

TEST_CASE("a token says what it is and whether it was copied whole") {
  CountedRandomness randomness;
  const std::string token = new_checked_secret(randomness, kTokenPrefix);
  CHECK(token.starts_with("concordat_"));
  CHECK(token.size() == 58);
  CHECK(is_checked_secret(token, kTokenPrefix));
  CHECK_FALSE(is_checked_secret(token, kLinkPrefix));
  CHECK_FALSE(is_checked_secret(token.substr(0, token.size() - 1), kTokenPrefix));
  CHECK_FALSE(is_checked_secret(token + "A", kTokenPrefix));
  CHECK_FALSE(is_checked_secret("", kTokenPrefix));
  for (std::size_t at = 0; at < token.size(); ++at) {
    std::string mistyped = token;
    mistyped[at] = mistyped[at] == 'x' ? 'y' : 'x';
    CHECK_FALSE(is_checked_secret(mistyped, kTokenPrefix));
  }
}

TEST_CASE("a link is no token, whatever it begins with") {
  CountedRandomness randomness;
  const std::string link = new_checked_secret(randomness, kLinkPrefix);
  CHECK(is_checked_secret(link, kLinkPrefix));
  CHECK_FALSE(is_checked_secret(link, kTokenPrefix));
}

TEST_CASE("secrets and pseudonyms do not repeat") {
  CountedRandomness randomness;
  std::set<std::string> seen;
  for (int count = 0; count < 1000; ++count) {
    CHECK(seen.insert(new_secret(randomness)).second);
    CHECK(seen.insert(new_id(randomness, 'p')).second);
  }
  CHECK(new_secret(randomness).size() == 43);
  CHECK(new_id(randomness, 'p').size() == 34);
}

TEST_CASE("the comparison is right whatever differs") {
  CHECK(are_same(bytes_of("abc"), bytes_of("abc")));
  CHECK(are_same({}, {}));
  CHECK_FALSE(are_same(bytes_of("abc"), bytes_of("abd")));
  CHECK_FALSE(are_same(bytes_of("abc"), bytes_of("bbc")));
  CHECK_FALSE(are_same(bytes_of("abc"), bytes_of("ab")));
}

}  // namespace
}  // namespace concordat::accounts
