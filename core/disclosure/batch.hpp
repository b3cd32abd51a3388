// Commitments in batches: gapless sequence numbers, one root a batch, each batch naming the root of
// the one before, so that an omission shows (spec/formats/vault-proof.md).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/json/value.hpp"
#include "core/merkle/hash.hpp"
#include "core/merkle/proof.hpp"

namespace concordat::disclosure {

// The body of a statement of type `vault-batch`.
struct Batch {
  std::uint64_t number = 1;  // from 1 on
  std::uint64_t first = 1;   // sequence number of its first commitment; the first of all is 1
  std::uint64_t count = 0;
  merkle::Hash root = {};
  std::optional<merkle::Hash> previous;  // the root of the batch before; none for the first
  friend bool operator==(const Batch&, const Batch&) = default;
};

[[nodiscard]] json::Object body_of(const Batch& batch);
// Code vault-proof.statement when it is no such body.
[[nodiscard]] Result<Batch> read_batch(const json::Value& body);

// Whether the batch continues the one before, or begins the chain where there is none.
[[nodiscard]] bool continues(const Batch& batch, const Batch* before);

[[nodiscard]] merkle::Hash commitment_leaf(std::uint64_t sequence,
                                           const crypto::Digest& commitment);
// The root over commitments with the sequence numbers from `first` on.
[[nodiscard]] merkle::Hash batch_root(std::uint64_t first,
                                      std::span<const crypto::Digest> commitments);
// From commitment `at` of them to that root. Code merkle.index.
[[nodiscard]] Result<merkle::Proof> batch_path(std::uint64_t first,
                                               std::span<const crypto::Digest> commitments,
                                               std::uint64_t at);

}  // namespace concordat::disclosure
