// From a 64-bit key to the numbers of the rows that carry it, newest first.
//
// One writer, any number of readers without locks; what a reader sees is said in postings.hpp.
#pragma once

#include <algorithm>

#include "core/base/octets.hpp"
#include "core/facts/postings.hpp"

namespace concordat::facts {

class MultiMap {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // Writer only.
  void insert(Key key, std::uint32_t row) { rows_.insert(key, row); }

  // Calls `visit(row)` for every row of the key, newest first, until it returns false.
  template <class Visit>
  void visit(Key key, Visit&& visit) const {
    const std::span<const std::uint32_t> rows = rows_.find(key);
    for (std::size_t left = rows.size(); left > 0; --left) {
      if (!visit(rows[left - 1])) return;
    }
  }

  [[nodiscard]] bool contains(Key key) const { return rows_.contains(key); }

  // Key by key, in their order: the same octets whatever the order in which keys came. The writer
  // only, or nobody writes.
  void save(OctetWriter& out) const {
    std::vector<Key> keys = rows_.keys();
    std::ranges::sort(keys);
    out.value(std::uint64_t{keys.size()});
    for (const Key key : keys) {
      const std::span<const std::uint32_t> rows = rows_.find(key);
      out.value(key);
      out.value(static_cast<std::uint32_t>(rows.size()));
      out.values(rows);
    }
  }
  // Into an empty one, before anybody reads it.
  void load(OctetReader& in) {
    for (auto left = in.value<std::uint64_t>(); left > 0 && !in.failed(); --left) {
      const auto key = in.value<Key>();
      for (auto rows = in.value<std::uint32_t>(); rows > 0 && !in.failed(); --rows) {
        insert(key, in.value<std::uint32_t>());
      }
    }
  }

 private:
  Postings<std::uint32_t> rows_;
};

}  // namespace concordat::facts
