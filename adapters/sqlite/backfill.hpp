// Moves what the write-ahead log holds back into the file, beside whoever writes. A commit that did
// it itself would make everybody behind it wait for some megabytes and two syncs.
//
// The log begins anew when all of it has been moved at the moment a transaction begins. Writers
// without a pause leave no such moment: then a commit that finds the log long moves the little that
// is left by itself.
//
// A pass that fails loses nothing, and nobody is told: the frames stay in the log, and the next
// commit asks again.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "adapters/sqlite/database.hpp"

namespace concordat::sqlite {

class Backfill {
 public:
  explicit Backfill(std::string path) : path_(std::move(path)) {}
  ~Backfill();

  // Watches the commits of a connection, which closes before this does. Its own automatic
  // checkpoints end.
  void watch(Connection& connection);

 private:
  static int committed(void* self, sqlite3* connection, const char* database, int pages);
  void ask();
  void run(const std::stop_token& stop);

  const std::string path_;
  int pages_ = 0;  // in the log after the last commit; of the thread that writes
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool asked_ = false;
  std::jthread thread_;  // begun when first asked: a small store never has one
};

}  // namespace concordat::sqlite
