#include "adapters/private/private_file.hpp"

#include <array>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace concordat::private_file {
namespace {

using sqlite::Connection;
using sqlite::Transaction;

constexpr std::array<std::string_view, 1> kTables = {
    "CREATE TABLE module(name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID",
};

Error cannot_open(const std::filesystem::path& path, int reason) {
  return {.code = reason == ENOENT ? "store.not-found" : "store.cannot-open",
          .place = path.string(),
          .arguments = {{"detail", std::generic_category().message(reason)}}};
}

// SQLite would make the file as the process's mask says; its write-ahead log takes the rights of
// the file, so it is enough that this one is right from the first moment.
Status make(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file >= 0) {
    ::close(file);
    return {};
  }
  if (errno == EEXIST) return {};
  return fail(cannot_open(path, errno));
}

Status check_rights(const std::filesystem::path& path) {
  struct stat seen{};
  if (::stat(path.c_str(), &seen) != 0) return fail(cannot_open(path, errno));
  if (S_ISREG(seen.st_mode) && (seen.st_mode & (S_IRWXG | S_IRWXO)) == 0) return {};
  return fail({.code = "store.exposed",
               .place = path.string(),
               .expected = "a file that its owner alone may read and write (mode 0600)"});
}

// Before the first byte is written, so that a file of another program stays as it is.
Result<bool> is_blank(Connection& connection) {
  CONCORDAT_TRY(tables, connection.integer("SELECT count(*) FROM sqlite_schema"));
  CONCORDAT_TRY(application, connection.integer("PRAGMA application_id"));
  if (application == kApplicationId) return false;
  if (tables == 0 && application == 0) return true;
  return fail(
      {.code = "store.foreign",
       .expected = "a private file made by concordat",
       .arguments = {{"detail", "application id " + std::to_string(application.value_or(0))}}});
}

Status settings(Connection& connection) {
  CONCORDAT_CHECK(connection.text("PRAGMA journal_mode = WAL"));
  CONCORDAT_CHECK(connection.run("PRAGMA synchronous = FULL"));
  return connection.run("PRAGMA secure_delete = ON");
}

Error newer(std::string_view module, std::int64_t version) {
  return {.code = "store.newer",
          .place = std::string(module),
          .arguments = {{"version", std::to_string(version)}}};
}

Status create(Connection& connection) {
  for (const std::string_view table : kTables) CONCORDAT_CHECK(connection.run(table));
  CONCORDAT_CHECK(connection.run("PRAGMA application_id = " + std::to_string(kApplicationId)));
  return connection.run("PRAGMA user_version = " + std::to_string(kFileVersion));
}

Result<std::int64_t> version_of(Connection& connection, std::string_view module) {
  CONCORDAT_TRY(select, connection.prepare("SELECT version FROM module WHERE name = ?"));
  CONCORDAT_TRY(row, select.bind(module).step());
  return row ? select.integer(0) : 0;
}

Status apply(Connection& connection, const Schema& schema, std::int64_t version) {
  for (; version < schema.version(); ++version) {
    for (const std::string_view change : schema.steps[static_cast<std::size_t>(version)]) {
      CONCORDAT_CHECK(connection.run(change));
    }
  }
  CONCORDAT_TRY(insert,
                connection.prepare("INSERT OR REPLACE INTO module(name, version) VALUES (?, ?)"));
  return insert.bind(schema.name).bind(version).run();
}

Status bring_up_to_date(Connection& connection, const Schema& schema) {
  // Nothing is written where nothing changes: the usual opening takes no lock.
  CONCORDAT_TRY(blank_before, is_blank(connection));
  if (!blank_before) {
    CONCORDAT_TRY(seen, version_of(connection, schema.name));
    if (seen == schema.version()) return {};
  }
  CONCORDAT_TRY(transaction, Transaction::begin(connection));
  // Another process may have been quicker.
  CONCORDAT_TRY(blank, is_blank(connection));
  if (blank) CONCORDAT_CHECK(create(connection));
  CONCORDAT_TRY(version, version_of(connection, schema.name));
  if (version > schema.version()) return fail(newer(schema.name, version));
  CONCORDAT_CHECK(apply(connection, schema, version));
  return transaction.commit();
}

Status prepare(Connection& connection, const Schema& schema) {
  CONCORDAT_TRY(blank, is_blank(connection));
  if (!blank) {
    CONCORDAT_TRY(version, connection.integer("PRAGMA user_version"));
    if (version != kFileVersion) return fail(newer("file", version.value_or(0)));
  }
  CONCORDAT_CHECK(settings(connection));
  return bring_up_to_date(connection, schema);
}

}  // namespace

std::filesystem::path beside(const std::filesystem::path& store) {
  std::filesystem::path path = store;
  path += "-private";
  return path;
}

Result<Connection> open(const std::filesystem::path& path, const Schema& schema, Opening opening) {
  if (opening == Opening::kCreate) CONCORDAT_CHECK(make(path));
  CONCORDAT_CHECK(check_rights(path));
  CONCORDAT_TRY(connection, Connection::open(path.string(), Connection::Access::kReadWrite));
  if (Status prepared = prepare(connection, schema); !prepared) {
    Error refused = std::move(prepared).error();
    if (refused.place.empty()) refused.place = path.string();
    return fail(std::move(refused));
  }
  return std::move(connection);
}

Status settle(Connection& connection) {
  CONCORDAT_TRY(busy, connection.integer("PRAGMA wal_checkpoint(TRUNCATE)"));
  if (busy == 0) return {};
  return fail({.code = "store.busy", .arguments = {{"detail", "a reader holds the log"}}});
}

}  // namespace concordat::private_file
