#include "core/merkle/proof.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace concordat::merkle {
namespace {

constexpr std::size_t kLargest = 40;

// Leaves, and the roots of every prefix by the definition.
struct Fixture {
  Tree tree;
  std::vector<Hash> leaves;
  std::vector<Hash> roots;

  Fixture() {
    roots.push_back(empty_root());
    for (std::size_t i = 0; i < kLargest; ++i) {
      leaves.push_back(leaf_hash(bytes_of("entry " + std::to_string(i))));
      tree.append(leaves.back());
      roots.push_back(tree_root(leaves));
    }
  }
};

// The proof by the recursive definition of RFC 9162 section 2.1.3.1, as the oracle.
Proof path_by_definition(std::size_t index, std::span<const Hash> leaves) {
  if (leaves.size() <= 1) return {};
  std::size_t split = 1;
  while (split * 2 < leaves.size()) split *= 2;
  Proof proof;
  if (index < split) {
    proof = path_by_definition(index, leaves.first(split));
    proof.push_back(tree_root(leaves.subspan(split)));
  } else {
    proof = path_by_definition(index - split, leaves.subspan(split));
    proof.push_back(tree_root(leaves.first(split)));
  }
  return proof;
}

// SUBPROOF of RFC 9162 section 2.1.4.1.
Proof subproof(std::size_t old_size, std::span<const Hash> leaves, bool known) {
  if (old_size == leaves.size()) return known ? Proof{} : Proof{tree_root(leaves)};
  std::size_t split = 1;
  while (split * 2 < leaves.size()) split *= 2;
  Proof proof;
  if (old_size <= split) {
    proof = subproof(old_size, leaves.first(split), known);
    proof.push_back(tree_root(leaves.subspan(split)));
  } else {
    proof = subproof(old_size - split, leaves.subspan(split), false);
    proof.push_back(tree_root(leaves.first(split)));
  }
  return proof;
}

// Every way of changing the number or the bytes of the hashes.
template <class Holds>
void damage_each_way(const Proof& proof, Holds holds) {
  for (std::size_t i = 0; i < proof.size(); ++i) {
    for (std::size_t bit = 0; bit < 256; ++bit) {
      Proof flipped = proof;
      flipped[i][bit / 8] ^= static_cast<Byte>(1u << (bit % 8));
      REQUIRE_FALSE(holds(flipped));
    }
    Proof dropped = proof;
    dropped.erase(dropped.begin() + static_cast<std::ptrdiff_t>(i));
    REQUIRE_FALSE(holds(dropped));
    Proof doubled = proof;
    doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(i), proof[i]);
    REQUIRE_FALSE(holds(doubled));
  }
  Proof longer = proof;
  longer.push_back(empty_root());
  REQUIRE_FALSE(holds(longer));
  longer = proof;
  longer.insert(longer.begin(), empty_root());
  REQUIRE_FALSE(holds(longer));
  longer.resize(200, Hash{});
  REQUIRE_FALSE(holds(longer));
}

TEST_CASE("every inclusion proof holds, and is the one of the definition") {
  Fixture f;
  for (std::size_t size = 1; size <= kLargest; ++size) {
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = prove_inclusion(f.tree, index, size);
      REQUIRE(proof);
      REQUIRE(*proof == path_by_definition(index, std::span(f.leaves).first(size)));
      REQUIRE(verify_inclusion({index, size, f.leaves[index]}, *proof, f.roots[size]));
    }
  }
}

TEST_CASE("no damaged inclusion proof holds") {
  Fixture f;
  for (const std::size_t size : {1u, 2u, 3u, 5u, 7u, 8u, 13u, 32u, 39u}) {
    for (std::size_t index = 0; index < size; ++index) {
      CAPTURE(size);
      CAPTURE(index);
      const Proof proof = *prove_inclusion(f.tree, index, size);
      const Inclusion claim{index, size, f.leaves[index]};
      damage_each_way(proof, [&](const Proof& other) {
        return verify_inclusion(claim, other, f.roots[size]).has_value();
      });
      Hash other_leaf = claim.leaf;
      other_leaf[0] ^= 0x80;
      REQUIRE_FALSE(verify_inclusion({index, size, other_leaf}, proof, f.roots[size]));
      Hash other_root = f.roots[size];
      other_root[31] ^= 1;
      REQUIRE_FALSE(verify_inclusion(claim, proof, other_root));
      for (std::size_t other = 0; other <= kLargest; ++other) {
        if (other != index) {
          REQUIRE_FALSE(verify_inclusion({other, size, claim.leaf}, proof, f.roots[size]));
        }
      }
    }
  }
}

TEST_CASE("an inclusion proof holds for no other size, against that size's root") {
  Fixture f;
  for (std::size_t size = 1; size <= kLargest; ++size) {
    for (std::size_t index = 0; index < size; ++index) {
      const Proof proof = *prove_inclusion(f.tree, index, size);
      for (std::size_t other = 0; other <= kLargest; ++other) {
        if (other == size) continue;
        REQUIRE_FALSE(verify_inclusion({index, other, f.leaves[index]}, proof, f.roots[other]));
      }
    }
  }
}

