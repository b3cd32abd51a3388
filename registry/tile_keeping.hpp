// Hash tiles on their way into the store while a log is folded again: in order and without a gap,
// as the store takes them. They can be done without, so a store that does not take them fails
// nothing.
#pragma once

#include <cstdint>

#include "registry/log_view.hpp"

namespace concordat::registry {

class TileKeeping {
 public:
  // `store` null: keeps none.
  explicit TileKeeping(Store* store);

  // The number of the first tile that the store has not got; beyond all when none are kept.
  [[nodiscard]] std::uint64_t first_missing() const { return first_missing_; }
  // Makes those missing below `end` from the entries: a snapshot spared us the entries, and a crash
  // may have lost tiles below it.
  void make_up_to(std::uint64_t end);
  // Puts those that are missing among the completed ones, of which the others may be empty.
  void put(LogView::Completed completed);

 private:
  Store* store_;
  std::uint64_t first_missing_;
};

}  // namespace concordat::registry
