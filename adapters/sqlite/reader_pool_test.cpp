#include "adapters/sqlite/reader_pool.hpp"

#include <atomic>
#include <filesystem>
#include <optional>
#include <thread>

#include <doctest/doctest.h>

#include "tools/testing/temporary_folder.hpp"

namespace concordat::sqlite {
namespace {

// A file that the connections opened before go on reading, and that no new one finds.
void take_away(const std::string& path) { std::filesystem::rename(path, path + ".elsewhere"); }

std::string database_in(const testing::TemporaryFolder& folder) {
  const std::string path = folder.file("t.db");
  auto connection = Connection::open(path, Connection::Access::kCreate);
  REQUIRE(connection);
  REQUIRE(connection->run("CREATE TABLE t(x)"));
  return path;
}

}  // namespace

TEST_CASE("where no other connection can be had, a reader waits for one that is lent") {
  const testing::TemporaryFolder folder;
  const std::string path = database_in(folder);
  ReaderPool pool(path);
  auto first = pool.take();
  REQUIRE(first);
  std::optional<ReaderPool::Lease> lent(std::move(*first));
  take_away(path);

  std::atomic<bool> asked = false;
  std::atomic<bool> served = false;
  std::thread second([&] {
    asked = true;
    const auto shared = pool.take();
    served = shared && (*shared)->integer("SELECT count(*) FROM t").value_or(-1) == 0;
  });
  while (!asked) std::this_thread::yield();
  CHECK_FALSE(served);
  lent.reset();
  second.join();
  CHECK(served);
}

TEST_CASE("where nobody has a connection either, the reader is told why there is none") {
  const testing::TemporaryFolder folder;
  const std::string path = database_in(folder);
  ReaderPool pool(path);
  take_away(path);
  const auto refused = pool.take();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store.cannot-open");
}

}  // namespace concordat::sqlite
