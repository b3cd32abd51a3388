// The search projection, brought up to date behind the log by a thread of its own: a tenth of a
// second later while little is written; while much is, the writer goes first. The store shows how
// far it has come; a crash costs nothing but the work.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

#include "registry/ports/store.hpp"
#include "registry/ports/tokenizer.hpp"

namespace concordat::registry {

// Makes the rows of the entries [begin, end) and moves the projection to `end`. Codes of the
// decoders and of the store.
[[nodiscard]] Status index_entries(Store& store, const Tokenizer& tokenizer, std::uint64_t begin,
                                   std::uint64_t end);

class Indexer {
 public:
  // `published` gives the size up to which entries may be indexed. Without the right to write it
  // does nothing and leaves the projection to the writer's process.
  Indexer(Store& store, const Tokenizer& tokenizer, std::function<std::uint64_t()> published,
          bool may_write);
  // Ends after a bounded number of steps more, so that a store which was written little before can
  // be searched whole by the next process.
  ~Indexer();
  Indexer(const Indexer&) = delete;
  Indexer& operator=(const Indexer&) = delete;

  // More has been published.
  void notify();
  // Blocks until everything published by now has been indexed, or a step has failed. Returns at
  // once where nothing is indexed.
  void wait();

 private:
  void run(const std::stop_token& stop);
  void wait_for_more(const std::stop_token& stop, std::uint64_t done);
  // After a step that took so long, while the log grows and nobody waits for the projection.
  void rest(std::unique_lock<std::mutex>& lock, const std::stop_token& stop,
            std::chrono::steady_clock::duration worked);

  Store& store_;
  const Tokenizer& tokenizer_;
  std::function<std::uint64_t()> published_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::uint64_t done_ = 0;  // guarded by mutex_
  int waiting_ = 0;         // guarded by mutex_: who waits for all of it
  bool failed_ = false;     // guarded by mutex_: the last step did not come through
  std::jthread thread_;
};

}  // namespace concordat::registry
