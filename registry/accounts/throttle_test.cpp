#include "registry/accounts/throttle.hpp"

#include <doctest/doctest.h>

namespace concordat::accounts {
namespace {

using Counts = std::vector<Throttle::Count>;

constexpr Pace kPace{.free = 3, .first_ms = 1000, .longest_ms = 8000};

Instant at(std::int64_t second) { return {1'700'000'000'000 + second * 1000}; }

TEST_CASE("the first failures cost nothing, then the delay doubles up to its longest") {
  Throttle throttle;
  const Counts counts{{.key = "a", .pace = kPace}};
  for (int failure = 0; failure < 3; ++failure) CHECK(throttle.charge(counts, at(0)));
  std::int64_t now = 0;
  for (const std::int64_t delay : {1, 2, 4, 8, 8, 8}) {
    const auto early = throttle.charge(counts, at(now));
    REQUIRE_FALSE(early.has_value());
    CHECK(early.error().code == "account.slow-down");
    CHECK(early.error().arguments.front().second == std::to_string(delay));
    CHECK_FALSE(throttle.charge(counts, at(now + delay - 1)).has_value());
    now += delay;
    CHECK(throttle.charge(counts, at(now)));
  }
}

TEST_CASE("a refusal counts nothing, and other keys go on") {
  Throttle throttle;
  const Counts one{{.key = "a", .pace = kPace}, {.key = "shared", .pace = {.free = 5}}};
  for (int failure = 0; failure < 3; ++failure) CHECK(throttle.charge(one, at(0)));
  for (int refused = 0; refused < 100; ++refused) CHECK_FALSE(throttle.charge(one, at(0)));
  CHECK(throttle.charge({{.key = "b", .pace = kPace}}, at(0)));
  CHECK(throttle.charge(one, at(1)));
}

TEST_CASE("a success ends a row of failures, and of what others share takes back its own") {
  Throttle throttle;
  const Counts own{{.key = "a", .pace = kPace}};
  const Counts shared{{.key = "n", .pace = kPace, .in_a_row = false}};
  for (int failure = 0; failure < 3; ++failure) {
    CHECK(throttle.charge(own, at(0)));
    CHECK(throttle.charge(shared, at(0)));
  }
  throttle.succeeded(own);
  throttle.succeeded(shared);
  for (int failure = 0; failure < 3; ++failure) CHECK(throttle.charge(own, at(0)));
  CHECK(throttle.charge(shared, at(0)));
  CHECK_FALSE(throttle.charge(shared, at(0)).has_value());
  throttle.refund(shared);
  CHECK(throttle.charge(shared, at(0)));
}

TEST_CASE("old failures are forgotten, and a clock set back makes nobody wait for ever") {
  Throttle throttle;
  const Counts counts{{.key = "a", .pace = kPace}};
  for (int failure = 0; failure < 3; ++failure) CHECK(throttle.charge(counts, at(0)));
  const auto early = throttle.charge(counts, at(-100'000));
  REQUIRE_FALSE(early.has_value());
  CHECK(early.error().arguments.front().second == "1");
  CHECK(throttle.charge(counts, at(86'400)));
  CHECK(throttle.charge(counts, at(86'400)));
}

TEST_CASE("what is counted has a bound, and the longest silent is forgotten first") {
  Throttle throttle;
  const Counts first{{.key = "first", .pace = kPace}};
  for (int failure = 0; failure < 3; ++failure) CHECK(throttle.charge(first, at(0)));
  for (std::size_t other = 0; other + 1 < kMaxCounted; ++other) {
    CHECK(throttle.charge({{.key = std::to_string(other), .pace = kPace}}, at(0)));
  }
  CHECK_FALSE(throttle.charge(first, at(0)).has_value());
  CHECK(throttle.charge({{.key = "one more", .pace = kPace}}, at(0)));
  CHECK(throttle.charge(first, at(0)));
}

TEST_CASE("the network of an address is what one customer has") {
  CHECK(Throttle::network_of("192.0.2.7") == "192.0.2.7");
  CHECK(Throttle::network_of("::ffff:192.0.2.7") == "192.0.2.7");
  CHECK(Throttle::network_of("2001:db8:1:2:3:4:5:6") == Throttle::network_of("2001:db8:1:2::9"));
  CHECK(Throttle::network_of("2001:db8:1:2::9") != Throttle::network_of("2001:db8:1:3::9"));
  CHECK(Throttle::network_of("2001:db8::1") == Throttle::network_of("2001:db8:0:0:7::1"));
  CHECK(Throttle::network_of("::1") == Throttle::network_of("::2"));
  CHECK(Throttle::network_of("") == "");
}

}  // namespace
}  // namespace concordat::accounts
