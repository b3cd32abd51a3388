// Writes records of access. An access whose record is not on disk is not answered: whoever asks
// waits for `record`, and refuses the access when it fails.
//
// Group commit without a thread and without a timer: the first who comes writes for all who have
// come; those who come while a batch is being written are the next one. So one access alone costs
// one commit, and many at once share one.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "registry/audit/record.hpp"
#include "registry/ports/clock.hpp"

namespace concordat::registry::audit {

// Who waits holds a thread of the server, so there are never many; beyond it something is wrong
// with the disk, and a quick refusal is better than a slow one.
inline constexpr std::size_t kMostWaiting = 1'024;

class Trail {
 public:
  // Goes on from the newest record in the store. Codes of the store; audit.form where the newest
  // record cannot be read. Store and clock outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Trail>> open(AuditStore& store, const Clock& clock);

  // On disk when it returns without an error, with a number and a time of its own.
  //   audit.form       the access is not one that can be recorded
  //   audit.busy       kMostWaiting wait already
  //   audit.unwritten  the store did not take it: the argument "cause" says why. It may stand there
  //                    all the same, for the engine may fail after it has written: a trail says
  //                    rather too much than too little.
  // From any thread.
  [[nodiscard]] Status record(const Access& access);

  // How many there are, as far as this trail knows.
  [[nodiscard]] std::uint64_t count() const { return count_.load(std::memory_order_acquire); }

  [[nodiscard]] const AuditStore& store() const { return store_; }

 private:
  struct Waiting {
    const Access* access = nullptr;
    std::optional<Status> outcome = {};
  };
  struct End {
    std::uint64_t number = 0;
    crypto::Digest chained{};
    Instant at{};
  };

  Trail(AuditStore& store, const Clock& clock) : store_(store), clock_(clock) {}
  [[nodiscard]] Status find_end();
  [[nodiscard]] Status write(const std::vector<Waiting*>& batch);
  [[nodiscard]] Status append(const std::vector<Waiting*>& batch);

  AuditStore& store_;
  const Clock& clock_;
  // Of whoever writes; none after a failure, until the store has been read again.
  std::optional<End> end_;
  std::atomic<std::uint64_t> count_{0};

  std::mutex mutex_;
  std::condition_variable written_;
  std::vector<Waiting*> waiting_;  // guarded by mutex_
  bool writing_ = false;           // guarded by mutex_
};

}  // namespace concordat::registry::audit
