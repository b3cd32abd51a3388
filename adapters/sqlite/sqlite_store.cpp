#include "adapters/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <mutex>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

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
// The write-ahead log goes back into the file when it holds this many pages (32 MiB): often enough
// to stay small, seldom enough not to write the same page over and over.
constexpr std::string_view kAutoCheckpoint = "PRAGMA wal_autocheckpoint = 4096";
// After a long reader or a bulk load let the log's file shrink again to 64 MiB.
constexpr std::string_view kJournalLimit = "PRAGMA journal_size_limit = 67108864";

struct Writer {
  Connection entries;     // every commit is synced
  Connection projection;  // commits are not: a crash loses rows and position together
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
  CONCORDAT_CHECK(connection.run(kAutoCheckpoint));
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
  // Before anything is written: a foreign file stays as it is.
  if (!blank || mode == OpenMode::kExisting) CONCORDAT_CHECK(recognise(entries));
  if (blank) CONCORDAT_CHECK(entries.run(kPageSize));
  CONCORDAT_CHECK(configure(entries, "PRAGMA synchronous = FULL"));
  if (blank) {
    CONCORDAT_CHECK(create_schema(entries));
    CONCORDAT_CHECK(sync_folder_of(path));
    CONCORDAT_CHECK(recognise(entries));
  }
  CONCORDAT_TRY(projection, Connection::open(path, Connection::Access::kReadWrite));
  CONCORDAT_CHECK(configure(projection, "PRAGMA synchronous = NORMAL"));
  return std::make_unique<Writer>(Writer{std::move(entries), std::move(projection)});
}

Result<std::uint64_t> size_in(Connection& connection) {
  CONCORDAT_TRY(last, connection.integer("SELECT max(idx) FROM entries"));
  return last ? static_cast<std::uint64_t>(*last) + 1 : 0;
}

Result<std::uint64_t> number_in(Connection& connection, std::string_view name) {
  CONCORDAT_TRY(statement, connection.prepare("SELECT number FROM state WHERE name = ?"));
  CONCORDAT_TRY(row, statement.bind(name).step());
  if (!row) return fail({.code = "store.corrupt", .place = "state " + std::string(name)});
  return statement.count(0);
}

Status check_epoch_in(Connection& connection, std::uint64_t epoch) {
  CONCORDAT_TRY(newest, number_in(connection, "epoch"));
  return check_epoch(epoch, newest);
}

Error read_only() { return {.code = "store.read-only", .expected = "a store opened for writing"}; }

}  // namespace

struct SqliteStore::Parts {
  explicit Parts(const std::string& path) : readers(path) {}

  std::mutex mutex;                // one write at a time; guards writer
  std::unique_ptr<Writer> writer;  // null when the store was opened for reading
  ReaderPool readers;
};

SqliteStore::SqliteStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& path, OpenMode mode) {
  CONCORDAT_CHECK(check_mode(path, mode));
  auto parts = std::make_unique<Parts>(path);
  const auto begin = [&]() -> Status {
    if (mode != OpenMode::kReadOnly) {
      CONCORDAT_TRY(writer, open_writer(path, mode));
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
}

Result<std::uint64_t> SqliteStore::size() const {
  CONCORDAT_TRY(reader, parts_->readers.take());
  return size_in(*reader);
}

Result<std::uint64_t> SqliteStore::take_epoch() {
  const std::lock_guard lock(parts_->mutex);
  if (!parts_->writer) return fail(read_only());
  Connection& connection = parts_->writer->entries;
  CONCORDAT_TRY(transaction, Transaction::begin(connection));
  CONCORDAT_CHECK(connection.run("UPDATE state SET number = number + 1 WHERE name = 'epoch'"));
  CONCORDAT_TRY(epoch, number_in(connection, "epoch"));
  CONCORDAT_CHECK(transaction.commit());
  return epoch;
}

Status SqliteStore::append(const Append& batch) {
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
  return transaction.commit();
}

Result<std::vector<Bytes>> SqliteStore::read(std::uint64_t begin, std::uint64_t end) const {
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
}

Result<std::optional<std::string>> SqliteStore::checkpoint() const {
  CONCORDAT_TRY(reader, parts_->readers.take());
  return reader->text("SELECT note FROM state WHERE name = 'checkpoint'");
}

Status SqliteStore::put_checkpoint(std::uint64_t epoch, std::uint64_t log_size,
                                   std::string_view note) {
  const std::lock_guard lock(parts_->mutex);
  if (!parts_->writer) return fail(read_only());
  Connection& connection = parts_->writer->entries;
  CONCORDAT_TRY(transaction, Transaction::begin(connection));
  CONCORDAT_CHECK(check_epoch_in(connection, epoch));
  CONCORDAT_TRY(previous, number_in(connection, "checkpoint"));
  CONCORDAT_TRY(size, size_in(connection));
  CONCORDAT_CHECK(check_position(log_size, previous, size));
  CONCORDAT_TRY(update, connection.prepare(
                            "UPDATE state SET number = ?, note = ? WHERE name = 'checkpoint'"));
  CONCORDAT_CHECK(update.bind(log_size).bind(note).run());
  return transaction.commit();
}

Status SqliteStore::index(const std::vector<SearchRow>& rows, std::uint64_t log_size) {
  const std::lock_guard lock(parts_->mutex);
  if (!parts_->writer) return fail(read_only());
  Connection& connection = parts_->writer->projection;
  CONCORDAT_TRY(transaction, Transaction::begin(connection));
  CONCORDAT_TRY(previous, number_in(connection, "indexed"));
  CONCORDAT_TRY(size, size_in(connection));
  CONCORDAT_CHECK(check_position(log_size, previous, size));
  CONCORDAT_CHECK(check_rows(rows, log_size));
  CONCORDAT_CHECK(index_rows(connection, rows));
  CONCORDAT_TRY(update, connection.prepare("UPDATE state SET number = ? WHERE name = 'indexed'"));
  CONCORDAT_CHECK(update.bind(log_size).run());
  return transaction.commit();
}

Result<std::uint64_t> SqliteStore::indexed() const {
  CONCORDAT_TRY(reader, parts_->readers.take());
  return number_in(*reader, "indexed");
}

Result<std::vector<Store::SearchHit>> SqliteStore::search(const SearchQuery& query) const {
  CONCORDAT_TRY(reader, parts_->readers.take());
  return search_rows(*reader, query);
}

Status SqliteStore::check() const {
  CONCORDAT_TRY(reader, parts_->readers.take());
  CONCORDAT_TRY(finding, reader->text("PRAGMA quick_check(1)"));
  if (finding != "ok") {
    return fail({.code = "store.corrupt", .arguments = {{"detail", finding.value_or("")}}});
  }
  // Both in one statement, so that an append between the two cannot look like a gap.
  CONCORDAT_TRY(missing,
                reader->integer("SELECT coalesce(max(idx) + 1 - count(*), 0) FROM entries"));
  if (missing.value_or(0) != 0) {
    return fail({.code = "store.corrupt",
                 .place = "entries",
                 .expected = "entries without a gap",
                 .arguments = {{"detail", std::to_string(*missing) + " missing"}}});
  }
  return {};
}

}  // namespace concordat::sqlite
