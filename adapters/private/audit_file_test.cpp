#include "adapters/private/audit_file.hpp"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "tools/testing/temporary_folder.hpp"

namespace concordat::private_file {
namespace {

struct Folder {
  [[nodiscard]] std::filesystem::path file() const { return folder.path() / "log-private"; }

  concordat::testing::TemporaryFolder folder;
};

AuditRow row(std::uint64_t number, std::string who, std::string owner) {
  AuditRow made{.number = number,
                .record = "{\"number\":" + std::to_string(number) + "}",
                .keys = {.at = {static_cast<std::int64_t>(1'000 * number)},
                         .who = std::move(who),
                         .organisation = "customs",
                         .owner = std::move(owner),
                         .resource = "record/" + std::to_string(number % 2)}};
  made.chained.fill(static_cast<Byte>(number));
  return made;
}

std::vector<std::uint64_t> numbers(const Result<std::vector<AuditRow>>& rows) {
  REQUIRE(rows);
  std::vector<std::uint64_t> found;
  for (const AuditRow& one : *rows) found.push_back(one.number);
  return found;
}
using Numbers = std::vector<std::uint64_t>;

std::unique_ptr<AuditFile> opened(const Folder& folder) {
  auto file = AuditFile::open(folder.file(), Opening::kCreate);
  REQUIRE(file);
  return *std::move(file);
}

TEST_CASE("rows come back as they were given, after the file was closed too") {
  const Folder folder;
  {
    const auto file = opened(folder);
    const auto none = file->newest();
    REQUIRE(none);
    CHECK_FALSE(*none);
    REQUIRE(file->append(std::vector{row(1, "p-1", "lab"), row(2, "p-2", "")}));
  }
  const auto file = opened(folder);
  const auto rows = file->read(0, 10);
  REQUIRE(rows);
  REQUIRE(rows->size() == 2);
  CHECK(rows->front().record == row(1, "p-1", "lab").record);
  CHECK(rows->front().chained == row(1, "p-1", "lab").chained);
  CHECK(rows->front().keys == row(1, "p-1", "lab").keys);
  const auto newest = file->newest();
  REQUIRE(newest);
  CHECK((*newest)->number == 2);
  CHECK(numbers(file->read(1, 10)) == Numbers{2});
  CHECK(numbers(file->read(0, 1)) == Numbers{1});
}

TEST_CASE("what does not go on from the newest is refused whole") {
  const Folder folder;
  const auto file = opened(folder);
  const auto code = [&](const std::vector<AuditRow>& rows) {
    const Status appended = file->append(rows);
    return appended ? std::string() : appended.error().code;
  };
  CHECK(code({row(2, "p", "")}) == "store.conflict");
  CHECK(code({row(1, "p", ""), row(3, "p", "")}) == "store.conflict");
  CHECK(numbers(file->read(0, 10)).empty());
  CHECK(code({row(1, "p", ""), row(2, "p", "")}).empty());
  CHECK(code({row(2, "p", "")}) == "store.conflict");
}

TEST_CASE("found by person, organisation, owner, resource and time, newest first") {
  const Folder folder;
  const auto file = opened(folder);
  REQUIRE(file->append(std::vector{row(1, "p-1", "lab"), row(2, "p-2", "lab"),
                                   row(3, "p-1", "body"), row(4, "p-1", "lab")}));
  CHECK(numbers(file->search({})) == Numbers{4, 3, 2, 1});
  CHECK(numbers(file->search({.keys = {.who = "p-1"}})) == Numbers{4, 3, 1});
  CHECK(numbers(file->search({.keys = {.who = "p-1", .owner = "lab"}})) == Numbers{4, 1});
  CHECK(numbers(file->search({.keys = {.resource = "record/0"}})) == Numbers{4, 2});
  CHECK(numbers(file->search({.keys = {.organisation = "nobody"}})).empty());
  CHECK(numbers(file->search({.from = {2'000}, .until = {4'000}})) == Numbers{3, 2});
  CHECK(numbers(file->search({.before = 3, .limit = 1})) == Numbers{2});
  CHECK(file->search({.limit = 0}).error().code == "store.query");
  CHECK(file->search({.limit = kMaxAuditLimit + 1}).error().code == "store.query");
}

TEST_CASE("the file itself refuses to change or delete a record") {
  const Folder folder;
  const auto file = opened(folder);
  REQUIRE(file->append(std::vector{row(1, "p-1", "lab")}));
  auto other =
      sqlite::Connection::open(folder.file().string(), sqlite::Connection::Access::kReadWrite);
  REQUIRE(other);
  CHECK_FALSE(other->run("UPDATE audit SET who = 'p-2'"));
  CHECK_FALSE(other->run("DELETE FROM audit"));
  CHECK(numbers(file->search({.keys = {.who = "p-1"}})) == Numbers{1});
}

}  // namespace
}  // namespace concordat::private_file
