// How long somebody who guesses must wait, without letting a stranger lock out an owner.
//
// Failures are counted where they come from: by the name and the network they came from, so that
// the owner elsewhere notices nothing; by the network over all names; and by the name over all
// networks, where after a hundred (NIST SP 800-63B-4, 3.2.2) strangers together have one try a
// minute. Whoever signed in from a device before brings that device along and is counted by it
// alone, so no number of strangers delays them.
//
// Counts are in memory: a restart forgets them, and each has a bound. Threads: any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.hpp"
#include "core/time/instant.hpp"

namespace concordat::accounts {

// The networks of 2^20 strangers would be forgotten in turn, the longest silent first.
inline constexpr std::size_t kMaxCounted = std::size_t{1} << 16;

// Failures that cost nothing, then a delay that doubles from a second up to the longest.
struct Pace {
  std::uint32_t free = 0;
  std::int64_t first_ms = 0;
  std::int64_t longest_ms = 0;
};
// People mistype; machines try the next.
inline constexpr Pace kOfName{.free = 4, .first_ms = 1000, .longest_ms = 15 * 60 * 1000};
// An office behind one address has many who mistype.
inline constexpr Pace kOfNetwork{.free = 60, .first_ms = 1000, .longest_ms = 60 * 1000};
inline constexpr Pace kOfNameAnywhere{.free = 100, .first_ms = 60'000, .longest_ms = 60'000};
inline constexpr Pace kOfDevice{.free = 10, .first_ms = 1000, .longest_ms = 5 * 60 * 1000};
// Only who has the password comes so far.
inline constexpr Pace kOfCode{.free = 5, .first_ms = 2000, .longest_ms = 15 * 60 * 1000};

class Throttle {
 public:
  struct Count {
    std::string key;
    Pace pace;
    // A success ends the row of failures; otherwise it takes back its own alone, so that somebody
    // with one account cannot clear the way for guessing at others.
    bool in_a_row = true;
  };

  // Counts a try under every key as failed before it is made, so that many at once are counted as
  // they come. Code account.slow-down with the argument `seconds`: not yet; nothing is counted.
  [[nodiscard]] Status charge(const std::vector<Count>& counts, Instant now);
  // The try succeeded.
  void succeeded(const std::vector<Count>& counts);
  // The try was not made after all.
  void refund(const std::vector<Count>& counts);

  // The network of an address: an IPv4 address, or the /64 of an IPv6 one, which is one customer's.
  [[nodiscard]] static std::string network_of(std::string_view address);

 private:
  struct Failures {
    std::string key;
    std::uint32_t count = 0;
    Instant last;
  };
  using Order = std::list<Failures>;  // the longest silent first

  [[nodiscard]] std::int64_t wait_of(const Count& count, Instant now);
  Failures& counted(const std::string& key);
  void take_back(const std::string& key, bool all);

  std::mutex mutex_;  // guards what follows
  Order order_;
  std::unordered_map<std::string_view, Order::iterator> by_key_;  // keys lie in `order_`
};

}  // namespace concordat::accounts
