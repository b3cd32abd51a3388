// The contract of `Store` as tests, written once for every implementation.
//
// An adapter's test gives a way to make fresh places and calls `check_store` in a TEST_CASE:
//
//   TEST_CASE("the ... store keeps the contract") {
//     conformance::check_store([] { return std::make_unique<MyPlace>(); });
//   }
//
// Each rule is a subcase of its own and starts with a fresh place.
#pragma once

#include <functional>
#include <memory>

#include "registry/ports/store.hpp"

namespace concordat::conformance {

// Where the content of a store lives: a file, a database, a piece of memory. Its destructor removes
// the content.
class Place {
 public:
  virtual ~Place() = default;
  // Opens the store of this place, which the first call creates. Several may be open at once, as
  // several processes would; all see the same content. Never null: a place that cannot open its
  // store fails the test.
  virtual std::unique_ptr<Store> open() = 0;
};

using MakePlace = std::function<std::unique_ptr<Place>()>;

void check_store(const MakePlace& make);

// The two halves of the above.
void check_log(const MakePlace& make);
void check_search(const MakePlace& make);

}  // namespace concordat::conformance
