// Makes snapshots: when somebody asks, when enough has come since the last, and at the end. One at
// a time, by a thread of its own or by whoever asks.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "registry/ledger.hpp"
#include "registry/ports/snapshots.hpp"

namespace concordat::registry {

// What a writer folds in some two seconds: a start after a crash has no more than that to fold
// beside the snapshot, and the writer stands still for a snapshot once in so many statements.
inline constexpr std::uint64_t kSnapshotEvery = 500'000;
// Fewer are folded again before anybody notices.
inline constexpr std::uint64_t kSnapshotAtEnd = 50'000;

class SnapshotKeeper {
 public:
  using Look = std::function<Status(const Ledger&)>;
  struct Doors {
    Snapshots& snapshots;
    std::string origin;
    // Calls it with the ledger while nobody applies to it.
    std::function<Status(const Look&)> look;
    // How many entries there are by now.
    std::function<std::uint64_t()> size;
    // Why one of the snapshots that nobody asked for was not made.
    std::function<void(const Error&)> trouble;
  };
  // `saved`: how many entries the snapshot there holds.
  SnapshotKeeper(Doors doors, std::uint64_t saved) : doors_(std::move(doors)), saved_(saved) {}
  SnapshotKeeper(const SnapshotKeeper&) = delete;
  SnapshotKeeper& operator=(const SnapshotKeeper&) = delete;

  // From now on makes one by itself whenever it is due.
  void start();
  // More has come.
  void notify();
  // Makes one now. Codes of the port and of `look`.
  [[nodiscard]] Status save();
  // Makes no more by itself but the last, where that is worth it. Before what `look` looks at goes.
  void finish();

 private:
  void run(const std::stop_token& stop);
  void save_if_since(std::uint64_t entries);

  Doors doors_;
  std::mutex saving_;  // one at a time
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::uint64_t saved_;  // guarded by mutex_
  std::jthread thread_;
};

}  // namespace concordat::registry
