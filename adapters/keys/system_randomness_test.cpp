#include "adapters/keys/system_randomness.hpp"

#include <doctest/doctest.h>

namespace concordat::keys {

TEST_CASE("the system gives other octets every time, and fills the whole span") {
  SystemRandomness randomness;
  Bytes first(64);
  Bytes second(64);
  randomness.fill(first);
  randomness.fill(second);
  CHECK(first != second);
  // The last eight stay zero by chance once in 2^64 runs.
  CHECK(Bytes(first.end() - 8, first.end()) != Bytes(8));
  randomness.fill({});
}

}  // namespace concordat::keys
