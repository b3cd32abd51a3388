// Lets a few through at once: a password hash takes 64 MiB and a tenth of a second, and a storm of
// sign-ins must take neither the memory nor the threads that answer everybody else.
#pragma once

#include <condition_variable>
#include <mutex>

#include "core/base/result.hpp"

namespace concordat::accounts {

class Turnstile {
 public:
  // So many inside, so many in front of it, each of whom holds a thread; the next is refused.
  Turnstile(unsigned inside, unsigned waiting) : most_inside_(inside), most_waiting_(waiting) {}
  Turnstile(const Turnstile&) = delete;
  Turnstile& operator=(const Turnstile&) = delete;

  class Pass {
   public:
    explicit Pass(Turnstile& turnstile) : turnstile_(&turnstile) {}
    ~Pass() {
      if (turnstile_ != nullptr) turnstile_->leave();
    }
    Pass(Pass&& other) noexcept : turnstile_(other.turnstile_) { other.turnstile_ = nullptr; }
    Pass& operator=(Pass&&) = delete;

   private:
    Turnstile* turnstile_;
  };

  // Waits for a place. Code account.busy: there is none to wait in.
  [[nodiscard]] Result<Pass> enter() {
    std::unique_lock lock(mutex_);
    if (inside_ >= most_inside_) {
      if (waiting_ >= most_waiting_) return fail({.code = "account.busy"});
      ++waiting_;
      changed_.wait(lock, [this] { return inside_ < most_inside_; });
      --waiting_;
    }
    ++inside_;
    return Pass(*this);
  }

 private:
  void leave() {
    {
      const std::lock_guard lock(mutex_);
      --inside_;
    }
    changed_.notify_one();
  }

  const unsigned most_inside_;
  const unsigned most_waiting_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  unsigned inside_ = 0;
  unsigned waiting_ = 0;
};

}  // namespace concordat::accounts
