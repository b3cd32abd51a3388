#include "adapters/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <mutex>
#include <new>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/sqlite/backfill.hpp"
#include "adapters/sqlite/reader_pool.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/search.hpp"
#include "registry/ports/store_rules.hpp"

namespace concordat::sqlite {
namespace {

// Row numbers are signed; beyond lies nothing.
constexpr std::uint64_t kMaxIndex = std::numeric_limits<std::int64_t>::max();

// Statements are about 1 KiB: seven fill this page almost, three of them waste a quarter of the
// usual 4 KiB, which is then written twice.
constexpr std::string_view kPageSize = "PRAGMA page_size = 8192";
// After a long reader or a bulk load let the log's file shrink again to 64 MiB.
constexpr std::string_view kJournalLimit = "PRAGMA journal_size_limit = 67108864";

struct Writer {
  Connection entries;  // every commit is synced
  // Commits are not, and a crash may lose them, the later ones first; the next sync of `entries`
  // takes them along, for both write one log.
  Connection derived;
};

// The name of a new file is durable only when its folder is.
Status sync_folder_of(const std::string& path) {
  const auto folder = std::filesystem::absolute(path).parent_path();
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (synced) return {};
  return fail({.code = "store.io", .place = folder.string(), .expected = "a folder to sync"});
}

Status configure(Connection& connection, std::string_view synchronous) {
  CONCORDAT_TRY(mode, connection.text("PRAGMA journal_mode = WAL"));
  if (mode != "wal") {
    return fail({.code = "store.cannot-open",
                 .expected = "a file system on which SQLite can keep a write-ahead log"});
  }
  CONCORDAT_CHECK(connection.run(synchronous));
  return connection.run(kJournalLimit);
}

Status check_mode(const std::string& path, OpenMode mode) {
  std::error_code error;
  const bool exists = std::filesystem::exists(path, error);
  if (error) {
    return fail(
        {.code = "store.cannot-open", .place = path, .arguments = {{"detail", error.message()}}});
  }
  if (exists && mode == OpenMode::kCreateNew) {
    return fail({.code = "store.exists", .place = path, .expected = "a path without a file"});
  }
  if (!exists && (mode == OpenMode::kExisting || mode == OpenMode::kReadOnly)) {
    return fail({.code = "store.not-found", .place = path, .expected = "the path of a store"});
  }
  return {};
}

Result<std::unique_ptr<Writer>> open_writer(const std::string& path, OpenMode mode) {
  const auto access =
      mode == OpenMode::kExisting ? Connection::Access::kReadWrite : Connection::Access::kCreate;
  CONCORDAT_TRY(entries, Connection::open(path, access));
  CONCORDAT_TRY(blank, is_blank(entries));
  if (!blank) CONCORDAT_CHECK(upgrade(entries));
  // Before anything else is written: a foreign file stays as it is.
  if (!blank || mode == OpenMode::kExisting) CONCORDAT_CHECK(recognise(entries));
  if (blank) CONCORDAT_CHECK(entries.run(kPageSize));
  CONCORDAT_CHECK(configure(entries, "PRAGMA synchronous = FULL"));
  if (blank) {
    CONCORDAT_CHECK(create_schema(entries));
    CONCORDAT_CHECK(sync_folder_of(path));
    CONCORDAT_CHECK(recognise(entries));
  }
  CONCORDAT_TRY(derived, Connection::open(path, Connection::Access::kReadWrite));
  CONCORDAT_CHECK(configure(derived, "PRAGMA synchronous = NORMAL"));
  return std::make_unique<Writer>(Writer{std::move(entries), std::move(derived)});
}

Result<std::uint64_t> size_in(Connection& connection) {
  CONCORDAT_TRY(last, connection.integer("SELECT max(idx) FROM entries"));
  return last ? static_cast<std::uint64_t>(*last) + 1 : 0;
}

Result<std::uint64_t> number_in(Connection& connection, std::string_view name) {
  CONCORDAT_TRY(statement, connection.prepare("SELECT number, seal FROM state WHERE name = ?"));
  CONCORDAT_TRY(row, statement.bind(name).step());
  if (!row) return fail({.code = "store.corrupt", .place = "state " + std::string(name)});
  if (statement.integer(1) != -statement.integer(0) - 1) {
    return fail({.code = "store.altered", .place = "state " + std::string(name)});
  }
  return statement.count(0);
}

// Numbers without a gap: one look at the last row tells.
Result<std::uint64_t> tiles_in(Connection& connection) {
  CONCORDAT_TRY(last, connection.integer("SELECT max(idx) FROM tiles"));
  return last ? static_cast<std::uint64_t>(*last) + 1 : 0;
}

Status check_epoch_in(Connection& connection, std::uint64_t epoch) {
  CONCORDAT_TRY(newest, number_in(connection, "epoch"));
  return check_epoch(epoch, newest);
}

// What somebody who was killed within `settle` has begun is undone by whoever opens the file for
// writing; those who only read cannot, and could not read either. Where it may not be written, they
// are told so when they read.
void undo_what_was_begun(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path + "-journal", error)) return;
  auto connection = Connection::open(path, Connection::Access::kReadWrite);
  if (connection) (void)recognise(*connection);
}

