// From a key to the rows that carry it, newest first, where nearly every key has one row or a few:
// some seven bytes a key, four for every further row. The key is not kept here but read back from
// the row; rows of one key are linked, each to the one before it.
//
// One writer, any number of readers without locks. A reader sees every row inserted before
// something it synchronised with; of rows inserted meanwhile it may see some.
#pragma once

#include "core/base/chunked.hpp"
#include "core/base/hash_index.hpp"
#include "core/base/sparse.hpp"
#include "core/facts/postings.hpp"

namespace concordat::facts {

// Both halves of the product, folded: every bit of the key reaches every bit of the hash.
[[nodiscard]] inline std::uint32_t hash_of_key(Key key) {
  __extension__ using Wide = unsigned __int128;
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio
  constexpr std::uint64_t kOffset = 0x6A09E667F3BCC909;
  const Wide product = static_cast<Wide>(key ^ kOffset) * kMix;
  const auto folded =
      static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  return static_cast<std::uint32_t>(folded ^ folded >> 32);
}

class RowIndex {
 public:
  // Writer only. Rows come one after the other, from 0 on; `key_at(row)` is the key of a row that
  // came before, and of this one.
  template <class KeyAt>
  void insert(Key key, std::uint32_t row, KeyAt&& key_at) {
    const std::uint32_t hash = hash_of_key(key);
    const std::uint32_t newest = head(key, hash, key_at);
    older_.push_back(newest);
    if (newest != HashIndex::kNone) {
      heads_.replace(hash, newest, row);
    } else {
      heads_.insert(hash, row, [&](std::uint32_t other) { return hash_of_key(key_at(other)); });
    }
  }

  // Calls `visit(row)` for every row of the key, newest first, until it returns false.
  template <class KeyAt, class Visit>
  void visit(Key key, KeyAt&& key_at, Visit&& visit) const {
    std::uint32_t row = head(key, hash_of_key(key), key_at);
    while (row != HashIndex::kNone && visit(row)) row = older_[row];
  }

  // Asks for the line that `visit` reads first.
  void prefetch(Key key) const { heads_.prefetch(hash_of_key(key)); }

  // As it lies in memory. The writer only, or nobody writes.
  void save(OctetWriter& out) const {
    heads_.save(out);
    older_.save(out);
  }
  // In place of what was there, before anybody reads it.
  void load(OctetReader& in) {
    heads_.load(in);
    older_.load(in);
  }

 private:
  template <class KeyAt>
  [[nodiscard]] std::uint32_t head(Key key, std::uint32_t hash, KeyAt&& key_at) const {
    return heads_.find(hash, [&](std::uint32_t row) { return key_at(row) == key; });
  }

  HashIndex heads_;
  SparseColumn older_;  // by row: the row of the same key before it, which most have not
};

}  // namespace concordat::facts
