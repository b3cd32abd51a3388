// From a 64-bit key to the numbers of the rows that carry it, newest first.
//
// One writer, any number of readers without locks; what a reader sees is said in postings.hpp.
#pragma once

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

 private:
  Postings<std::uint32_t> rows_;
};

}  // namespace concordat::facts
