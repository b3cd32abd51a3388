#include "registry/snapshot_keeper.hpp"

#include "registry/ports/background.hpp"
#include "registry/snapshot.hpp"

namespace concordat::registry {

void SnapshotKeeper::start() {
  thread_ = in_background([this](const std::stop_token& stop) { run(stop); });
}

void SnapshotKeeper::notify() { wake_.notify_all(); }

Status SnapshotKeeper::save() {
  const std::lock_guard one(saving_);
  CONCORDAT_TRY(writing, doors_.snapshots.begin());
  std::uint64_t size = 0;
  CONCORDAT_CHECK(doors_.look([&](const Ledger& ledger) {
    size = ledger.frontier.size();
    return write_snapshot(ledger, doors_.origin, *writing);
  }));
  CONCORDAT_CHECK(writing->commit());
  const std::lock_guard lock(mutex_);
  saved_ = size;
  return {};
}

void SnapshotKeeper::save_if_since(std::uint64_t entries) {
  const std::uint64_t size = doors_.size();
  {
    const std::lock_guard lock(mutex_);
    if (size < saved_ + entries) return;
  }
  const Status saved = save();
  if (saved) return;
  if (doors_.trouble) doors_.trouble(saved.error());
  // What does not work now is tried again when as much has come once more, not at once.
  const std::lock_guard lock(mutex_);
  saved_ = size;
}

void SnapshotKeeper::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      const std::uint64_t due = saved_ + kSnapshotEvery;
      wake_.wait(lock, stop, [&] { return doors_.size() >= due; });
    }
    if (!stop.stop_requested()) save_if_since(kSnapshotEvery);
  }
}

void SnapshotKeeper::finish() {
  thread_ = {};
  save_if_since(kSnapshotAtEnd);
}

}  // namespace concordat::registry
