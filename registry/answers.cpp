#include "registry/answers.hpp"

#include "registry/ports/background.hpp"

namespace concordat::registry {
namespace {

// So few are woken sooner than another thread would be.
constexpr std::size_t kFew = 8;
// Batches whose callers are still to be told. More than one wait only where waking takes longer
// than writing; the writer then goes at that pace.
constexpr std::size_t kMaxWaiting = 4;

}  // namespace

Call::Call(std::size_t statements)
    : outcomes_(statements, fail({.code = "registry.busy"})), open_(statements) {
  if (statements == 0) answered_.set_value();
}

void Call::answer(std::size_t at, Result<Receipt> outcome) {
  outcomes_[at] = std::move(outcome);
  // Whoever comes last sees what all others wrote, and so does the caller it wakes.
  if (open_.fetch_sub(1, std::memory_order_acq_rel) == 1) answered_.set_value();
}

std::vector<Result<Receipt>> Call::wait() {
  answered_.get_future().wait();
  return std::move(outcomes_);
}

Answers::Answers()
    : thread_(in_background([this](const std::stop_token& /*told by `ended_`*/) { run(); })) {}

Answers::~Answers() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  moved_.notify_all();
  thread_.join();
}

void Answers::give(Batch batch) {
  if (batch.accepted.size() <= kFew) return tell(batch);
  {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [this] { return waiting_.size() < kMaxWaiting; });
    waiting_.push_back(std::move(batch));
  }
  moved_.notify_all();
}

void Answers::tell(Batch& batch) {
  for (auto& [reply, receipt] : batch.accepted) {
    reply.give(batch.written ? Result<Receipt>(std::move(receipt)) : fail(batch.written.error()));
  }
}

void Answers::run() {
  while (true) {
    Batch batch;
    {
      std::unique_lock lock(mutex_);
      moved_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      batch = std::move(waiting_.front());
      waiting_.pop_front();
    }
    moved_.notify_all();
    tell(batch);
  }
}

}  // namespace concordat::registry
