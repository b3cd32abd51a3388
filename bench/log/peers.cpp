#include "bench/log/peers.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace concordat::bench {

Result<BareSqlite> BareSqlite::open(const std::string& path) {
  CONCORDAT_TRY(connection, sqlite::Connection::open(path, sqlite::Connection::Access::kCreate));
  CONCORDAT_TRY(mode, connection.text("PRAGMA journal_mode = WAL"));
  if (mode != "wal") return fail({.code = "bench.journal"});
  CONCORDAT_CHECK(connection.run("PRAGMA synchronous = FULL"));
  CONCORDAT_CHECK(
      connection.run("CREATE TABLE rows(number INTEGER PRIMARY KEY, octets BLOB NOT NULL)"));
  return BareSqlite(std::move(connection));
}

Status BareSqlite::append(ByteView octets, int rows) {
  CONCORDAT_TRY(transaction, sqlite::Transaction::begin(connection_));
  CONCORDAT_TRY(insert, connection_.prepare("INSERT INTO rows(number, octets) VALUES (?, ?)"));
  for (int row = 0; row < rows; ++row) {
    CONCORDAT_CHECK(insert.bind(next_++).bind(octets).run());
    insert.reset();
  }
  return transaction.commit();
}

GroupedFile::GroupedFile(const std::string& path)
    : descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {}

GroupedFile::~GroupedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool GroupedFile::append(ByteView octets) {
  std::unique_lock lock(mutex_);
  if (::write(descriptor_, octets.data(), octets.size()) != static_cast<ssize_t>(octets.size())) {
    return false;
  }
  const std::uint64_t mine = ++written_;
  while (durable_ < mine) {
    if (syncing_) {
      synced_.wait(lock);
      continue;
    }
    syncing_ = true;
    const std::uint64_t covered = written_;
    lock.unlock();
    const bool done = ::fdatasync(descriptor_) == 0;
    lock.lock();
    syncing_ = false;
    synced_.notify_all();
    if (!done) return false;
    durable_ = covered;
  }
  return true;
}

}  // namespace concordat::bench
