// From a 64-bit key to the rows that carry it: one writer, any number of readers without locks.
//
// Open addressing over a table that only grows; a larger table is published by a release store and
// the smaller one kept until destruction (their sizes add up to less than the last), so a reader
// never meets freed memory. Postings are pushed in front: newest first.
//
// A reader sees every row inserted before something it synchronised with (the published size it
// pinned); of rows inserted meanwhile it may see some, and filters them by their `since`.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/chunked.hpp"

namespace concordat::facts {

using Key = std::uint64_t;

// Packs two dense ids. Three-part keys pack two and filter by the row.
[[nodiscard]] constexpr Key pack(std::uint32_t high, std::uint32_t low) {
  return (static_cast<Key>(high) << 32) | low;
}

class MultiMap {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  MultiMap();
  ~MultiMap();
  MultiMap(const MultiMap&) = delete;
  MultiMap& operator=(const MultiMap&) = delete;

  // Writer only.
  void insert(Key key, std::uint32_t row);

  // Calls `visit(row)` for every row of the key, newest first, until it returns false.
  template <class Visit>
  void visit(Key key, Visit&& visit) const {
    for (std::uint32_t at = head(key); at != kNone;) {
      const Posting& posting = postings_[at];
      if (!visit(posting.row)) return;
      at = posting.next;
    }
  }

  [[nodiscard]] bool contains(Key key) const { return head(key) != kNone; }

 private:
  struct Posting {
    std::uint32_t row;
    std::uint32_t next;
  };
  struct Slot {
    std::atomic<Key> key{kEmpty};
    std::atomic<std::uint32_t> head{kNone};
  };
  struct Table {
    explicit Table(std::size_t size) : mask(size - 1), slots(std::make_unique<Slot[]>(size)) {}
    std::size_t mask;
    std::unique_ptr<Slot[]> slots;
  };
  // No packed pair of interned ids is all ones: ids stay below 2^32-1.
  static constexpr Key kEmpty = ~Key{0};

  [[nodiscard]] std::uint32_t head(Key key) const;
  [[nodiscard]] static Slot& slot(const Table& table, Key key);
  void grow();

  Chunked<Posting> postings_;
  std::atomic<const Table*> table_;
  std::vector<std::unique_ptr<Table>> tables_;  // the last is the one in use
  std::size_t used_ = 0;
};

}  // namespace concordat::facts
