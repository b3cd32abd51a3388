#include "adapters/sqlite/sqlite_store.hpp"

#include <fstream>

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/schema.hpp"
#include "registry/ports/conformance/store_conformance.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::sqlite {
namespace {

using testing::TemporaryFolder;

class SqlitePlace final : public conformance::Place {
 public:
  std::unique_ptr<Store> open() override {
    auto store = SqliteStore::open(folder_.file("registry.db"), OpenMode::kCreateIfMissing);
    REQUIRE(store);
    return *std::move(store);
  }

 private:
  TemporaryFolder folder_;
};

std::unique_ptr<SqliteStore> open_store(const std::string& path, OpenMode mode) {
  auto store = SqliteStore::open(path, mode);
  REQUIRE(store);
  return *std::move(store);
}

std::string refusal(const std::string& path, OpenMode mode) {
  const auto store = SqliteStore::open(path, mode);
  return store ? "opened" : store.error().code;
}

void write_file(const std::string& path, std::string_view content) {
  std::ofstream(path, std::ios::binary) << content;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The file as that version of the program left it.
void make_older(Connection& connection, int version) {
  if (version < 3) REQUIRE(connection.run("DROP TABLE tiles"));
  if (version < 2) REQUIRE(connection.run("ALTER TABLE state DROP COLUMN seal"));
  REQUIRE(connection.run("PRAGMA user_version = " + std::to_string(version)));
}

Status append(Store& store, std::uint64_t epoch, std::size_t count) {
  const std::vector<Bytes> entries(count, Bytes(1'000, 7));
  return store.append({.epoch = epoch, .expected_size = store.size().value(), .entries = &entries});
}

}  // namespace

TEST_CASE("the SQLite store keeps the contract") {
  conformance::check_store([] { return std::make_unique<SqlitePlace>(); });
}

TEST_CASE("modes decide whether a file must exist") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  CHECK(refusal(path, OpenMode::kExisting) == "store.not-found");
  CHECK(refusal(path, OpenMode::kReadOnly) == "store.not-found");
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK(refusal(path, OpenMode::kCreateNew) == "opened");
  CHECK(refusal(path, OpenMode::kCreateNew) == "store.exists");
  CHECK(refusal(path, OpenMode::kExisting) == "opened");
  CHECK(refusal(path, OpenMode::kCreateIfMissing) == "opened");
  CHECK(refusal(path, OpenMode::kReadOnly) == "opened");
  CHECK(refusal(folder.file("no/such/folder.db"), OpenMode::kCreateNew) == "store.cannot-open");
  CHECK(refusal("", OpenMode::kCreateIfMissing) == "store.cannot-open");
}

TEST_CASE("a store opened for reading refuses every write and follows the writer") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  const auto writer = open_store(path, OpenMode::kCreateNew);
  const std::uint64_t epoch = writer->take_epoch().value();
  const auto reader = open_store(path, OpenMode::kReadOnly);
  CHECK(append(*writer, epoch, 3));
  CHECK(reader->size().value() == 3);
  CHECK(reader->take_epoch().error().code == "store.read-only");
  CHECK(append(*reader, epoch, 1).error().code == "store.read-only");
  CHECK(reader->put_checkpoint({epoch, 1, "note"}).error().code == "store.read-only");
  CHECK(reader->index({}, 1).error().code == "store.read-only");
  CHECK(reader->check());
}

TEST_CASE(
    "what a killed process left half done outside the log is undone for those who only read") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  {
    const auto writer = open_store(path, OpenMode::kCreateNew);
    REQUIRE(append(*writer, writer->take_epoch().value(), 300));
  }
  REQUIRE(SqliteStore::settle(path));
  const std::string killed = folder.file("killed.db");
  {
    auto connection = Connection::open(path, Connection::Access::kReadWrite).value();
    // With room for so few pages, those that are changed go to the file before they are committed.
    REQUIRE(connection.run("PRAGMA cache_size = 2"));
    const auto transaction = Transaction::begin(connection).value();
    REQUIRE(connection.run("UPDATE entries SET entry = zeroblob(1000)"));
    write_file(killed, read_file(path));
    write_file(killed + "-journal", read_file(path + "-journal"));
  }
  CHECK(read_file(killed) != read_file(path));
  const auto reader = open_store(killed, OpenMode::kReadOnly);
  CHECK(reader->read(0, 300).value() == std::vector<Bytes>(300, Bytes(1'000, 7)));
  CHECK(reader->check());
}

TEST_CASE("files that are not ours are refused and left as they are") {
  const TemporaryFolder folder;
  const std::string text = folder.file("notes.txt");
  const std::string words(5'000, 'x');
  write_file(text, words);
  CHECK(refusal(text, OpenMode::kExisting) == "store.foreign");
  CHECK(refusal(text, OpenMode::kCreateIfMissing) == "store.foreign");
  CHECK(read_file(text) == words);

  const std::string other = folder.file("other.db");
  {
    auto connection = Connection::open(other, Connection::Access::kCreate).value();
    REQUIRE(connection.run("CREATE TABLE entries(idx INTEGER PRIMARY KEY, entry BLOB)"));
  }
  const std::string before = read_file(other);
  CHECK(refusal(other, OpenMode::kExisting) == "store.foreign");
  CHECK(refusal(other, OpenMode::kReadOnly) == "store.foreign");
  CHECK(refusal(other, OpenMode::kCreateIfMissing) == "store.foreign");
  CHECK(read_file(other) == before);

  // An empty file is a start that never happened: it may become a store, it is not one.
  const std::string blank = folder.file("blank.db");
  write_file(blank, "");
  CHECK(refusal(blank, OpenMode::kExisting) == "store.foreign");
  CHECK(refusal(blank, OpenMode::kCreateIfMissing) == "opened");
}

TEST_CASE("a file of a later version is refused") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  open_store(path, OpenMode::kCreateNew);
  {
    auto connection = Connection::open(path, Connection::Access::kReadWrite).value();
    CHECK(connection.integer("PRAGMA application_id").value() == kApplicationId);
    REQUIRE(connection.run("PRAGMA user_version = " + std::to_string(kSchemaVersion + 1)));
  }
  const auto refused = SqliteStore::open(path, OpenMode::kExisting);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store.newer");
  CHECK(refused.error().place == path);
}

TEST_CASE("a file of an earlier version is brought up to date by the first writer") {
  int version = 0;
  SUBCASE("1") { version = 1; }
  SUBCASE("2") { version = 2; }
  SUBCASE("3") { version = 3; }
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  {
    const auto store = open_store(path, OpenMode::kCreateNew);
    const std::uint64_t epoch = store->take_epoch().value();
    REQUIRE(append(*store, epoch, 3));
    REQUIRE(store->put_checkpoint({epoch, 3, "note"}));
    REQUIRE(store->index({{.kind = "organisations", .id = "a", .entry = 1, .tokens = "a"}}, 2));
  }
  {
    auto connection = Connection::open(path, Connection::Access::kReadWrite).value();
    make_older(connection, version);
  }
  CHECK(refusal(path, OpenMode::kReadOnly) == "store.outdated");
  {
    const auto store = open_store(path, OpenMode::kExisting);
    CHECK(store->size().value() == 3);
    CHECK(store->checkpoint().value() == "note");
    CHECK(store->take_epoch().value() == 2);
    CHECK(store->tiles().value() == 0);
    // What is found is made anew from the log.
    CHECK(store->indexed().value() == 0);
    CHECK(store->search({.kind = "organisations"}).value().empty());
    CHECK(store->check());
  }
  CHECK(refusal(path, OpenMode::kReadOnly) == "opened");
  auto connection = Connection::open(path, Connection::Access::kReadOnly).value();
  CHECK(connection.integer("PRAGMA user_version").value() == kSchemaVersion);
}

TEST_CASE("a number that was altered in the store is noticed") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  open_store(path, OpenMode::kCreateNew);
  auto connection = Connection::open(path, Connection::Access::kReadWrite).value();
  REQUIRE(connection.run("UPDATE state SET number = number + 4 WHERE name = 'epoch'"));
  const auto store = open_store(path, OpenMode::kExisting);
  const Status status = store->check();
  REQUIRE_FALSE(status);
  CHECK(status.error().code == "store.altered");
  CHECK(status.error().place == "state epoch");
  CHECK(store->take_epoch().error().code == "store.altered");
}

TEST_CASE("check finds a text index or a field index that does not fit the rows") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  {
    const auto store = open_store(path, OpenMode::kCreateNew);
    REQUIRE(append(*store, store->take_epoch().value(), 3));
    Store::SearchRow row;
    row.kind = "certificates";
    for (const char* id : {"c1", "c2", "c3"}) {
      row.id = id;
      row.tokens = std::string("smart card ") + id;
      row.fields = {{"holder", id}};
      REQUIRE(store->index({row}, 3));
    }
    CHECK(store->check());
  }
  std::string alteration;
  std::string place;
  SUBCASE("a word more in a row") {
    alteration = "UPDATE search_row SET tokens = 'smart card reader c2' WHERE id = 'c2'";
    place = "certificates c2";
  }
  SUBCASE("a word less in a row") {
    alteration = "UPDATE search_row SET tokens = 'card c2' WHERE id = 'c2'";
    place = "certificates c2";
  }
  SUBCASE("a row that the index does not know") {
    alteration =
        "INSERT INTO search_row(kind, id, entry, tokens) VALUES ('certificates', 'c4', 1, 'x')";
    place = "certificates c4";
  }
  SUBCASE("a row that only the index knows") {
    alteration = "DELETE FROM search_row WHERE id = 'c3'";
    place = "row 3";
  }
  auto connection = Connection::open(path, Connection::Access::kReadWrite).value();
  REQUIRE(connection.run(alteration));
  const Status checked = open_store(path, OpenMode::kReadOnly)->check();
  REQUIRE_FALSE(checked);
  CHECK(checked.error().code == "store.projection");
  CHECK(checked.error().place == place);
}

TEST_CASE("check finds a damaged page and a missing entry") {
  const TemporaryFolder folder;
  const std::string path = folder.file("registry.db");
  {
    const auto store = open_store(path, OpenMode::kCreateNew);
    CHECK(append(*store, store->take_epoch().value(), 500));
    CHECK(store->check());
  }
  SUBCASE("damaged page") {
    std::string content = read_file(path);
    REQUIRE(content.size() > 40 * 4'096);
    // The header of a page in the middle of the table.
    for (std::size_t i = 0; i < 8; ++i) content[30 * 4'096 + i] = '\x55';
    write_file(path, content);
    const auto store = open_store(path, OpenMode::kExisting);
    const Status status = store->check();
    REQUIRE_FALSE(status);
    CHECK(status.error().code == "store.corrupt");
  }
  SUBCASE("missing entry") {
    {
      auto connection = Connection::open(path, Connection::Access::kReadWrite).value();
      REQUIRE(connection.run("DELETE FROM entries WHERE idx = 77"));
    }
    const auto store = open_store(path, OpenMode::kExisting);
    CHECK(store->check().error().code == "store.corrupt");
    CHECK(store->read(0, 77).value().size() == 77);
    const auto read = store->read(70, 90);
    REQUIRE_FALSE(read);
    CHECK(read.error().place == "entry 77");
  }
}

TEST_CASE("a file that cannot grow refuses writes and keeps answering") {
  const TemporaryFolder folder;
  const auto store = open_store(folder.file("registry.db"), OpenMode::kCreateNew);
  const std::uint64_t epoch = store->take_epoch().value();
  REQUIRE(append(*store, epoch, 100));

  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = ::signal(SIGXFSZ, SIG_IGN);
  rlimit tight = before;
  tight.rlim_cur = 400'000;
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &tight) == 0);
  const Status failed = append(*store, epoch, 5'000);
  const auto size = store->size();
  const auto entries = store->read(0, 1'000);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  ::signal(SIGXFSZ, handler);

  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == "store.io");
  CHECK(size.value() == 100);
  CHECK(entries.value().size() == 100);
  // With room again the same writer goes on.
  CHECK(append(*store, epoch, 10));
  CHECK(store->size().value() == 110);
  CHECK(store->check());
}

}  // namespace concordat::sqlite
