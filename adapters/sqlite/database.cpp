#include "adapters/sqlite/database.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

namespace concordat::sqlite {
namespace {

// Another process (a backup, a second server by mistake) may hold the lock this long before we say
// so. Our own threads never wait here: they queue at a mutex.
constexpr int kBusyTimeoutMs = 5'000;

}  // namespace

Error error_of(int result, std::string_view detail) {
  const auto code = [&] {
    if (result == SQLITE_IOERR_NOMEM) return "store.memory";
    switch (result & 0xFF) {
      case SQLITE_FULL:
        return "store.full";
      case SQLITE_CORRUPT:
        return "store.corrupt";
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        return "store.busy";
      case SQLITE_READONLY:
        return "store.read-only";
      case SQLITE_NOTADB:
        return "store.foreign";
      case SQLITE_NOMEM:
        return "store.memory";
      case SQLITE_CANTOPEN:
      case SQLITE_PERM:
      case SQLITE_AUTH:
        return "store.cannot-open";
      default:
        return "store.io";
    }
  }();
  return {.code = code,
          .arguments = {{"detail", std::string(detail)}, {"engine", std::to_string(result)}}};
}

Statement::~Statement() {
  if (statement_ != nullptr) reset();
}

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)),
      next_parameter_(other.next_parameter_),
      bind_result_(other.bind_result_) {}

Statement& Statement::bind(std::int64_t value) {
  const int result = sqlite3_bind_int64(statement_, next_parameter_++, value);
  if (bind_result_ == SQLITE_OK) bind_result_ = result;
  return *this;
}

Statement& Statement::bind(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }

Statement& Statement::bind(std::string_view text) {
  // A null pointer would bind NULL instead of the empty text.
  const int result =
      sqlite3_bind_text64(statement_, next_parameter_++, text.empty() ? "" : text.data(),
                          text.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (bind_result_ == SQLITE_OK) bind_result_ = result;
  return *this;
}

Statement& Statement::bind(ByteView octets) {
  const void* start = octets.empty() ? static_cast<const void*>("") : octets.data();
  const int result =
      sqlite3_bind_blob64(statement_, next_parameter_++, start, octets.size(), SQLITE_STATIC);
  if (bind_result_ == SQLITE_OK) bind_result_ = result;
  return *this;
}

Result<bool> Statement::step() {
  const int result = bind_result_ == SQLITE_OK ? sqlite3_step(statement_) : bind_result_;
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  sqlite3* handle = sqlite3_db_handle(statement_);
  return fail(error_of(sqlite3_extended_errcode(handle), sqlite3_errmsg(handle)));
}

Status Statement::run() {
  while (true) {
    CONCORDAT_TRY(more, step());
    if (!more) return {};
  }
}

void Statement::reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  next_parameter_ = 1;
  bind_result_ = SQLITE_OK;
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::uint64_t Statement::count(int column) const {
  return static_cast<std::uint64_t>(integer(column));
}

std::string_view Statement::text(int column) const {
  const unsigned char* start = sqlite3_column_text(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return start == nullptr ? std::string_view{}
                          : std::string_view{reinterpret_cast<const char*>(start), size};
}

ByteView Statement::octets(int column) const {
  const void* start = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return start == nullptr ? ByteView{} : ByteView{static_cast<const Byte*>(start), size};
}

Result<Connection> Connection::open(const std::string& path, Access access) {
  std::error_code error;
  // An absolute path is never ":memory:", empty or a URI.
  const auto absolute = std::filesystem::absolute(path, error);
  if (path.empty() || error) {
    return fail({.code = "store.cannot-open", .place = path, .expected = "the path of a file"});
  }
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= access == Access::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (access == Access::kCreate) flags |= SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int result = sqlite3_open_v2(absolute.c_str(), &handle, flags, nullptr);
  Connection connection;
  connection.handle_.reset(handle);
  if (result != SQLITE_OK) {
    Error refused = error_of(result, sqlite3_errstr(result));
    refused.place = path;
    return fail(std::move(refused));
  }
  // Without the permission to write SQLite opens for reading, and says so at the first write.
  if (access != Access::kReadOnly && sqlite3_db_readonly(handle, "main") == 1) {
    return fail({.code = "store.read-only", .place = path, .expected = "a file we may write"});
  }
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  // A file from elsewhere must not make us run what its schema says.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return connection;
}

Result<Statement> Connection::prepare(std::string_view sql) {
  auto known = statements_.find(sql);
  if (known == statements_.end()) {
    sqlite3_stmt* statement = nullptr;
    const int result = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    std::unique_ptr<sqlite3_stmt, Finalize> owned(statement);
    if (result != SQLITE_OK) return fail(error_of(result, sqlite3_errmsg(handle())));
    known = statements_.emplace(std::string(sql), std::move(owned)).first;
  }
  return Statement(known->second.get());
}

Status Connection::run(std::string_view sql) {
  CONCORDAT_TRY(statement, prepare(sql));
  return statement.run();
}

Result<std::optional<std::int64_t>> Connection::integer(std::string_view sql) {
  CONCORDAT_TRY(statement, prepare(sql));
  CONCORDAT_TRY(row, statement.step());
  if (!row || statement.is_null(0)) return std::nullopt;
  return statement.integer(0);
}

Result<std::optional<std::string>> Connection::text(std::string_view sql) {
  CONCORDAT_TRY(statement, prepare(sql));
  CONCORDAT_TRY(row, statement.step());
  if (!row || statement.is_null(0)) return std::nullopt;
  return std::string(statement.text(0));
}

Result<Transaction> Transaction::begin(Connection& connection) {
  CONCORDAT_CHECK(connection.run("BEGIN IMMEDIATE"));
  return Transaction(connection);
}

Result<Transaction> Transaction::snapshot(Connection& connection) {
  CONCORDAT_CHECK(connection.run("BEGIN"));
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  // After some failures SQLite has already rolled back by itself.
  if (connection_ == nullptr || sqlite3_get_autocommit(connection_->handle()) != 0) return;
  // Past the cache of statements, which may need memory. What cannot be rolled back now is rolled
  // back by the next opener, from the same log.
  sqlite3_exec(connection_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Status Transaction::commit() { return connection_->run("COMMIT"); }

}  // namespace concordat::sqlite
