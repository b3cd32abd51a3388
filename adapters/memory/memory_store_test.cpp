#include "adapters/memory/memory_store.hpp"

#include <doctest/doctest.h>

#include "registry/ports/conformance/store_conformance.hpp"

namespace concordat::memory {
namespace {

class MemoryPlace final : public conformance::Place {
 public:
  std::unique_ptr<Store> open() override { return std::make_unique<MemoryStore>(medium_); }

 private:
  std::shared_ptr<Medium> medium_ = std::make_shared<Medium>();
};

}  // namespace

TEST_CASE("the memory store keeps the contract") {
  conformance::check_store([] { return std::make_unique<MemoryPlace>(); });
}

TEST_CASE("two stores without a common medium know nothing of each other") {
  MemoryStore one;
  MemoryStore other;
  CHECK(one.take_epoch().value() == 1);
  CHECK(one.take_epoch().value() == 2);
  CHECK(other.take_epoch().value() == 1);
}

}  // namespace concordat::memory