TEST_CASE("inclusion: each refusal has its code") {
  Fixture f;
  const Proof proof = *prove_inclusion(f.tree, 3, 7);
  CHECK(verify_inclusion({7, 7, f.leaves[3]}, proof, f.roots[7]).error().code == "merkle.index");
  CHECK(verify_inclusion({0, 0, f.leaves[0]}, {}, f.roots[0]).error().code == "merkle.index");
  CHECK(verify_inclusion({3, 7, f.leaves[3]}, {}, f.roots[7]).error().code ==
        "merkle.proof-length");
  CHECK(verify_inclusion({3, 7, f.leaves[4]}, proof, f.roots[7]).error().code ==
        "merkle.root-mismatch");
  CHECK(prove_inclusion(f.tree, 7, 7).error().code == "merkle.index");
  CHECK(prove_inclusion(f.tree, 7, kLargest + 1).error().code == "merkle.node-missing");
}

TEST_CASE("the largest index of the largest tree is walked, not overflowed") {
  constexpr std::uint64_t kAll = ~std::uint64_t{0};
  CHECK(verify_inclusion({kAll - 1, kAll, Hash{}}, Proof(64), Hash{}).error().code ==
        "merkle.proof-length");
  // Index 2^64 - 2 of 2^64 - 1: the last leaf hangs to the right of 63 peaks.
  CHECK(verify_inclusion({kAll - 1, kAll, Hash{}}, Proof(63), Hash{}).error().code ==
        "merkle.root-mismatch");
  CHECK(verify_consistency({kAll - 1, kAll, Hash{}, Hash{}}, Proof(500)).error().code ==
        "merkle.proof-length");
}

TEST_CASE("every consistency proof holds, and is the one of the definition") {
  Fixture f;
  for (std::size_t size = 1; size <= kLargest; ++size) {
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      const auto proof = prove_consistency(f.tree, old_size, size);
      REQUIRE(proof);
      REQUIRE(*proof == subproof(old_size, std::span(f.leaves).first(size), true));
      REQUIRE(verify_consistency({old_size, size, f.roots[old_size], f.roots[size]}, *proof));
    }
  }
}

TEST_CASE("no damaged consistency proof holds") {
  Fixture f;
  for (const std::size_t size : {1u, 2u, 3u, 6u, 7u, 8u, 21u, 32u, 33u}) {
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      CAPTURE(size);
      CAPTURE(old_size);
      const Proof proof = *prove_consistency(f.tree, old_size, size);
      const Consistency claim{old_size, size, f.roots[old_size], f.roots[size]};
      damage_each_way(
          proof, [&](const Proof& other) { return verify_consistency(claim, other).has_value(); });
      for (std::size_t other = 0; other <= kLargest; ++other) {
        Consistency wrong = claim;
        if (other != old_size) {
          wrong.old_root = f.roots[other];
          REQUIRE_FALSE(verify_consistency(wrong, proof));
          wrong = claim;
          wrong.old_size = other;
          REQUIRE_FALSE(verify_consistency(wrong, proof));
        }
        if (other != size) {
          wrong = claim;
          wrong.new_root = f.roots[other];
          REQUIRE_FALSE(verify_consistency(wrong, proof));
          wrong = claim;
          wrong.new_size = other;
          wrong.new_root = f.roots[other];
          REQUIRE_FALSE(verify_consistency(wrong, proof));
        }
      }
    }
  }
}

TEST_CASE("consistency: each refusal has its code") {
  Fixture f;
  CHECK(verify_consistency({0, 5, f.roots[0], f.roots[5]}, {}).error().code == "merkle.size");
  CHECK(verify_consistency({6, 5, f.roots[6], f.roots[5]}, {}).error().code == "merkle.size");
  CHECK(verify_consistency({5, 5, f.roots[5], f.roots[5]}, {f.roots[5]}).error().code ==
        "merkle.proof-length");
  CHECK(verify_consistency({5, 5, f.roots[5], f.roots[6]}, {}).error().code ==
        "merkle.root-mismatch");
  CHECK(verify_consistency({3, 5, f.roots[3], f.roots[5]}, {}).error().code ==
        "merkle.proof-length");
  const Proof proof = *prove_consistency(f.tree, 3, 5);
  CHECK(verify_consistency({3, 5, f.roots[4], f.roots[5]}, proof).error().place == "old root");
  CHECK(verify_consistency({3, 5, f.roots[3], f.roots[4]}, proof).error().place == "new root");
  CHECK(prove_consistency(f.tree, 0, 5).error().code == "merkle.size");
  CHECK(prove_consistency(f.tree, 6, 5).error().code == "merkle.size");
}

}  // namespace
}  // namespace concordat::merkle
