#include "adapters/sqlite/database.hpp"

#include <doctest/doctest.h>

#include "tools/testing/temporary_folder.hpp"

namespace concordat::sqlite {
namespace {

using testing::TemporaryFolder;

Connection create(const std::string& path) {
  auto connection = Connection::open(path, Connection::Access::kCreate);
  REQUIRE(connection);
  return *std::move(connection);
}

}  // namespace

TEST_CASE("result codes become the port's codes") {
  CHECK(error_of(SQLITE_FULL, "").code == "store.full");
  CHECK(error_of(SQLITE_IOERR_FSYNC, "").code == "store.io");
  CHECK(error_of(SQLITE_CORRUPT_INDEX, "").code == "store.corrupt");
  CHECK(error_of(SQLITE_BUSY_SNAPSHOT, "").code == "store.busy");
  CHECK(error_of(SQLITE_READONLY_DBMOVED, "").code == "store.read-only");
  CHECK(error_of(SQLITE_NOTADB, "").code == "store.foreign");
  CHECK(error_of(SQLITE_CANTOPEN, "").code == "store.cannot-open");
  CHECK(error_of(SQLITE_NOMEM, "").code == "store.memory");
}

TEST_CASE("a full database says so and keeps what it had") {
  const TemporaryFolder folder;
  auto connection = create(folder.file("t.db"));
  REQUIRE(connection.run("PRAGMA journal_mode = WAL"));
  REQUIRE(connection.run("CREATE TABLE t(x BLOB)"));
  REQUIRE(connection.run("INSERT INTO t VALUES (zeroblob(1000))"));
  REQUIRE(connection.run("PRAGMA max_page_count = 10"));
  {
    auto transaction = Transaction::begin(connection);
    REQUIRE(transaction);
    const Status status = connection.run("INSERT INTO t VALUES (zeroblob(100000))");
    REQUIRE_FALSE(status);
    CHECK(status.error().code == "store.full");
  }
  CHECK(connection.integer("SELECT count(*) FROM t").value() == 1);
}

TEST_CASE("a transaction that is not committed leaves nothing") {
  const TemporaryFolder folder;
  auto connection = create(folder.file("t.db"));
  REQUIRE(connection.run("CREATE TABLE t(x)"));
  {
    const auto transaction = Transaction::begin(connection);
    REQUIRE(transaction);
    REQUIRE(connection.run("INSERT INTO t VALUES (1)"));
  }
  CHECK(connection.integer("SELECT count(*) FROM t").value() == 0);
  auto transaction = Transaction::begin(connection);
  REQUIRE(transaction);
  REQUIRE(connection.run("INSERT INTO t VALUES (1)"));
  CHECK(transaction->commit());
  CHECK(connection.integer("SELECT count(*) FROM t").value() == 1);
}

TEST_CASE("empty text and empty octets are values, not NULL") {
  const TemporaryFolder folder;
  auto connection = create(folder.file("t.db"));
  REQUIRE(connection.run("CREATE TABLE t(a TEXT NOT NULL, b BLOB NOT NULL)"));
  auto insert = connection.prepare("INSERT INTO t VALUES (?, ?)").value();
  CHECK(insert.bind(std::string_view{}).bind(ByteView{}).run());
  insert.reset();
  const std::string with_null("a\0b", 3);
  const Bytes octets = {0, 255};
  CHECK(insert.bind(with_null).bind(ByteView(octets)).run());
  auto select = connection.prepare("SELECT a, b FROM t ORDER BY a").value();
  REQUIRE(select.step().value());
  CHECK_FALSE(select.is_null(0));
  CHECK(select.octets(1).empty());
  REQUIRE(select.step().value());
  CHECK(select.text(0) == with_null);
  CHECK(select.octets(1).size() == 2);
  CHECK_FALSE(select.step().value());
}

TEST_CASE("special names are paths like any other") {
  const TemporaryFolder folder;
  for (const char* name : {":memory:", "file:x?mode=memory", "a b'c\".db"}) {
    CAPTURE(name);
    const std::string path = folder.file(name);
    REQUIRE(create(path).run("CREATE TABLE t(x)"));
    CHECK(std::filesystem::exists(path));
  }
}

}  // namespace concordat::sqlite