// The one file of that name, or 0.
ino_t file_called(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

// Memory that runs out inside the adapter is an error like any other, and ends here.
template <class Work>
auto guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return fail({.code = "store.memory"});
  }
}

Error read_only() { return {.code = "store.read-only", .expected = "a store opened for writing"}; }

}  // namespace

struct SqliteStore::Parts {
  explicit Parts(const std::string& at)
      : path(at), write_ahead(at + "-wal"), backfill(at), readers(at) {}

  // A commit into a file that nobody will find again is none: store.removed.
  [[nodiscard]] Status check_in_place() {
    const ino_t now = file_called(path);
    const ino_t log = file_called(write_ahead);
    if (database == 0) database = now;
    if (log_file == 0) log_file = log;
    if (now != 0 && now == database && log != 0 && log == log_file) return {};
    return fail({.code = "store.removed", .place = now == database ? write_ahead : path});
  }

  std::string path;
  std::string write_ahead;
  ino_t database = 0;
  ino_t log_file = 0;

  std::mutex mutex;  // one write at a time; guards writer
  Backfill backfill;
  std::unique_ptr<Writer> writer;  // null when the store was opened for reading
  ReaderPool readers;
};

SqliteStore::SqliteStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& path, OpenMode mode) {
  return guarded([&]() -> Result<std::unique_ptr<SqliteStore>> {
    CONCORDAT_CHECK(check_mode(path, mode));
    if (mode == OpenMode::kReadOnly) undo_what_was_begun(path);
    auto parts = std::make_unique<Parts>(path);
    const auto begin = [&]() -> Status {
      if (mode != OpenMode::kReadOnly) {
        CONCORDAT_TRY(writer, open_writer(path, mode));
        for (Connection* one : {&writer->entries, &writer->derived}) parts->backfill.watch(*one);
        parts->writer = std::move(writer);
      }
      CONCORDAT_TRY(reader, parts->readers.take());
      return recognise(*reader);
    };
    if (Status begun = begin(); !begun) {
      Error error = std::move(begun).error();
      if (error.place.empty()) error.place = path;
      return fail(std::move(error));
    }
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(parts)));
  });
}

Status SqliteStore::settle(const std::string& path) {
  return guarded([&]() -> Status {
    CONCORDAT_TRY(connection, Connection::open(path, Connection::Access::kReadWrite));
    CONCORDAT_CHECK(recognise(connection));
    CONCORDAT_TRY(mode, connection.text("PRAGMA journal_mode = DELETE"));
    if (mode == "delete") return {};
    return fail({.code = "store.busy", .place = path});
  });
}

Result<std::uint64_t> SqliteStore::size() const {
  return guarded([&]() -> Result<std::uint64_t> {
    CONCORDAT_TRY(reader, parts_->readers.take());
    return size_in(*reader);
  });
}

Result<std::uint64_t> SqliteStore::take_epoch() {
  return guarded([&]() -> Result<std::uint64_t> {
    const std::lock_guard lock(parts_->mutex);
    if (!parts_->writer) return fail(read_only());
    Connection& connection = parts_->writer->entries;
    CONCORDAT_TRY(transaction, Transaction::begin(connection));
    CONCORDAT_CHECK(
        connection.run("UPDATE state SET number = number + 1, seal = seal - 1"
                       " WHERE name = 'epoch'"));
    CONCORDAT_TRY(epoch, number_in(connection, "epoch"));
    CONCORDAT_CHECK(transaction.commit());
    CONCORDAT_CHECK(parts_->check_in_place());
    return epoch;
  });
}

