#include "core/disclosure/batch.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace concordat::disclosure {
namespace {

Batch first_batch() { return {.number = 1, .first = 1, .count = 4, .root = crypto::Digest{1}}; }
Batch second_batch() {
  return {.number = 2,
          .first = 5,
          .count = 2,
          .root = crypto::Digest{2},
          .previous = crypto::Digest{1}};
}

TEST_CASE("a batch is read as it was written") {
  for (const Batch& batch : {first_batch(), second_batch()}) {
    CHECK(read_batch(body_of(batch)) == batch);
  }
  for (const std::string_view member : {"number", "first", "count", "root"}) {
    json::Object body = body_of(second_batch());
    body.erase(member);
    CHECK(read_batch(body).error().code == "vault-proof.statement");
    body.set(member, "sha256:00");
    CHECK_FALSE(read_batch(body));
    body.set(member, 0);
    CHECK_FALSE(read_batch(body));
  }
}

TEST_CASE("a chain begins at one and goes on without a gap") {
  const Batch first = first_batch();
  const Batch second = second_batch();
  CHECK(continues(first, nullptr));
  CHECK(continues(second, &first));
  CHECK_FALSE(continues(second, nullptr));
  CHECK_FALSE(continues(first, &first));
  const auto spoilt = [&](auto spoil) {
    Batch batch = second;
    spoil(batch);
    return !continues(batch, &first);
  };
  CHECK(spoilt([](Batch& batch) { batch.number = 3; }));
  CHECK(spoilt([](Batch& batch) { batch.first = 6; }));
  CHECK(spoilt([](Batch& batch) { batch.first = 4; }));
  CHECK(spoilt([](Batch& batch) { batch.count = 0; }));
  CHECK(spoilt([](Batch& batch) { batch.previous.reset(); }));
  CHECK(spoilt([](Batch& batch) { batch.previous = crypto::Digest{9}; }));
}

TEST_CASE("every commitment of a batch leads to its root, by its own number alone") {
  std::vector<crypto::Digest> commitments;
  for (Byte at = 0; at < 9; ++at) commitments.push_back(crypto::Digest{at});
  const merkle::Hash root = batch_root(5, commitments);
  for (std::uint64_t at = 0; at < commitments.size(); ++at) {
    const auto path = batch_path(5, commitments, at);
    REQUIRE(path);
    const auto holds = [&](std::uint64_t sequence) {
      const auto leaf = commitment_leaf(sequence, commitments[at]);
      return merkle::verify_inclusion({.index = at, .size = 9, .leaf = leaf}, *path, root)
          .has_value();
    };
    CHECK(holds(5 + at));
    CHECK_FALSE(holds(6 + at));
  }
  CHECK(batch_root(6, commitments) != root);
  CHECK(batch_path(5, commitments, 9).error().code == "merkle.index");
}

}  // namespace
}  // namespace concordat::disclosure
