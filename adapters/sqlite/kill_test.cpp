// Durable means: what was acknowledged survives the death of the process at any instant.
#include <array>
#include <chrono>
#include <filesystem>
#include <thread>

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::sqlite {
namespace {

using testing::TemporaryFolder;

constexpr std::uint64_t kBatch = 5;

// Every entry of a batch carries the number the batch starts at.
std::vector<Bytes> batch_at(std::uint64_t begin) {
  return std::vector<Bytes>(kBatch, Bytes(300, static_cast<Byte>(begin / kBatch % 251)));
}

// In the child: append for ever, and write the size to the pipe after each acknowledgement.
[[noreturn]] void append_until_killed(const std::string& path, int acknowledged) {
  auto store = SqliteStore::open(path, OpenMode::kExisting);
  if (!store) ::_exit(2);
  const auto epoch = (*store)->take_epoch();
  auto size = (*store)->size();
  if (!epoch || !size) ::_exit(3);
  while (true) {
    const auto entries = batch_at(*size);
    if (!(*store)->append({.epoch = *epoch, .expected_size = *size, .entries = &entries})) {
      ::_exit(4);
    }
    *size += kBatch;
    if (!(*store)->put_checkpoint({*epoch, *size, std::to_string(*size)})) ::_exit(5);
    if (!(*store)->index({}, *size)) ::_exit(6);
    if (::write(acknowledged, &*size, sizeof *size) != sizeof *size) ::_exit(7);
  }
}

struct Life {
  std::uint64_t acknowledged = 0;
  int status = 0;
};

// Lets a child write for a while, kills it, and says what it had acknowledged.
Life live_and_die(const std::string& path, std::size_t acknowledgements) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) append_until_killed(path, ends[1]);
  ::close(ends[1]);
  Life life;
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < acknowledgements; ++i) {
    if (::read(ends[0], &size, sizeof size) == sizeof size) life.acknowledged = size;
  }
  // The kill falls where it falls within the next write.
  for (std::size_t i = 0; i < acknowledgements % 7 * 50; ++i) std::this_thread::yield();
  ::kill(child, SIGKILL);
  while (::read(ends[0], &size, sizeof size) == sizeof size) life.acknowledged = size;
  ::close(ends[0]);
  ::waitpid(child, &life.status, 0);
  return life;
}

// In the child: brings the file up to date, over and over, each time from a fresh copy of the old
// one, and tells each time that it begins.
[[noreturn]] void upgrade_until_killed(const std::string& old, const std::string& path, int begun) {
  while (true) {
    std::error_code error;
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path + ending, error);
    std::filesystem::copy_file(old, path, error);
    if (error || ::write(begun, "u", 1) != 1) ::_exit(2);
    if (!SqliteStore::open(path, OpenMode::kExisting)) ::_exit(3);
  }
}

// Lets it upgrade for a while and kills it while the file is there.
void kill_while_upgrading(const std::string& old, const std::string& path, std::size_t round) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) upgrade_until_killed(old, path, ends[1]);
  ::close(ends[1]);
  char told = 0;
  for (std::size_t at = 0; at <= round % 3; ++at) REQUIRE(::read(ends[0], &told, 1) == 1);
  std::this_thread::sleep_for(std::chrono::microseconds(round * 97 % 3'000));
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(ends[0]);
  CHECK(WIFSIGNALED(status));
}

}  // namespace

TEST_CASE("killed at any instant of an upgrade, a file is of the old version or of the new one") {
  constexpr std::size_t kRounds = 80;
  constexpr std::size_t kEntries = 300;
  const TemporaryFolder folder;
  const std::string old = folder.file("old.db");
  const std::vector<Bytes> entries(kEntries, Bytes(300, 5));
  {
    auto store = SqliteStore::open(old, OpenMode::kCreateNew).value();
    const std::uint64_t epoch = store->take_epoch().value();
    REQUIRE(store->append({.epoch = epoch, .expected_size = 0, .entries = &entries}));
    REQUIRE(store->put_checkpoint({epoch, kEntries, "note"}));
  }
  {
    auto connection = Connection::open(old, Connection::Access::kReadWrite).value();
    REQUIRE(connection.run("DROP TABLE tiles"));
    REQUIRE(connection.run("ALTER TABLE state DROP COLUMN seal"));
    REQUIRE(connection.run("PRAGMA user_version = 1"));
  }
  REQUIRE(SqliteStore::settle(old).error().code == "store.outdated");
  const std::string path = folder.file("registry.db");
  std::size_t upgraded = 0;
  for (std::size_t round = 0; round < kRounds; ++round) {
    CAPTURE(round);
    kill_while_upgrading(old, path, round);
    // Killed between two rounds: there is no file, or the beginning of a copy.
    std::error_code ignored;
    if (std::filesystem::file_size(path, ignored) != std::filesystem::file_size(old)) {
      if (!SqliteStore::open(path, OpenMode::kReadOnly)) continue;
    }
    const auto seen = SqliteStore::open(path, OpenMode::kReadOnly);
    if (seen) {
      ++upgraded;
      CHECK((*seen)->check());
    } else {
      CHECK(seen.error().code == "store.outdated");
    }
    const auto store = SqliteStore::open(path, OpenMode::kExisting);
    REQUIRE(store);
    CHECK((*store)->read(0, kEntries).value() == entries);
    CHECK((*store)->checkpoint().value() == "note");
    CHECK((*store)->check());
    CHECK((*store)->take_epoch().value() == 2);
  }
  MESSAGE(upgraded << " of " << kRounds << " were killed after the upgrade");
}

TEST_CASE("nothing acknowledged is lost when the writer is killed, and nothing is half there") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  REQUIRE(SqliteStore::open(path, OpenMode::kCreateNew));
  std::uint64_t grown = 0;
  for (std::size_t round = 1; round <= 25; ++round) {
    CAPTURE(round);
    const Life life = live_and_die(path, round);
    CHECK(WIFSIGNALED(life.status));
    const auto store = SqliteStore::open(path, OpenMode::kExisting);
    REQUIRE(store);
    const std::uint64_t size = (*store)->size().value();
    CHECK(life.acknowledged > grown);
    CHECK(size >= life.acknowledged);
    CHECK(size <= life.acknowledged + kBatch);
    CHECK(size % kBatch == 0);
    CHECK(std::stoull((*store)->checkpoint().value().value()) >= life.acknowledged);
    const auto entries = (*store)->read(0, size).value();
    REQUIRE(entries.size() == size);
    for (std::uint64_t at = 0; at < size; ++at) {
      if (entries[at] != batch_at(at / kBatch * kBatch).front()) FAIL("entry " << at);
    }
    CHECK((*store)->check());
    grown = size;
  }
}

}  // namespace concordat::sqlite
