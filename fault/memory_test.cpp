// Every allocation that the store adapters make fails once, their own and those of SQLite beneath
// them. They say so, hold nothing that they did not hold, and take the same call again.
#include <cstdlib>
#include <new>

#include "fault/session.hpp"
#include <doctest/doctest.h>
#include <sqlite3.h>

#include "adapters/files/signing_record_file.hpp"
#include "adapters/sqlite/sqlite_store.hpp"

namespace {

// Of this thread alone: allocations left until one fails; negative: none will.
thread_local long left = -1;
// The same for SQLite's own.
thread_local long engine_left = -1;

// SQLite's allocator as it was; set once, before it is used.
sqlite3_mem_methods engine_memory{};

void* engine_allocate(int size) {
  if (engine_left >= 0 && engine_left-- == 0) return nullptr;
  return engine_memory.xMalloc(size);
}
void* engine_reallocate(void* memory, int size) {
  if (engine_left >= 0 && engine_left-- == 0) return nullptr;
  return engine_memory.xRealloc(memory, size);
}

// Puts the two above in front of SQLite's allocator. No connection may be open.
bool stand_before_engine() {
  if (sqlite3_shutdown() != SQLITE_OK) return false;
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &engine_memory) != SQLITE_OK) return false;
  sqlite3_mem_methods ours = engine_memory;
  ours.xMalloc = engine_allocate;
  ours.xRealloc = engine_reallocate;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK &&
         sqlite3_initialize() == SQLITE_OK;
}

void* allocate(std::size_t size, std::size_t alignment) {
  if (left >= 0 && left-- == 0) return nullptr;
  return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

}  // namespace

void* operator new(std::size_t size) {
  void* const memory = allocate(size == 0 ? 1 : size, alignof(std::max_align_t));
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  void* const memory = allocate(size == 0 ? 1 : size, static_cast<std::size_t>(alignment));
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t /*alignment*/) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept {
  std::free(memory);
}

namespace concordat::fault {
namespace {

// Lets the first allocation of the call fail, then the second, until the call needs no more of
// them. How often it failed; `after` looks at what is left each time.
template <class Act, class After>
long fail_each(long& countdown, Act act, After after, std::string_view code) {
  for (long nth = 0;; ++nth) {
    INFO("allocation " << nth);
    countdown = nth;
    const auto outcome = act();
    const bool struck = countdown < 0;
    countdown = -1;
    if (!struck) {
      CHECK(outcome);
      return nth;
    }
    if (!outcome) CHECK(outcome.error().code == code);
    after(static_cast<bool>(outcome));
  }
}

// Every call of the store, with the allocations that `countdown` counts. How often one failed.
long fail_every_call(const std::string& path, long& countdown) {
  using sqlite::OpenMode;
  using sqlite::SqliteStore;
  REQUIRE(SqliteStore::open(path, OpenMode::kCreateNew));
  const auto nothing = [](bool) {};
  long failures = fail_each(
      countdown, [&] { return SqliteStore::open(path, OpenMode::kExisting); }, nothing,
      "store.memory");
  const auto opened = SqliteStore::open(path, OpenMode::kExisting);
  REQUIRE(opened);
  Store& store = **opened;
  const std::uint64_t epoch = store.take_epoch().value();
  const std::vector<Bytes> entries(3, Bytes(300, 7));
  std::uint64_t size = 0;
  const auto append = [&] {
    return store.append({.epoch = epoch, .expected_size = size, .entries = &entries});
  };
  const auto look = [&](bool taken) {
    const std::uint64_t now = store.size().value();
    CHECK((now == size || now == size + entries.size()));
    if (taken) CHECK(now == size + entries.size());
    size = now;
  };
  failures += fail_each(countdown, append, look, "store.memory");
  size = store.size().value();
  const std::string note(200, 'n');
  const std::vector<Store::SearchRow> rows{
      {.kind = "certificate",
       .id = "an identifier that needs memory of its own",
       .entry = 1,
       .fields = {{"holder", "a value that needs memory of its own"}},
       .tokens = "many words that need memory of their own"}};
  const Store::SearchQuery query{.fields = {{"holder", "a value that needs memory of its own"}},
                                 .tokens = "many words"};
  const auto each = [&](auto act) {
    failures += fail_each(countdown, act, nothing, "store.memory");
  };
  each([&] { return store.read(0, size); });
  each([&] { return store.put_checkpoint({epoch, size, note}); });
  each([&] { return store.checkpoint(); });
  each([&] { return store.index(rows, size); });
  each([&] { return store.search(query); });
  CHECK(store.search(query)->size() == 1);
  CHECK(store.checkpoint().value() == note);
  CHECK((*opened)->check());
  return failures;
}

}  // namespace

TEST_CASE("every allocation of the SQLite store fails once") {
  const Scratch scratch;
  CHECK(fail_every_call((scratch.path() / "registry.db").string(), left) > 10);
}

TEST_CASE("every allocation of SQLite beneath it fails once") {
  REQUIRE(stand_before_engine());
  const Scratch scratch;
  CHECK(fail_every_call((scratch.path() / "registry.db").string(), engine_left) > 50);
}

TEST_CASE("every allocation of the signing record fails once") {
  const Scratch scratch;
  const auto record = files::SigningRecordFile::open(scratch.path() / "signed");
  REQUIRE(record);
  SigningRecord::Head head{.size = 1};
  const auto look = [&](bool taken) { CHECK((*record)->last()->has_value() == taken); };
  CHECK(fail_each(left, [&] { return (*record)->record(head); }, look, "signing-record.io") > 0);
  CHECK((*record)->last()->value() == head);
}

}  // namespace concordat::fault