Status SqliteStore::append(const Append& batch) {
  return guarded([&]() -> Status {
    CONCORDAT_CHECK(check_entries(batch));
    const std::lock_guard lock(parts_->mutex);
    if (!parts_->writer) return fail(read_only());
    Connection& connection = parts_->writer->entries;
    CONCORDAT_TRY(transaction, Transaction::begin(connection));
    CONCORDAT_CHECK(check_epoch_in(connection, batch.epoch));
    CONCORDAT_TRY(size, size_in(connection));
    CONCORDAT_CHECK(check_expected_size(batch.expected_size, size));
    CONCORDAT_TRY(insert, connection.prepare("INSERT INTO entries(idx, entry) VALUES (?, ?)"));
    std::uint64_t index = size;
    for (const Bytes& entry : *batch.entries) {
      CONCORDAT_CHECK(insert.bind(index).bind(ByteView(entry)).run());
      insert.reset();
      ++index;
    }
    CONCORDAT_CHECK(transaction.commit());
    return parts_->check_in_place();
  });
}

Result<std::vector<Bytes>> SqliteStore::read(std::uint64_t begin, std::uint64_t end) const {
  return guarded([&]() -> Result<std::vector<Bytes>> {
    begin = std::min(begin, kMaxIndex);
    end = std::min(end, kMaxIndex);
    std::vector<Bytes> entries;
    if (begin >= end) return entries;
    CONCORDAT_TRY(reader, parts_->readers.take());
    CONCORDAT_TRY(statement,
                  reader->prepare("SELECT idx, entry FROM entries WHERE idx >= ? AND idx < ?"
                                  " ORDER BY idx"));
    statement.bind(begin).bind(end);
    while (true) {
      CONCORDAT_TRY(row, statement.step());
      if (!row) return entries;
      const std::uint64_t expected = begin + entries.size();
      if (statement.count(0) != expected) {
        return fail({.code = "store.corrupt",
                     .place = "entry " + std::to_string(expected),
                     .expected = "entries without a gap"});
      }
      const ByteView entry = statement.octets(1);
      entries.emplace_back(entry.begin(), entry.end());
    }
  });
}

Result<std::optional<std::string>> SqliteStore::checkpoint() const {
  return guarded([&]() -> Result<std::optional<std::string>> {
    CONCORDAT_TRY(reader, parts_->readers.take());
    return reader->text("SELECT note FROM state WHERE name = 'checkpoint'");
  });
}

Status SqliteStore::put_checkpoint(const Publication& publication) {
  return guarded([&]() -> Status {
    const std::lock_guard lock(parts_->mutex);
    if (!parts_->writer) return fail(read_only());
    Connection& connection =
        publication.durable ? parts_->writer->entries : parts_->writer->derived;
    CONCORDAT_TRY(transaction, Transaction::begin(connection));
    CONCORDAT_CHECK(check_epoch_in(connection, publication.epoch));
    CONCORDAT_TRY(previous, number_in(connection, "checkpoint"));
    CONCORDAT_TRY(size, size_in(connection));
    CONCORDAT_CHECK(check_position(publication.log_size, previous, size));
    CONCORDAT_TRY(update,
                  connection.prepare("UPDATE state SET number = ?1, note = ?2, seal = -?1 - 1"
                                     " WHERE name = 'checkpoint'"));
    CONCORDAT_CHECK(update.bind(publication.log_size).bind(publication.note).run());
    CONCORDAT_CHECK(transaction.commit());
    return parts_->check_in_place();
  });
}

Status SqliteStore::put_tiles(std::uint64_t first, const std::vector<Bytes>& tiles) {
  return guarded([&]() -> Status {
    const std::lock_guard lock(parts_->mutex);
    if (!parts_->writer) return fail(read_only());
    Connection& connection = parts_->writer->derived;
    CONCORDAT_TRY(transaction, Transaction::begin(connection));
    CONCORDAT_TRY(count, tiles_in(connection));
    CONCORDAT_TRY(size, size_in(connection));
    CONCORDAT_CHECK(check_tiles(first, tiles, count, size));
    CONCORDAT_TRY(put,
                  connection.prepare("INSERT OR REPLACE INTO tiles(idx, hashes) VALUES (?, ?)"));
    for (const Bytes& tile : tiles) {
      CONCORDAT_CHECK(put.bind(first++).bind(ByteView(tile)).run());
      put.reset();
    }
    return transaction.commit();
  });
}

