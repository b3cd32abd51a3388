#include "adapters/files/durable.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "tools/testing/temporary_folder.hpp"

namespace concordat::files {
namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a file is put in place whole, in folders made for it, and put in place again") {
  const testing::TemporaryFolder temporary;
  const std::filesystem::path& folder = temporary.path();
  const auto path = folder / "tile" / "0" / "000";
  REQUIRE(write_durably(path, "first"));
  CHECK(content(path) == "first");
  REQUIRE(write_durably(path, "2"));
  CHECK(content(path) == "2");
  REQUIRE(rename_durably(path, folder / "other"));
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK(content(folder / "other") == "2");
  const Status refused = write_durably(folder / "other" / "below-a-file", "x");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "file.io");
  CHECK(rename_durably(folder / "absent", path).error().code == "file.io");
}

}  // namespace concordat::files
