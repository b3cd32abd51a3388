#include "adapters/private/private_file.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "tools/testing/temporary_folder.hpp"

namespace concordat::private_file {
namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;

constexpr std::array<std::string_view, 1> kNotes = {"CREATE TABLE note(text TEXT NOT NULL)"};
constexpr std::array<std::string_view, 1> kDates = {
    "ALTER TABLE note ADD COLUMN day TEXT NOT NULL DEFAULT ''"};
constexpr std::array<Step, 1> kFirstSteps = {kNotes};
constexpr std::array<Step, 2> kSecondSteps = {kNotes, kDates};
constexpr std::array<std::string_view, 1> kPeople = {"CREATE TABLE person(id TEXT PRIMARY KEY)"};
constexpr std::array<Step, 1> kPeopleSteps = {kPeople};
constexpr Schema kFirst{.name = "notes", .steps = kFirstSteps};
constexpr Schema kSecond{.name = "notes", .steps = kSecondSteps};
constexpr Schema kOther{.name = "people", .steps = kPeopleSteps};

std::string octets_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Status write_note(sqlite::Connection& connection, std::string_view text) {
  CONCORDAT_TRY(insert, connection.prepare("INSERT INTO note(text) VALUES (?)"));
  return insert.bind(text).run();
}

}  // namespace

TEST_CASE("the file lies beside the log's and belongs to its owner alone") {
  const TemporaryFolder folder;
  const fs::path path = beside(folder.file("registry.db"));
  CHECK(path.filename() == "registry.db-private");
  auto connection = open(path, kFirst, Opening::kCreate);
  REQUIRE(connection);
  REQUIRE(write_note(*connection, "held"));
  constexpr auto kOwnerAlone = fs::perms::owner_read | fs::perms::owner_write;
  CHECK(fs::status(path).permissions() == kOwnerAlone);
  CHECK(fs::status(path.string() + "-wal").permissions() == kOwnerAlone);
}

TEST_CASE("a file that others may read is refused") {
  const TemporaryFolder folder;
  const fs::path path = folder.file("p");
  REQUIRE(open(path, kFirst, Opening::kCreate));
  for (const fs::perms right : {fs::perms::group_read, fs::perms::others_read,
                                fs::perms::group_write, fs::perms::others_exec}) {
    fs::permissions(path, right, fs::perm_options::add);
    const auto refused = open(path, kFirst, Opening::kExisting);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "store.exposed");
    CHECK(refused.error().place == path.string());
    fs::permissions(path, right, fs::perm_options::remove);
  }
  CHECK(open(path, kFirst, Opening::kExisting));
}

TEST_CASE("a file that is not there is not made by looking") {
  const TemporaryFolder folder;
  const fs::path path = folder.file("p");
  const auto refused = open(path, kFirst, Opening::kExisting);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store.not-found");
  CHECK_FALSE(fs::exists(path));
}

TEST_CASE("modules share the file, each with its own version") {
  const TemporaryFolder folder;
  const fs::path path = folder.file("p");
  auto notes = open(path, kFirst, Opening::kCreate);
  REQUIRE(notes);
  REQUIRE(write_note(*notes, "held"));
  auto people = open(path, kOther, Opening::kCreate);
  REQUIRE(people);
  REQUIRE(people->run("INSERT INTO person VALUES ('p')"));

  auto later = open(path, kSecond, Opening::kExisting);
  REQUIRE(later);
  CHECK(later->integer("SELECT count(*) FROM note WHERE day = ''").value() == 1);
  CHECK(later->integer("SELECT version FROM module WHERE name = 'notes'").value() == 2);
  CHECK(later->integer("SELECT version FROM module WHERE name = 'people'").value() == 1);

  const auto earlier = open(path, kFirst, Opening::kExisting);
  REQUIRE_FALSE(earlier);
  CHECK(earlier.error().code == "store.newer");
  CHECK(open(path, kOther, Opening::kExisting));
}

TEST_CASE("a step that fails leaves the version before it") {
  const TemporaryFolder folder;
  const fs::path path = folder.file("p");
  REQUIRE(open(path, kFirst, Opening::kCreate));
  constexpr std::array<std::string_view, 2> kBroken = {"CREATE TABLE extra(x)", "CREATE nonsense"};
  const std::array<Step, 2> steps = {kNotes, kBroken};
  CHECK_FALSE(open(path, {.name = "notes", .steps = steps}, Opening::kExisting));
  auto connection = open(path, kFirst, Opening::kExisting);
  REQUIRE(connection);
  CHECK(connection->integer("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").value() ==
        0);
}

TEST_CASE("a file of another program is refused and left as it was") {
  const TemporaryFolder folder;
  const fs::path path = folder.file("p");
  {
    auto foreign = sqlite::Connection::open(path.string(), sqlite::Connection::Access::kCreate);
    REQUIRE(foreign);
    REQUIRE(foreign->run("CREATE TABLE theirs(x)"));
  }
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  const std::string before = octets_of(path);
  const auto refused = open(path, kFirst, Opening::kCreate);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store.foreign");
  CHECK(octets_of(path) == before);
}

TEST_CASE("what was deleted is neither in the file nor in its log once settled") {
  const TemporaryFolder folder;
  const fs::path path = folder.file("p");
  auto connection = open(path, kFirst, Opening::kCreate);
  REQUIRE(connection);
  const std::string secret = "the part that must not be found again";
  REQUIRE(write_note(*connection, secret));
  REQUIRE(settle(*connection));
  CHECK(octets_of(path).find(secret) != std::string::npos);
  REQUIRE(connection->run("DELETE FROM note"));
  REQUIRE(settle(*connection));
  CHECK(octets_of(path).find(secret) == std::string::npos);
  CHECK(octets_of(path.string() + "-wal").empty());
}

}  // namespace concordat::private_file
