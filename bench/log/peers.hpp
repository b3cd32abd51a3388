// What a durable write costs without a registry around it: bare SQLite, and one file that many
// writers share a sync of. Both take the same octets as the registry does.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>

#include "adapters/sqlite/database.hpp"
#include "core/base/bytes.hpp"

namespace concordat::bench {

// One table of rows, write-ahead log, a sync at every commit.
class BareSqlite {
 public:
  [[nodiscard]] static Result<BareSqlite> open(const std::string& path);
  // Appends the same octets `rows` times in one transaction.
  [[nodiscard]] Status append(ByteView octets, int rows);

 private:
  explicit BareSqlite(sqlite::Connection connection) : connection_(std::move(connection)) {}
  sqlite::Connection connection_;
  std::uint64_t next_ = 0;
};

// Appends to one file; who writes while another syncs shares the next sync. Any thread.
class GroupedFile {
 public:
  explicit GroupedFile(const std::string& path);
  ~GroupedFile();
  GroupedFile(const GroupedFile&) = delete;
  GroupedFile& operator=(const GroupedFile&) = delete;

  // Durable when it returns. False when the file system refused.
  [[nodiscard]] bool append(ByteView octets);

 private:
  std::mutex mutex_;
  std::condition_variable synced_;
  int descriptor_;
  std::uint64_t written_ = 0;  // appends written
  std::uint64_t durable_ = 0;  // of which so many are synced
  bool syncing_ = false;
};

}  // namespace concordat::bench
