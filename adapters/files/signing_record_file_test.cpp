#include "adapters/files/signing_record_file.hpp"

#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "tools/testing/temporary_folder.hpp"

namespace concordat::files {
namespace {

using testing::TemporaryFolder;

SigningRecord::Head head(std::uint64_t size, Byte fill) {
  SigningRecord::Head made{.size = size};
  made.root.fill(fill);
  return made;
}

}  // namespace

TEST_CASE("a recorded head is found again, and only the newest counts") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "signed";
  {
    auto record = SigningRecordFile::open(path);
    REQUIRE(record);
    CHECK_FALSE((*record)->last()->has_value());
    REQUIRE((*record)->record(head(1, 0xAA)));
    REQUIRE((*record)->record(head(70'000, 0xBB)));
  }
  auto record = SigningRecordFile::open(path);
  REQUIRE(record);
  CHECK((*record)->last()->value() == head(70'000, 0xBB));
}

TEST_CASE("never a smaller size, never two roots at one size") {
  const TemporaryFolder folder;
  auto record = SigningRecordFile::open(folder.path() / "signed");
  REQUIRE(record);
  REQUIRE((*record)->record(head(5, 1)));
  CHECK((*record)->record(head(5, 1)));
  CHECK((*record)->record(head(5, 2)).error().code == "signing-record.conflict");
  CHECK((*record)->record(head(4, 1)).error().code == "signing-record.conflict");
  CHECK((*record)->last()->value() == head(5, 1));
}

TEST_CASE("a torn last line is dropped, a damaged complete one is refused") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "signed";
  {
    auto record = SigningRecordFile::open(path);
    REQUIRE((*record)->record(head(7, 3)));
  }
  std::ofstream(path, std::ios::app) << "8 AAAA";
  {
    auto record = SigningRecordFile::open(path);
    REQUIRE(record);
    CHECK((*record)->last()->value() == head(7, 3));
    REQUIRE((*record)->record(head(8, 4)));
  }
  {
    auto record = SigningRecordFile::open(path);
    CHECK((*record)->last()->value() == head(8, 4));
  }
  std::ofstream(path, std::ios::app) << "9 not-base64\n";
  CHECK(SigningRecordFile::open(path).error().code == "signing-record.corrupt");
}

TEST_CASE("the whole history is read while a writer holds the record, a torn end left out") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "signed";
  CHECK(SigningRecordFile::history(path).value().empty());
  auto record = SigningRecordFile::open(path);
  REQUIRE(record);
  for (std::uint64_t size = 1; size <= 3; ++size) REQUIRE((*record)->record(head(size, 1)));
  std::ofstream(path, std::ios::app) << "4 AAAA";
  const std::vector<SigningRecord::Head> all{head(1, 1), head(2, 1), head(3, 1)};
  CHECK(SigningRecordFile::history(path).value() == all);
  std::ofstream(path, std::ios::app) << "\n";
  const auto damaged = SigningRecordFile::history(path);
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == "signing-record.corrupt");
  CHECK(damaged.error().place == "line 4");
}

TEST_CASE("no line lies in two sectors, and a sector that was never written is no damage") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "signed";
  const auto record = SigningRecordFile::open(path);
  REQUIRE(record);
  for (std::uint64_t size = 1; size <= 100; ++size) {
    REQUIRE((*record)->record(head(size * 1'000'003, 5)));
  }
  std::string octets(std::filesystem::file_size(path), '\0');
  REQUIRE(std::ifstream(path, std::ios::binary)
              .read(octets.data(), static_cast<std::streamsize>(octets.size())));
  for (std::size_t at = 512; at < octets.size(); at += 512) {
    INFO("sector at " << at);
    CHECK(octets[at - 1] == '\n');
  }
  const auto heads = SigningRecordFile::history(path);
  REQUIRE(heads);
  CHECK(heads->size() == 100);

  // The padding in front of a sector's first line lost, the line there.
  const auto torn = folder.path() / "torn";
  const std::size_t sector = octets.find("\n\n") / 512 * 512 + 512;
  std::string without = octets.substr(0, octets.find('\n', sector) + 1);
  for (std::size_t at = octets.find("\n\n") + 1; at < sector; ++at) without[at] = '\0';
  std::ofstream(torn, std::ios::binary) << without;
  const auto again = SigningRecordFile::open(torn);
  REQUIRE(again);
  const std::uint64_t lines = SigningRecordFile::history(torn)->size();
  CHECK((*again)->last()->value() == head(lines * 1'000'003, 5));
}

TEST_CASE("two writers cannot hold one record") {
  const TemporaryFolder folder;
  auto first = SigningRecordFile::open(folder.path() / "signed");
  REQUIRE(first);
  CHECK(SigningRecordFile::open(folder.path() / "signed").error().code == "signing-record.locked");
}

}  // namespace concordat::files
