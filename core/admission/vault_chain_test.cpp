// Batches of the vault: gapless, chained, the operator's, for ever.
#include <doctest/doctest.h>

#include "core/admission/world_for_tests.hpp"
#include "core/disclosure/batch.hpp"

namespace concordat::admission {
namespace {

using testing::payload;
using testing::World;

json::Value batch(const disclosure::Batch& batch) {
  return payload("operator", "vault-batch", json::canonical(disclosure::body_of(batch)));
}

disclosure::Batch first() {
  return {.number = 1, .first = 1, .count = 4, .root = crypto::Digest{1}, .previous = {}};
}
disclosure::Batch second() {
  return {.number = 2,
          .first = 5,
          .count = 3,
          .root = crypto::Digest{2},
          .previous = crypto::Digest{1}};
}

TEST_CASE("a chain begins with batch 1 and goes on with the root before") {
  World world;
  CHECK(world.refusal(batch(second())) == "admission.vault-chain at /body");
  world.enter(batch(first()));
  world.enter(batch(second()));
  disclosure::Batch third = second();
  third.number = 3;
  third.first = 8;
  third.previous = second().root;
  CHECK(world.refusal(batch(third)) == "admitted");
}

TEST_CASE("a gap, an overlap, another root or a number twice is refused") {
  World world;
  world.enter(batch(first()));
  const auto refused = [&](auto spoil) {
    disclosure::Batch spoilt = second();
    spoil(spoilt);
    return world.refusal(batch(spoilt)) == "admission.vault-chain at /body";
  };
  CHECK(refused([](disclosure::Batch& spoilt) { spoilt.first = 6; }));
  CHECK(refused([](disclosure::Batch& spoilt) { spoilt.first = 4; }));
  CHECK(refused([](disclosure::Batch& spoilt) { spoilt.number = 3; }));
  CHECK(refused([](disclosure::Batch& spoilt) { spoilt.number = 1; }));
  CHECK(refused([](disclosure::Batch& spoilt) { spoilt.previous.reset(); }));
  CHECK(refused([](disclosure::Batch& spoilt) { spoilt.previous = crypto::Digest{9}; }));
  CHECK(world.refusal(batch(second())) == "admitted");
}

TEST_CASE("a link is never corrected, nor suspended or ended") {
  World world;
  const json::Value made = batch(first());
  world.enter(made);
  json::Value correction = batch(second());
  correction.as_object()->set("corrects",
                              json::Object{{"statement", made.text("id")}, {"kind", "clerical"}});
  CHECK(world.refusal(correction) == "admission.vault-chain at /corrects");
  CHECK(world
            .refusal("operator", "status-change",
                     R"({"subject": ")" + std::string(made.text("id")) + R"(", "change": "ended"})")
            .starts_with("admission.unknown-subject"));
}

}  // namespace
}  // namespace concordat::admission
