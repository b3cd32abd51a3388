// How submitters learn what became of their statements.
//
// A call of `submit` sleeps until the last of its statements has an outcome, and is woken once. The
// outcomes of a batch are given by a thread of its own: to wake hundreds of callers takes as long
// as a commit, for each of them wants a processor at once, and the next commit need not wait for
// that.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "registry/registry.hpp"

namespace concordat::registry {

// One call of `submit`.
class Call {
 public:
  explicit Call(std::size_t statements);

  // What became of its statement `at`: once for each, by any thread.
  void answer(std::size_t at, Result<Receipt> outcome);
  // By the caller, once: blocks until every statement has its outcome.
  [[nodiscard]] std::vector<Result<Receipt>> wait();

 private:
  std::vector<Result<Receipt>> outcomes_;
  std::atomic<std::size_t> open_;  // statements without an outcome
  std::promise<void> answered_;
};

// Whom to tell about one statement.
struct Reply {
  std::shared_ptr<Call> call;
  std::size_t at = 0;

  // The caller may go as soon as it is answered, and take this reply along.
  void give(Result<Receipt> outcome) const {
    const std::shared_ptr<Call> kept = call;
    kept->answer(at, std::move(outcome));
  }
};

// The outcomes of whole batches. Whatever was given is told before this is gone.
class Answers {
 public:
  // One batch: the receipts, or why there are none.
  struct Batch {
    std::vector<std::pair<Reply, Receipt>> accepted;
    Status written;
  };

  Answers();
  ~Answers();
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;

  // Returns before the callers know, unless they are few: those are told at once. Blocks while the
  // callers of several batches are still to be told.
  void give(Batch batch);

 private:
  static void tell(Batch& batch);
  void run();

  std::mutex mutex_;
  std::condition_variable moved_;
  std::deque<Batch> waiting_;  // guarded by mutex_
  bool ended_ = false;         // guarded by mutex_
  std::jthread thread_;
};

}  // namespace concordat::registry
