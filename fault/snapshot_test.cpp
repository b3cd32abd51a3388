// The snapshot beside the store under faults: killed while it is kept, no room for it, altered. The
// log is whole afterwards, the old snapshot or the new one serves, and no start fails for it.
#include <chrono>
#include <random>
#include <thread>

#include "fault/home.hpp"
#include <doctest/doctest.h>

namespace concordat::fault {
namespace {

namespace fs = std::filesystem;
using net::TestClient;

fs::path snapshot_of(const Home& home) { return home.file("registry.db.snapshot"); }

// In one request.
void file_many(Home& home, int count) {
  Server server(home.serving(), home.server_log());
  REQUIRE(server.listens());
  std::string lines;
  for (int at = 0; at < count; ++at) lines += home.sign(economy("M" + std::to_string(at))) + "\n";
  TestClient client(server.port());
  REQUIRE(client.ask(post("/v1/statements", "application/x-ndjson", lines)).status == 200);
  REQUIRE(server.stop() == 0);
}

// `log check` judges the snapshot as well, where there is one.
void check_sound(const Home& home) {
  const Outcome checked = home.ask({"log", "check"});
  INFO(checked.err);
  CHECK(checked.status == 0);
}

// The command where no file may grow beyond so many units of 512 octets, and what it said.
struct Kept {
  int status = 0;
  std::string said;
};
Kept keep_in(const Home& home, int units) {
  const fs::path log = home.file("snapshot.log");
  Server keeping(
      {"sh", "-c", "trap '' XFSZ; ulimit -f " + std::to_string(units) + "; exec \"$0\" \"$@\"",
       program_path(), "--format", "json", "snapshot", "--store", home.store()},
      log);
  const int status = keeping.wait();
  return {.status = status, .said = read_whole(log)};
}

}  // namespace

TEST_CASE("a snapshot killed at any instant: the old one or the new one, and a sound log") {
  constexpr int kRounds = 40;
  constexpr std::int64_t kLongest_us = 400'000;
  Home home;
  REQUIRE(file_some(home, "S", 8));
  const std::uint64_t seed = std::random_device()();
  MESSAGE("seed " << seed);
  std::mt19937_64 random(seed);
  int finished = 0;
  for (int round = 0; round < kRounds; ++round) {
    INFO("round " << round);
    if (round % 8 == 0) REQUIRE(file_some(home, "R" + std::to_string(round) + "-", 2));
    {
      Server keeping({program_path(), "snapshot", "--store", home.store()}, home.server_log());
      std::this_thread::sleep_for(std::chrono::microseconds(
          std::uniform_int_distribution<std::int64_t>(0, kLongest_us)(random)));
      if (keeping.kill() == 0) ++finished;
    }
    check_sound(home);
  }
  MESSAGE(finished << " of " << kRounds << " had finished before the kill");
  CHECK(home.ask({"snapshot"}).status == 0);
  CHECK(fs::exists(snapshot_of(home)));
  REQUIRE(file_some(home, "L", 2));
  check_sound(home);
}

TEST_CASE("a disk without room for a snapshot keeps the old one, and says so") {
  Home home;
  file_many(home, 600);
  REQUIRE(home.ask({"snapshot"}).status == 0);
  REQUIRE(file_some(home, "T", 2));
  const std::string old = read_whole(snapshot_of(home));
  // Enough for what SQLite shares between processes, less than the snapshot takes.
  REQUIRE(old.size() > 80 * 512);
  const Kept kept = keep_in(home, 80);
  INFO(kept.said);
  CHECK(kept.status != 0);
  CHECK(code_in(kept.said).starts_with("snapshot."));
  CHECK(read_whole(snapshot_of(home)) == old);
  check_sound(home);
  CHECK(home.ask({"snapshot"}).status == 0);
  check_sound(home);
}

TEST_CASE("a snapshot altered anywhere is named, not believed, and made anew") {
  Home home;
  REQUIRE(file_some(home, "S", 8));
  REQUIRE(home.ask({"snapshot"}).status == 0);
  const std::string whole = read_whole(snapshot_of(home));
  std::mt19937_64 random(20'261'129);
  for (int round = 0; round < 12; ++round) {
    std::string altered = whole;
    if (round % 4 == 3) {
      altered.resize(random() % whole.size());
    } else {
      altered[random() % whole.size()] ^= static_cast<char>(1U << (random() % 8));
    }
    write_whole(snapshot_of(home), altered);
    const Outcome checked = home.ask({"--format", "json", "log", "check"});
    INFO(checked.out);
    CHECK(checked.status != 0);
    CHECK((checked.out + checked.err).find("\"snapshot.") != std::string::npos);
    // Nobody's start fails for it, and what is answered does not rest on it.
    REQUIRE(file_some(home, "A" + std::to_string(round) + "-", 1));
    write_whole(snapshot_of(home), altered);
    CHECK(home.ask({"repair"}).status == 0);
    check_sound(home);
  }
}

}  // namespace concordat::fault
