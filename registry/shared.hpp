// A pointer that one thread replaces and many copy.
//
// The lock is held for the copy of one pointer and nothing else. (std::atomic<std::shared_ptr> does
// the same inside, but libstdc++ 12 lets a reader go with a relaxed store, which is a data race by
// the letter and by ThreadSanitizer.)
#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace concordat::registry {

template <class T>
class Shared {
 public:
  Shared() = default;
  explicit Shared(std::shared_ptr<T> value) : value_(std::move(value)) {}

  [[nodiscard]] std::shared_ptr<T> load() const {
    const std::lock_guard lock(mutex_);
    return value_;
  }
  void store(std::shared_ptr<T> value) {
    {
      const std::lock_guard lock(mutex_);
      value_.swap(value);
    }
    // What was replaced goes with `value`, outside the lock: its destructor may take long.
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<T> value_;
};

}  // namespace concordat::registry
