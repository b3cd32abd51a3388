// Backup, restore and repair: taken from a running server, refused where something newer was
// signed, killed at any instant.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>
#include <thread>

#include "fault/follower.hpp"
#include <doctest/doctest.h>
#include <signal.h>

#include "adapters/sqlite/database.hpp"
#include "core/json/write.hpp"

namespace concordat::fault {
namespace {

namespace fs = std::filesystem;
using net::TestClient;

// Another home for the log: a store of that name with the keys of the first.
std::vector<std::string> at_store(const fs::path& path, const Home& home,
                                  std::vector<std::string> command) {
  for (const std::string& word : {std::string("--store"), "sqlite:" + path.string(),
                                  std::string("--keys"), home.file("registry.db.keys").string()}) {
    command.push_back(word);
  }
  return command;
}

void check_sound(const fs::path& path, const Home& home) {
  const Outcome checked = run(at_store(path, home, {"log", "check"}));
  INFO(checked.err);
  CHECK(checked.status == 0);
}

void remove_store(const fs::path& path) {
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(path.string() + ending);
}

void check_refused(const Outcome& outcome, const std::string& code) {
  INFO(outcome.err);
  CHECK(outcome.status != 0);
  CHECK(code_in(outcome.err) == code);
}

}  // namespace

TEST_CASE("a backup taken while statements come in is a whole log, and comes back as one") {
  Home home;
  const fs::path backup = home.file("backup.db");
  {
    Server server(home.serving(), home.server_log());
    REQUIRE(server.listens());
    std::atomic<bool> stop = false;
    std::atomic<int> filed = 0;
    std::jthread writer([&] {
      TestClient client(server.port());
      while (!stop) {
        const std::string compact = home.sign(economy("B" + std::to_string(filed)));
        if (file_statement(client, compact).status == 201) ++filed;
      }
    });
    while (filed < 5) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    const Outcome taken = home.ask({"backup", backup.string()});
    stop = true;
    writer.join();
    INFO(taken.err);
    CHECK(taken.status == 0);
    CHECK(server.stop() == 0);
  }
  check_sound(backup, home);
  CHECK(fs::exists(backup));
  CHECK_FALSE(fs::exists(backup.string() + "-wal"));
  // Never over a file that is there.
  check_refused(home.ask({"--format", "json", "backup", backup.string()}), "store.exists");

  const fs::path elsewhere = home.file("elsewhere.db");
  const Outcome restored = run(at_store(elsewhere, home, {"restore", backup.string()}));
  INFO(restored.err);
  REQUIRE(restored.status == 0);
  check_sound(elsewhere, home);
  const std::string draft = json::compact(economy("AFTER")) + "\n";
  CHECK(run(at_store(elsewhere, home, {"submit"}), draft).status == 0);
  CHECK(
      run(at_store(elsewhere, home, {"search", "Economy", "--kind", "economies"})).out.find("B3") !=
      std::string::npos);
}

TEST_CASE("an old backup is not brought back over a newer log, whoever remembers it") {
  Home home;
  REQUIRE(file_some(home, "O", 3));
  const fs::path backup = home.file("backup.db");
  REQUIRE(home.ask({"backup", backup.string()}).status == 0);
  REQUIRE(file_some(home, "N", 3));
  const std::string folder = home.file("public").string();
  REQUIRE(home.ask({"log", "export", folder}).status == 0);
  write_whole(home.file("proof"), home.ask({"log", "prove", "6"}).out);
  write_whole(home.file("checkpoint"), home.ask({"log", "checkpoint"}).out);

  SUBCASE("the record of what was signed") {
    remove_store(home.database());
    check_refused(home.ask({"--format", "json", "restore", backup.string()}),
                  "registry.ahead-of-store");
    CHECK_FALSE(fs::exists(home.database()));
  }
  SUBCASE("somebody who shows a trace") {
    std::string trace;
    SUBCASE("an exported folder") { trace = folder; }
    SUBCASE("a proof") { trace = home.file("proof").string(); }
    SUBCASE("a checkpoint") { trace = home.file("checkpoint").string(); }
    const fs::path elsewhere = home.file("elsewhere.db");
    check_refused(run(at_store(elsewhere, home,
                               {"--format", "json", "restore", backup.string(), "--seen", trace})),
                  "registry.ahead-of-store");
    CHECK_FALSE(fs::exists(elsewhere));
    // Copied by hand, past every command.
    write_whole(elsewhere, read_whole(backup));
    const Outcome checked =
        run(at_store(elsewhere, home, {"--format", "json", "log", "check", "--seen", trace}));
    CHECK(checked.status == 1);
    CHECK(code_in(checked.err) == "registry.ahead-of-store");
    Server server(
        at_store(elsewhere, home, {program_path(), "serve", "--port", "0", "--seen", trace}),
        home.server_log());
    REQUIRE(server.listens());
    TestClient client(server.port());
    CHECK(client.get("/v1/economies/O1").status == 200);
    const auto refused = file_statement(client, home.sign(economy("W")));
    CHECK(refused.status == 503);
    CHECK(code_in(refused.body) == "registry.ahead-of-store");
    CHECK(server.stop() == 0);
    // What was shown once is on record: it need not be shown again.
    check_refused(run(at_store(elsewhere, home, {"--format", "json", "repair"})),
                  "registry.ahead-of-store");
  }
  SUBCASE("the folder that it is exported to") {
    const fs::path elsewhere = home.file("elsewhere.db");
    write_whole(elsewhere, read_whole(backup));
    check_refused(run(at_store(elsewhere, home, {"--format", "json", "log", "export", folder})),
                  "export.newer-there");
  }
  SUBCASE("but not by what is no trace of this log") {
    Home other;
    write_whole(home.file("foreign"), other.ask({"log", "checkpoint"}).out);
    check_refused(home.ask({"--format", "json", "restore", backup.string(), "--seen",
                            home.file("foreign").string()}),
                  "store.exists");
    remove_store(home.database());
    check_refused(home.ask({"--format", "json", "restore", backup.string(), "--seen",
                            home.file("foreign").string()}),
                  "seen.form");
  }
}

TEST_CASE("repair makes the derived tables again, and no entry") {
  Home home;
  REQUIRE(file_some(home, "R", 12));
  const auto sql = [&](const std::string& statement) {
    auto connection =
        sqlite::Connection::open(home.database().string(), sqlite::Connection::Access::kReadWrite);
    REQUIRE(connection);
    REQUIRE(connection->run(statement));
  };
  const auto finds = [&] {
    return home.ask({"search", "R7", "--kind", "economies"}).out.find("R7") != std::string::npos;
  };
  const auto repaired = [&] {
    const Outcome outcome = home.ask({"repair"});
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    check_sound(home.database(), home);
    CHECK(fs::exists(home.file("registry.db.damaged-1")));
  };
  SUBCASE("search rows lost") {
    CHECK(finds());
    sql("DELETE FROM search_field");
    sql("DELETE FROM search_row");
    CHECK_FALSE(finds());
    repaired();
    CHECK(finds());
  }
  SUBCASE("the checkpoint lost: the same head is signed again") {
    const std::string before = home.ask({"log", "checkpoint"}).out;
    sql("UPDATE state SET number = 0, note = NULL WHERE name = 'checkpoint'");
    const Outcome outcome = home.ask({"repair"});
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    REQUIRE(file_some(home, "S", 0));
    CHECK(home.ask({"log", "checkpoint"}).out == before);
  }
  SUBCASE("an entry altered") {
    sql("UPDATE entries SET entry = CAST(substr(entry, 1, 30) || x'00' || substr(entry, 32) AS"
        " BLOB) WHERE idx = 7");
    const std::string before = read_whole(home.database());
    const Outcome outcome = home.ask({"--format", "json", "repair"});
    check_refused(outcome, "registry.forked");
    CHECK(outcome.err.find("\"entries 7 to 7\"") != std::string::npos);
    CHECK(read_whole(home.database()) == before);
  }
  SUBCASE("an entry taken out") {
    sql("DELETE FROM entries WHERE idx = 5");
    const Outcome outcome = home.ask({"--format", "json", "repair"});
    check_refused(outcome, "repair.entry");
    CHECK(outcome.err.find("\"entry 5\"") != std::string::npos);
  }
}

TEST_CASE("a backup or a repair killed at any instant harms nothing and is done again") {
  constexpr int kRounds = 30;
  constexpr std::int64_t kLongest_us = 800'000;
  Home home;
  REQUIRE(file_some(home, "K", 12));
  const std::uint64_t seed = std::random_device()();
  MESSAGE("seed " << seed);
  std::mt19937_64 random(seed);
  const fs::path backup = home.file("backup.db");
  int finished = 0;
  for (int round = 0; round < kRounds; ++round) {
    INFO("round " << round);
    const bool saving = round % 2 == 0;
    std::vector<std::string> command{program_path(), saving ? "backup" : "repair"};
    if (saving) command.push_back(backup.string());
    command.insert(command.end(), {"--store", home.store()});
    fs::remove(backup);
    {
      Server working(command, home.server_log());
      std::this_thread::sleep_for(std::chrono::microseconds(
          std::uniform_int_distribution<std::int64_t>(0, kLongest_us)(random)));
      if (working.kill() == 0) ++finished;
    }
    if (fs::exists(backup)) check_sound(backup, home);
    check_sound(home.database(), home);
  }
  MESSAGE(finished << " of " << kRounds << " had finished before the kill");
  fs::remove(backup);
  CHECK(home.ask({"backup", backup.string()}).status == 0);
  check_sound(backup, home);
  CHECK(home.ask({"repair"}).status == 0);
  REQUIRE(file_some(home, "L", 2));
  check_sound(home.database(), home);
}

}  // namespace concordat::fault
