#include "registry/accounts/secrets.hpp"

#include <fstream>
#include <set>
#include <span>

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

// Gives 00 01 02 ... as the document does.
class RisingOctets final : public Randomness {
 public:
  void fill(std::span<Byte> octets) override {
    for (std::size_t at = 0; at < octets.size(); ++at) octets[at] = static_cast<Byte>(at);
  }
};

TEST_CASE("the document's own token and link are read and made") {
  std::ifstream file("spec/formats/access-token.md");
  RisingOctets octets;
  int found = 0;
  for (std::string line; std::getline(file, line);) {
    for (const std::string_view prefix : {kTokenPrefix, kLinkPrefix}) {
      if (!line.starts_with(prefix) || line.size() != prefix.size() + 48) continue;
      CHECK(is_checked_secret(line, prefix));
      CHECK(new_checked_secret(octets, prefix) == line);
      ++found;
    }
  }
  CHECK(found == 2);
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
