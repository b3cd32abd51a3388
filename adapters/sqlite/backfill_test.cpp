#include "adapters/sqlite/backfill.hpp"

#include <chrono>
#include <filesystem>
#include <thread>

#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/sqlite/temporary_folder.hpp"

namespace concordat::sqlite {
namespace {

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
    for (int tries = 0; tries < 600 && mebibytes(path) + 1 < written; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    CHECK(mebibytes(path) + 1 >= written);
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
  for (int tries = 0; tries < 600 && mebibytes(path) < 9; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  REQUIRE(mebibytes(path) >= 9);
  sigset_t fatal{};
  sigemptyset(&fatal);
  sigaddset(&fatal, SIGUSR1);
  REQUIRE(pthread_sigmask(SIG_BLOCK, &fatal, nullptr) == 0);
  REQUIRE(kill(getpid(), SIGUSR1) == 0);
  const timespec patience{.tv_sec = 10, .tv_nsec = 0};
  CHECK(sigtimedwait(&fatal, nullptr, &patience) == SIGUSR1);
  REQUIRE(pthread_sigmask(SIG_UNBLOCK, &fatal, nullptr) == 0);
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
