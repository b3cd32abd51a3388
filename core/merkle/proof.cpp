#include "core/merkle/proof.hpp"

#include <algorithm>
#include <bit>
#include <span>

namespace concordat::merkle {
namespace {

std::unexpected<Error> proof_length() {
  return fail({.code = "merkle.proof-length", .expected = "exactly the hashes of the path"});
}

Status sizes_in_order(std::uint64_t old_size, std::uint64_t new_size) {
  if (old_size == 0 || old_size > new_size) {
    return fail({.code = "merkle.size", .expected = "0 < old size <= new size"});
  }
  return {};
}

}  // namespace

Result<Proof> prove_inclusion(HashSource& source, std::uint64_t index, std::uint64_t size) {
  if (index >= size) return fail({.code = "merkle.index", .expected = "an index below the size"});
  Proof proof;
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  while (end - begin > 1) {
    const std::uint64_t split = begin + std::bit_floor(end - begin - 1);
    if (index < split) {
      CONCORDAT_TRY(sibling, range_root(source, split, end));
      proof.push_back(sibling);
      end = split;
    } else {
      CONCORDAT_TRY(sibling, range_root(source, begin, split));
      proof.push_back(sibling);
      begin = split;
    }
  }
  std::ranges::reverse(proof);
  return proof;
}

// RFC 9162 section 2.1.3.2, with its names.
Status verify_inclusion(const Inclusion& claim, const Proof& proof, const Hash& root) {
  if (claim.index >= claim.size) {
    return fail({.code = "merkle.index", .expected = "an index below the size"});
  }
  std::uint64_t fn = claim.index;
  std::uint64_t sn = claim.size - 1;
  Hash r = claim.leaf;
  for (const Hash& p : proof) {
    if (sn == 0) return proof_length();
    if ((fn & 1) != 0 || fn == sn) {
      r = node_hash(p, r);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      r = node_hash(r, p);
    }
    fn >>= 1;
    sn >>= 1;
  }
  if (sn != 0) return proof_length();
  if (r != root) return fail({.code = "merkle.root-mismatch"});
  return {};
}

Result<Proof> prove_consistency(HashSource& source, std::uint64_t old_size,
                                std::uint64_t new_size) {
  CONCORDAT_CHECK(sizes_in_order(old_size, new_size));
  Proof proof;
  std::uint64_t begin = 0;
  std::uint64_t end = new_size;
  // RFC 9162 section 2.1.4.1: walk down to the subtree that ends where the old tree ended.
  while (end != old_size) {
    const std::uint64_t split = begin + std::bit_floor(end - begin - 1);
    if (old_size <= split) {
      CONCORDAT_TRY(sibling, range_root(source, split, end));
      proof.push_back(sibling);
      end = split;
    } else {
      CONCORDAT_TRY(sibling, range_root(source, begin, split));
      proof.push_back(sibling);
      begin = split;
    }
  }
  // When that subtree is the whole old tree, its root is known to the verifier.
  if (begin != 0) {
    CONCORDAT_TRY(last, range_root(source, begin, end));
    proof.push_back(last);
  }
  std::ranges::reverse(proof);
  return proof;
}

// RFC 9162 section 2.1.4.2, with its names.
Status verify_consistency(const Consistency& claim, const Proof& proof) {
  CONCORDAT_CHECK(sizes_in_order(claim.old_size, claim.new_size));
  if (claim.old_size == claim.new_size) {
    if (!proof.empty()) return proof_length();
    if (claim.old_root != claim.new_root) return fail({.code = "merkle.root-mismatch"});
    return {};
  }
  std::span<const Hash> path = proof;
  Hash seed = claim.old_root;
  if (!std::has_single_bit(claim.old_size)) {
    if (path.empty()) return proof_length();
    seed = path.front();
    path = path.subspan(1);
  }
  std::uint64_t fn = claim.old_size - 1;
  std::uint64_t sn = claim.new_size - 1;
  while ((fn & 1) != 0) {
    fn >>= 1;
    sn >>= 1;
  }
  Hash fr = seed;
  Hash sr = seed;
  for (const Hash& c : path) {
    if (sn == 0) return proof_length();
    if ((fn & 1) != 0 || fn == sn) {
      fr = node_hash(c, fr);
      sr = node_hash(c, sr);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      sr = node_hash(sr, c);
    }
    fn >>= 1;
    sn >>= 1;
  }
  if (sn != 0) return proof_length();
  if (fr != claim.old_root) return fail({.code = "merkle.root-mismatch", .place = "old root"});
  if (sr != claim.new_root) return fail({.code = "merkle.root-mismatch", .place = "new root"});
  return {};
}

}  // namespace concordat::merkle
