// SQLite's C interface with owners: a connection closes itself, a statement goes back to its cache,
// a transaction that is not committed is rolled back.
//
// Threads: a connection and what it gave out belong to one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace concordat::sqlite {

// The error for one of SQLite's result codes, with its words as argument "detail":
//   store.full  store.io  store.corrupt  store.busy  store.read-only  store.foreign (no database)
//   store.cannot-open  store.memory
[[nodiscard]] Error error_of(int result, std::string_view detail);

// Parameters are bound from left to right. Text and octets are not copied: they stay alive until
// the statement has run.
class Statement {
 public:
  // `statement` stays with the cache it came from.
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;

  Statement& bind(std::int64_t value);
  Statement& bind(std::uint64_t value);  // below 2^63, which the callers check
  Statement& bind(std::string_view text);
  Statement& bind(ByteView octets);

  // True while there is a row.
  [[nodiscard]] Result<bool> step();
  // To the end, rows ignored.
  [[nodiscard]] Status run();
  // Starts over with no parameters bound.
  void reset();

  // Columns of the current row; views hold until the next step.
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::uint64_t count(int column) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] ByteView octets(int column) const;

 private:
  sqlite3_stmt* statement_;
  int next_parameter_ = 1;
  int bind_result_ = SQLITE_OK;
};

class Connection {
 public:
  enum class Access { kReadOnly, kReadWrite, kCreate };

  // `path` names a file and is never taken for a URI or a special name.
  [[nodiscard]] static Result<Connection> open(const std::string& path, Access access);

  // From the cache, or prepared. Meant for a bounded number of different texts.
  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  // One statement without parameters or wanted rows.
  [[nodiscard]] Status run(std::string_view sql);
  // The first column of the first row; nothing when there is no row or it is NULL.
  [[nodiscard]] Result<std::optional<std::int64_t>> integer(std::string_view sql);
  [[nodiscard]] Result<std::optional<std::string>> text(std::string_view sql);

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  std::unique_ptr<sqlite3, Close> handle_;
  // After the handle, so that statements are finalised before it closes.
  std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>, std::less<>> statements_;
};

// `begin` takes the write lock at once, so that what is read inside stays true until the commit.
class Transaction {
 public:
  [[nodiscard]] static Result<Transaction> begin(Connection& connection);
  // Takes no lock: all that is read inside is of one moment.
  [[nodiscard]] static Result<Transaction> snapshot(Connection& connection);
  ~Transaction();
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;

  [[nodiscard]] Status commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

}  // namespace concordat::sqlite
