#include "registry/ports/search_query.hpp"

#include <doctest/doctest.h>

namespace concordat {

TEST_CASE("tokens are split at spaces and control characters alone") {
  CHECK(split_tokens("").empty());
  CHECK(split_tokens(" \t\n\x7F ").empty());
  CHECK(split_tokens(" a  b-c/2023 \x01 安全 ") ==
        std::vector<std::string_view>{"a", "b-c/2023", "安全"});
}

TEST_CASE("a cursor leads back to its rank, and nothing else is taken for one") {
  Store::SearchQuery query;
  CHECK(start_of(query).value() == 0);
  for (const std::uint64_t rank : {1ULL, 17ULL, 9'223'372'036'854'775'807ULL}) {
    query.after = cursor_of(rank);
    CHECK(start_of(query).value() == rank);
  }
  for (const char* wrong : {"0", "01", "-1", "+1", " 1", "1 ", "x", "1.0", "9223372036854775808",
                            "99999999999999999999"}) {
    CAPTURE(wrong);
    query.after = wrong;
    REQUIRE_FALSE(start_of(query));
    CHECK(start_of(query).error().code == "store.query");
  }
}

TEST_CASE("a query asks for so many fields and tokens, not more") {
  Store::SearchQuery query;
  query.fields.resize(kMaxSearchFields, {"holder", "h1"});
  for (std::size_t i = 0; i < kMaxSearchTokens; ++i) query.tokens += "a ";
  CHECK(start_of(query));
  query.tokens += "a";
  REQUIRE_FALSE(start_of(query));
  CHECK(start_of(query).error().place == "tokens");
  query.tokens.clear();
  query.fields.emplace_back("holder", "h2");
  REQUIRE_FALSE(start_of(query));
  CHECK(start_of(query).error().place == "fields");
}

TEST_CASE("a page holds at least one hit and at most the limit") {
  Store::SearchQuery query;
  for (const std::uint32_t limit : {1U, kMaxSearchLimit}) {
    query.limit = limit;
    CHECK(start_of(query));
  }
  for (const std::uint32_t limit : {0U, kMaxSearchLimit + 1}) {
    query.limit = limit;
    REQUIRE_FALSE(start_of(query));
    CHECK(start_of(query).error().place == "limit");
  }
}

}  // namespace concordat
