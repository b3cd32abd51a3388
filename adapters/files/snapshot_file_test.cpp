#include "adapters/files/snapshot_file.hpp"

#include <array>
#include <fstream>

#include <doctest/doctest.h>

#include "tools/testing/temporary_folder.hpp"

namespace concordat::files {
namespace {

namespace fs = std::filesystem;

using testing::TemporaryFolder;

std::span<const std::byte> octets_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

std::string text_in(const Snapshots::Reading& reading) {
  std::string text(reading.size_bytes(), '\0');
  REQUIRE(reading.read(0, std::as_writable_bytes(std::span(text))));
  return text;
}

void write(SnapshotFile& file, std::string_view text) {
  auto writing = file.begin();
  REQUIRE(writing);
  REQUIRE((*writing)->append(octets_of(text)));
  REQUIRE((*writing)->commit());
}

}  // namespace

TEST_CASE("a snapshot is there when it was committed, and not before") {
  const TemporaryFolder folder;
  SnapshotFile file(folder.path() / "s");
  CHECK(file.open().error().code == "snapshot.absent");
  {
    auto writing = file.begin();
    REQUIRE(writing);
    REQUIRE((*writing)->append(octets_of("half")));
    CHECK(file.open().error().code == "snapshot.absent");
  }
  CHECK(fs::is_empty(folder.path()));  // given up, it leaves nothing
  write(file, "first");
  const auto first = file.open();
  REQUIRE(first);
  write(file, "second one");
  CHECK(text_in(**file.open()) == "second one");
  CHECK(text_in(**first) == "first");  // who reads goes on with what he opened
  REQUIRE(file.remove());
  CHECK(file.open().error().code == "snapshot.absent");
  CHECK(fs::is_empty(folder.path()));
  CHECK(file.remove());
}

TEST_CASE("of two who make a snapshot at once, the first is not disturbed") {
  const TemporaryFolder folder;
  SnapshotFile file(folder.path() / "s");
  SnapshotFile same(folder.path() / "s");
  auto writing = file.begin();
  REQUIRE(writing);
  REQUIRE((*writing)->append(octets_of("begun ")));
  CHECK(same.begin().error().code == "snapshot.io");
  REQUIRE((*writing)->append(octets_of("and ended")));
  REQUIRE((*writing)->commit());
  CHECK(text_in(**file.open()) == "begun and ended");
  writing->reset();
  write(same, "the next");
  CHECK(text_in(**file.open()) == "the next");
}

TEST_CASE("what a crash left half-made is begun anew; what is read beyond the end is damage") {
  const TemporaryFolder folder;
  SnapshotFile file(folder.path() / "s");
  std::ofstream(folder.path() / "s.part") << "left over, and longer than what follows";
  write(file, "short");
  const auto reading = file.open();
  REQUIRE(reading);
  CHECK((*reading)->size_bytes() == 5);
  std::array<std::byte, 8> beyond{};
  CHECK((*reading)->read(0, beyond).error().code == "snapshot.damaged");
  CHECK((*reading)->read(5, beyond).error().code == "snapshot.damaged");
}

TEST_CASE("a folder that cannot be written says so") {
  const TemporaryFolder folder;
  SnapshotFile file(folder.path() / "missing" / "s");
  CHECK(file.begin().error().code == "snapshot.io");
}

}  // namespace concordat::files
