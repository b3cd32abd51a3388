#include "core/credential/status/kept_lists.hpp"

#include <doctest/doctest.h>

namespace concordat::credential {
namespace {

std::shared_ptr<const StatusList> list_of(std::size_t octets,
                                          std::optional<std::int64_t> ttl_ms = std::nullopt) {
  StatusList list;
  list.bits.resize(octets);
  list.ttl_ms = ttl_ms;
  return std::make_shared<const StatusList>(std::move(list));
}

TEST_CASE("a list is kept until it is too old, or says that a newer one is due") {
  KeptLists kept(1 << 20, 1000);
  kept.keep("a", list_of(100), {5000});
  kept.keep("b", list_of(100, 10), {5000});
  CHECK(kept.find("a", {5000}) != nullptr);
  CHECK(kept.find("a", {6000}) != nullptr);
  CHECK(kept.find("b", {5010}) != nullptr);
  CHECK(kept.find("b", {5011}) == nullptr);
  CHECK(kept.find("a", {6001}) == nullptr);
  CHECK(kept.find("a", {6000}) == nullptr);  // dropped, not hidden
  CHECK(kept.size_bytes() == 0);
  kept.keep("a", list_of(100), {5000});
  CHECK(kept.find("a", {4999}) == nullptr);
  CHECK(kept.find("c", {5000}) == nullptr);
}

TEST_CASE("the newer list stands in place of the one before") {
  KeptLists kept(1 << 20, 1000);
  const auto first = list_of(100);
  const auto second = list_of(200);
  kept.keep("a", first, {0});
  const std::size_t size_bytes = kept.size_bytes();
  kept.keep("a", second, {0});
  CHECK(kept.find("a", {0}) == second);
  CHECK(kept.size_bytes() == size_bytes + 100);
}

TEST_CASE("there is room for the lists that were asked last") {
  KeptLists kept(4000, 1000);
  kept.keep("a", list_of(1000), {0});
  kept.keep("b", list_of(1000), {0});
  CHECK(kept.find("a", {0}) != nullptr);
  kept.keep("c", list_of(1000), {0});
  kept.keep("d", list_of(1000), {0});
  CHECK(kept.size_bytes() <= 4000);
  CHECK(kept.find("b", {0}) == nullptr);
  CHECK(kept.find("d", {0}) != nullptr);
  const std::size_t size_bytes = kept.size_bytes();
  kept.keep("e", list_of(5000), {0});
  CHECK(kept.find("e", {0}) == nullptr);
  CHECK(kept.size_bytes() == size_bytes);
}

}  // namespace
}  // namespace concordat::credential
