#include "adapters/sqlite/backfill.hpp"

#include <chrono>
#include <filesystem>
#include <thread>

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "adapters/sqlite/sqlite_store.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::sqlite {
namespace {

using testing::TemporaryFolder;

constexpr std::size_t kBatch = 256;
constexpr std::size_t kEntry_bytes = 4096;

// A megabyte at a time.
void append(Store& store, std::uint64_t epoch, int batches) {
  const std::vector<Bytes> entries(kBatch, Bytes(kEntry_bytes, 7));
  for (int at = 0; at < batches; ++at) {
    REQUIRE(
        store.append({.epoch = epoch, .expected_size = store.size().value(), .entries = &entries}));
  }
}

std::uintmax_t mebibytes(const std::string& path) { return std::filesystem::file_size(path) >> 20; }

void wait_for(const std::string& path, std::uintmax_t at_least_mebibytes) {
  for (int tries = 0; tries < 600 && mebibytes(path) < at_least_mebibytes; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  CHECK(mebibytes(path) >= at_least_mebibytes);
}

// No file of this process grows beyond it: what the system says of a longer one is that it cannot.
class LimitOnFiles {
 public:
  explicit LimitOnFiles(std::uintmax_t mebibytes) {
    struct sigaction ignore{};
    ignore.sa_handler = SIG_IGN;
    REQUIRE(sigaction(SIGXFSZ, &ignore, &signal_before_) == 0);
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before_) == 0);
    const rlimit limit{.rlim_cur = mebibytes << 20, .rlim_max = before_.rlim_max};
    REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
  }
  ~LimitOnFiles() {
    setrlimit(RLIMIT_FSIZE, &before_);
    sigaction(SIGXFSZ, &signal_before_, nullptr);
  }
  LimitOnFiles(const LimitOnFiles&) = delete;
  LimitOnFiles& operator=(const LimitOnFiles&) = delete;

 private:
  rlimit before_{};
  struct sigaction signal_before_{};
};

std::unique_ptr<SqliteStore> opened(const std::string& path) {
  auto store = SqliteStore::open(path, OpenMode::kCreateNew);
  REQUIRE(store);
  return *std::move(store);
}

}  // namespace

TEST_CASE("the write-ahead log goes into the file while the store is open, and begins anew") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  const auto store = opened(path);
  const std::uint64_t epoch = store->take_epoch().value();
  // Ten are more than starts it, and less than any commit moves itself.
  for (std::uintmax_t written = 10; written <= 80; written += 10) {
    append(*store, epoch, 10);
    wait_for(path, written - 1);
  }
  CHECK(mebibytes(path + "-wal") < 48);
  CHECK(store->read(0, 1).value().front() == Bytes(kEntry_bytes, 7));
  CHECK(store->check());
}

// Else an orderly end would be none: whoever embeds the store waits for the signal elsewhere.
TEST_CASE("a signal to the process is not the thread's to take") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  const auto store = opened(path);
  append(*store, store->take_epoch().value(), 10);
  wait_for(path, 9);
  sigset_t fatal{};
  sigemptyset(&fatal);
  sigaddset(&fatal, SIGUSR1);
  REQUIRE(pthread_sigmask(SIG_BLOCK, &fatal, nullptr) == 0);
  REQUIRE(kill(getpid(), SIGUSR1) == 0);
  const timespec patience{.tv_sec = 10, .tv_nsec = 0};
  CHECK(sigtimedwait(&fatal, nullptr, &patience) == SIGUSR1);
  REQUIRE(pthread_sigmask(SIG_UNBLOCK, &fatal, nullptr) == 0);
}

TEST_CASE("a pass that fails, beside the writer or within a commit, costs nobody anything") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  {
    const auto store = opened(path);
    append(*store, store->take_epoch().value(), 60);
  }
  // Closed, all of it lies in the file, and the log begins anew.
  const std::uintmax_t before = mebibytes(path);
  const auto store = SqliteStore::open(path, OpenMode::kExisting).value();
  const std::uint64_t epoch = store->take_epoch().value();
  {
    // The log, which is shorter, has room for twenty more, and the file has not.
    const LimitOnFiles limit(before + 4);
    append(*store, epoch, 20);
    CHECK(mebibytes(path) <= before + 4);
    CHECK(mebibytes(path + "-wal") >= 20);
    CHECK(store->size().value() == 80 * kBatch);
    CHECK(store->read(79 * kBatch, 80 * kBatch).value().size() == kBatch);
  }
  append(*store, epoch, 10);
  wait_for(path, before + 20);
  CHECK(store->check());
}

TEST_CASE("a reader who stays keeps the log long, and hinders no one") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  const auto store = opened(path);
  const std::uint64_t epoch = store->take_epoch().value();
  append(*store, epoch, 1);
  auto reader = Connection::open(path, Connection::Access::kReadOnly).value();
  {
    const auto moment = Transaction::snapshot(reader).value();
    CHECK(reader.integer("SELECT count(*) FROM entries").value() == kBatch);
    append(*store, epoch, 80);
    CHECK(reader.integer("SELECT count(*) FROM entries").value() == kBatch);
  }
  append(*store, epoch, 20);
  CHECK(store->size().value() == 101 * kBatch);
  CHECK(reader.integer("SELECT count(*) FROM entries").value() == 101 * kBatch);
  CHECK(store->check());
}

}  // namespace concordat::sqlite
