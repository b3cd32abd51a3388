#include "adapters/memory/faulty_store.hpp"

#include <doctest/doctest.h>

#include "adapters/memory/memory_store.hpp"

namespace concordat::memory {
namespace {

const std::vector<Bytes> kOneEntry = {Bytes{1, 2, 3}};

Status append_one(Store& store, std::uint64_t epoch) {
  return store.append(
      {.epoch = epoch, .expected_size = store.size().value(), .entries = &kOneEntry});
}

}  // namespace

TEST_CASE("a write that failed and was not applied leaves the store as it was") {
  MemoryStore inner;
  FaultyStore store(inner);
  const std::uint64_t epoch = store.take_epoch().value();
  store.plan({.write = Write::kAppend, .nth = 2});
  CHECK(append_one(store, epoch));
  const Status failed = append_one(store, epoch);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == "store.io");
  CHECK(store.size().value() == 1);
  CHECK(store.all_struck());
  CHECK(append_one(store, epoch));
  CHECK(store.size().value() == 2);
  CHECK(store.count(Write::kAppend) == 3);
}

TEST_CASE("a write that failed and yet was applied is found by reading") {
  MemoryStore inner;
  FaultyStore store(inner);
  const std::uint64_t epoch = store.take_epoch().value();
  store.plan({.write = Write::kAppend, .fault = Fault::kApplied, .code = "store.full"});
  const Status failed = append_one(store, epoch);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == "store.full");
  CHECK(store.size().value() == 1);
  CHECK(store.read(0, 1).value() == kOneEntry);
}

TEST_CASE("a plan is counted from where it was made, for its own kind of write") {
  MemoryStore inner;
  FaultyStore store(inner);
  const std::uint64_t epoch = store.take_epoch().value();
  CHECK(append_one(store, epoch));
  store.plan({.write = Write::kPutCheckpoint, .fault = Fault::kApplied});
  store.plan({.write = Write::kPutCheckpoint, .nth = 2});
  store.plan({.write = Write::kIndex});
  store.plan({.write = Write::kTakeEpoch, .fault = Fault::kApplied});
  CHECK(append_one(store, epoch));
  CHECK_FALSE(store.put_checkpoint({epoch, 1, "first"}));
  CHECK(store.checkpoint().value() == "first");
  CHECK_FALSE(store.put_checkpoint({epoch, 2, "second"}));
  CHECK(store.checkpoint().value() == "first");
  CHECK(store.put_checkpoint({epoch, 2, "second"}));
  CHECK_FALSE(store.index({}, 1));
  CHECK(store.indexed().value() == 0);
  CHECK_FALSE(store.all_struck());
  CHECK_FALSE(store.take_epoch());
  CHECK(store.all_struck());
  // The epoch was taken all the same: the old one is fenced.
  const Status fenced = append_one(store, epoch);
  REQUIRE_FALSE(fenced);
  CHECK(fenced.error().code == "store.fenced");
}

TEST_CASE("a refusal of the store itself is not hidden by a plan that applies") {
  MemoryStore inner;
  FaultyStore store(inner);
  const std::uint64_t epoch = store.take_epoch().value();
  store.plan({.write = Write::kAppend, .fault = Fault::kApplied});
  const Status refused = store.append({.epoch = epoch, .expected_size = 7, .entries = &kOneEntry});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store.conflict");
}

}  // namespace concordat::memory
