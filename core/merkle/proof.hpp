// Inclusion and consistency proofs, RFC 9162 sections 2.1.3 and 2.1.4.
//
// Verification is by index arithmetic alone: the prover sends hashes, never directions. A proof
// with one hash too many or too few is refused, as is an index that lies outside the tree.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.hpp"
#include "core/merkle/source.hpp"

namespace concordat::merkle {

using Proof = std::vector<Hash>;  // leaf to root

// That `leaf` is entry `index` of the tree of `size` entries.
struct Inclusion {
  std::uint64_t index = 0;
  std::uint64_t size = 0;
  Hash leaf = {};
};

// Codes: merkle.index (index >= size), and whatever the source fails with.
[[nodiscard]] Result<Proof> prove_inclusion(HashSource& source, std::uint64_t index,
                                            std::uint64_t size);
// Codes: merkle.index, merkle.proof-length, merkle.root-mismatch.
[[nodiscard]] Status verify_inclusion(const Inclusion& claim, const Proof& proof, const Hash& root);

// That the tree of `new_size` begins with the very entries of the tree of `old_size`. Defined for
// 0 < old_size <= new_size; with equal sizes the proof is empty and the roots are equal.
struct Consistency {
  std::uint64_t old_size = 0;
  std::uint64_t new_size = 0;
  Hash old_root = {};
  Hash new_root = {};
};

// Codes: merkle.size (sizes not as above), and whatever the source fails with.
[[nodiscard]] Result<Proof> prove_consistency(HashSource& source, std::uint64_t old_size,
                                              std::uint64_t new_size);
// Codes: merkle.size, merkle.proof-length, merkle.root-mismatch (place "old root" or "new root").
[[nodiscard]] Status verify_consistency(const Consistency& claim, const Proof& proof);

}  // namespace concordat::merkle