Result<std::uint64_t> SqliteStore::tiles() const {
  return guarded([&]() -> Result<std::uint64_t> {
    CONCORDAT_TRY(reader, parts_->readers.take());
    return tiles_in(*reader);
  });
}

Result<std::optional<Bytes>> SqliteStore::tile(std::uint64_t index) const {
  return guarded([&]() -> Result<std::optional<Bytes>> {
    if (index > kMaxIndex) return std::nullopt;
    CONCORDAT_TRY(reader, parts_->readers.take());
    CONCORDAT_TRY(statement, reader->prepare("SELECT hashes FROM tiles WHERE idx = ?"));
    CONCORDAT_TRY(found, statement.bind(index).step());
    if (!found) return std::nullopt;
    const ByteView hashes = statement.octets(0);
    return Bytes(hashes.begin(), hashes.end());
  });
}

Status SqliteStore::index(const std::vector<SearchRow>& rows, std::uint64_t log_size) {
  return guarded([&]() -> Status {
    const std::lock_guard lock(parts_->mutex);
    if (!parts_->writer) return fail(read_only());
    Connection& connection = parts_->writer->derived;
    CONCORDAT_TRY(transaction, Transaction::begin(connection));
    CONCORDAT_TRY(previous, number_in(connection, "indexed"));
    CONCORDAT_TRY(size, size_in(connection));
    CONCORDAT_CHECK(check_position(log_size, previous, size));
    CONCORDAT_CHECK(check_rows(rows, log_size));
    CONCORDAT_CHECK(index_rows(connection, rows));
    CONCORDAT_TRY(
        update,
        connection.prepare("UPDATE state SET number = ?1, seal = -?1 - 1 WHERE name = 'indexed'"));
    CONCORDAT_CHECK(update.bind(log_size).run());
    return transaction.commit();
  });
}

Result<std::uint64_t> SqliteStore::indexed() const {
  return guarded([&]() -> Result<std::uint64_t> {
    CONCORDAT_TRY(reader, parts_->readers.take());
    return number_in(*reader, "indexed");
  });
}

Result<std::optional<Store::SearchRow>> SqliteStore::row(std::string_view kind,
                                                         std::string_view id) const {
  return guarded([&]() -> Result<std::optional<SearchRow>> {
    CONCORDAT_TRY(reader, parts_->readers.take());
    return row_of(*reader, kind, id);
  });
}

Result<std::vector<Store::SearchHit>> SqliteStore::search(const SearchQuery& query) const {
  return guarded([&]() -> Result<std::vector<Store::SearchHit>> {
    CONCORDAT_TRY(reader, parts_->readers.take());
    return search_rows(*reader, query);
  });
}

Status SqliteStore::check() const {
  CONCORDAT_TRY(reader, parts_->readers.take());
  CONCORDAT_TRY(finding, reader->text("PRAGMA quick_check(1)"));
  if (finding != "ok") {
    return fail({.code = "store.corrupt", .arguments = {{"detail", finding.value_or("")}}});
  }
  for (const char* name : {"epoch", "checkpoint", "indexed"}) {
    CONCORDAT_CHECK(number_in(*reader, name));
  }
  CONCORDAT_CHECK(check_indexes(*reader));
  // Both in one statement, so that an append between the two cannot look like a gap.
  CONCORDAT_TRY(missing,
                reader->integer("SELECT coalesce(max(idx) + 1 - count(*), 0) FROM entries"));
  if (missing.value_or(0) != 0) {
    return fail({.code = "store.corrupt",
                 .place = "entries",
                 .expected = "entries without a gap",
                 .arguments = {{"detail", std::to_string(*missing) + " missing"}}});
  }
  CONCORDAT_TRY(lost, reader->integer("SELECT coalesce(max(idx) + 1 - count(*), 0) FROM tiles"));
  if (lost.value_or(0) == 0) return {};
  return fail({.code = "store.corrupt",
               .place = "tiles",
               .expected = "tiles without a gap",
               .arguments = {{"detail", std::to_string(*lost) + " missing"}}});
}

}  // namespace concordat::sqlite
