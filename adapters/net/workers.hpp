// A fixed number of threads that take jobs from a bounded queue.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace concordat::net {

class Workers {
 public:
  Workers(unsigned threads, std::size_t queue);
  // Finishes what is queued.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // False when the queue is full: the job was not taken. A job does not throw.
  [[nodiscard]] bool post(std::function<void()> job);

 private:
  void run();

  const std::size_t limit_;
  std::mutex mutex_;  // guards everything below but the threads
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  bool ending_ = false;
  std::vector<std::thread> threads_;  // the constructing thread alone
};

}  // namespace concordat::net
