#include "adapters/sqlite/backfill.hpp"

#include <new>
#include <system_error>
#include <utility>

#include "registry/ports/background.hpp"

namespace concordat::sqlite {
namespace {

// In pages of 8 KiB. From 8 MiB on it is moved: often enough to stay small, seldom enough not to
// write the same page over and over.
constexpr int kMovedFrom = 1024;
// From 16 MiB on the writer moves what is left, which is little: most of it has been moved beside
// it.
constexpr int kLong = 2048;
// A commit of fewer pages is one of few clients, of whom a pass beside them would slow dozens where
// a pause meets one. They pause, at 32 MiB.
constexpr int kManyPages = 16;
constexpr int kLongForFew = 4096;

struct Moved {
  int in_log = 0;
  int of_them = 0;
  bool failed = false;
  [[nodiscard]] bool all() const { return failed || in_log == of_them; }
};

// Never waits for a reader or a writer.
Moved move(sqlite3* connection) {
  Moved moved;
  const int result = sqlite3_wal_checkpoint_v2(connection, nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                               &moved.in_log, &moved.of_them);
  moved.failed = result != SQLITE_OK;
  return moved;
}

}  // namespace

Backfill::~Backfill() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void Backfill::watch(Connection& connection) {
  sqlite3_wal_hook(connection.handle(), committed, this);
}

int Backfill::committed(void* self, sqlite3* connection, const char* /*database*/, int pages) {
  auto& backfill = *static_cast<Backfill*>(self);
  const int before = std::exchange(backfill.pages_, pages);
  // What a killed process left in the log is not what one commit wrote.
  const bool many = before > 0 && pages - before >= kManyPages;
  if (pages >= (many ? kLong : kLongForFew)) {
    move(connection);
  } else if (many && pages >= kMovedFrom) {
    backfill.ask();
  }
  return SQLITE_OK;
}

void Backfill::ask() {
  const std::lock_guard lock(mutex_);
  asked_ = true;
  wake_.notify_one();
  if (thread_.joinable()) return;
  // Without a thread, for want of memory or of anything else, the commits that find the log long do
  // it all.
  try {
    thread_ = in_background([this](const std::stop_token& stop) { run(stop); });
  } catch (const std::system_error&) {
  } catch (const std::bad_alloc&) {
  }
}

void Backfill::run(const std::stop_token& stop) {
  auto connection = Connection::open(path_, Connection::Access::kReadWrite);
  if (!connection || !connection->run("PRAGMA synchronous = FULL")) return;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return asked_; })) return;
      asked_ = false;
    }
    while (!stop.stop_requested() && !move(connection->handle()).all()) {
    }
  }
}

}  // namespace concordat::sqlite
