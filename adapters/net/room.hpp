// The memory that bodies take, shared by all connections.
#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

namespace concordat::net {

// What one request takes of the room for bodies; given back when it has been answered.
class Room {
 public:
  struct Share {
    std::size_t limit = 0;  // of all together
    std::size_t small = 0;  // a body up to this size needs no room: the connections bound them
  };
  Room(std::atomic<std::size_t>& taken, const Share& share) : taken_(taken), share_(share) {}
  ~Room() { taken_ -= mine_; }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  // False when that many octets do not fit beside everybody else's; then nothing is taken.
  [[nodiscard]] bool take(std::size_t octets) {
    if (octets <= share_.small || octets <= mine_) return true;
    const std::size_t more = octets - mine_;
    mine_ = octets;
    if (taken_.fetch_add(more) + more <= share_.limit) return true;
    taken_ -= std::exchange(mine_, 0);
    return false;
  }

  // Whether that many could ever fit.
  [[nodiscard]] bool could_take(std::size_t octets) const {
    return octets <= share_.small || octets <= share_.limit;
  }

 private:
  std::atomic<std::size_t>& taken_;
  const Share share_;
  std::size_t mine_ = 0;
};

}  // namespace concordat::net
