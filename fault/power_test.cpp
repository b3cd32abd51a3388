// Power loss: the whole life of a small registry is recorded write by write, and the machine loses
// its power after each of them, with every combination of luck that a disk can have. Nothing
// acknowledged may be missing, nothing signed contradicted, and nobody's hand needed.
//
// CONCORDAT_POWER_LUCK in the environment: how many times luck is tried at each write.
#include <cstdlib>
#include <fstream>
#include <set>

#include "fault/disk.hpp"
#include "fault/platter.hpp"
#include "fault/promises.hpp"
#include <doctest/doctest.h>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "cli/commands.hpp"
#include "core/crypto/digest.hpp"

namespace concordat::fault {
namespace {

namespace fs = std::filesystem;
using Luck = Platter::Luck;

constexpr std::uint64_t kSeed = 20'261'122;

unsigned tries() {
  const char* const text = std::getenv("CONCORDAT_POWER_LUCK");
  return text == nullptr ? 1U : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

struct Recording {
  std::string folder;
  std::vector<Change> changes;
  Promises promises;
};

// Founding; statements one by one and several at once, a snapshot between them; a close, which
// folds the write-ahead log in; the public log written out as files; another life, from the
// snapshot.
Recording record_life(const fs::path& folder) {
  const Disk disk(folder.string());
  Session session(folder, &disk);
  REQUIRE(session.found());
  int next = 0;
  const auto fresh = [&] { return session.statement("P" + std::to_string(next++)); };
  for (int life = 0; life < 2; ++life) {
    REQUIRE(session.open());
    for (int at = 0; at < 3; ++at) REQUIRE(session.submit({fresh()}).front());
    REQUIRE(session.registry().save_snapshot());
    std::vector<std::string> several;
    for (int at = 0; at < 12; ++at) several.push_back(fresh());
    for (const auto& outcome : session.submit(several)) REQUIRE(outcome);
    session.close();
    REQUIRE(session.publish());
  }
  return {.folder = folder.string(), .changes = disk.changes(), .promises = session.promises()};
}

void lay_out(const Remains& remains, const std::string& from, const fs::path& to) {
  fs::remove_all(to);
  fs::create_directory(to);
  for (const auto& [path, content] : remains) {
    const fs::path place = to.string() + path.substr(from.size());
    fs::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << content;
    fs::permissions(place, fs::perms::owner_read | fs::perms::owner_write);
  }
  // Shared memory is believed by nobody after a crash, whatever it holds.
  if (fs::exists(to / "registry.db-wal")) {
    std::ofstream(to / "registry.db-shm", std::ios::binary) << std::string(32'768, '\x5a');
  }
}

crypto::Digest digest_of(const Remains& remains, std::size_t owed) {
  std::string all = std::to_string(owed);
  for (const auto& [path, content] : remains) {
    all += path + '\n' + std::to_string(content.size()) + '\n' + content;
  }
  return crypto::sha256(bytes_of(all));
}

std::size_t owed_by(const Promises& promises, std::size_t moment) {
  std::size_t owed = moment < promises.founded ? 0 : 1;
  for (const auto& one : promises.acknowledged) owed += one.moment <= moment ? 1 : 0;
  for (const auto& one : promises.signed_heads) owed += one.moment <= moment ? 1 : 0;
  return owed;
}

struct Verdict {
  std::string broken;  // the first broken promise, and where
  std::size_t cuts = 0;
  std::size_t states = 0;  // different ones
};

// A store of an earlier version: found again, brought up to date, written on.
Recording record_upgrade(const fs::path& folder, std::size_t& downgraded) {
  const Disk disk(folder.string());
  Session session(folder, &disk);
  REQUIRE(session.found());
  REQUIRE(session.open());
  std::vector<std::string> several;
  for (int at = 0; at < 5; ++at) several.push_back(session.statement("U" + std::to_string(at)));
  for (const auto& outcome : session.submit(several)) REQUIRE(outcome);
  session.close();
  {
    auto file = sqlite::Connection::open((folder / "registry.db").string(),
                                         sqlite::Connection::Access::kReadWrite);
    REQUIRE(file);
    for (const char* change : {"PRAGMA journal_mode = WAL", "DROP TABLE tiles",
                               "ALTER TABLE state DROP COLUMN seal", "PRAGMA user_version = 1"}) {
      REQUIRE(file->run(change));
    }
  }
  downgraded = disk.length();
  REQUIRE(session.open());
  REQUIRE(session.submit({session.statement("AFTER-UPGRADE")}).front());
  session.close();
  return {.folder = folder.string(), .changes = disk.changes(), .promises = session.promises()};
}

// As a writer's start does it; readers refuse the file before.
std::string bring_up_to_date(const fs::path& folder) {
  const auto store =
      sqlite::SqliteStore::open((folder / "registry.db").string(), sqlite::OpenMode::kExisting);
  return store ? std::string() : "does not upgrade: " + store.error().code;
}

// Cuts the power at every moment of the recording from `begin` on, until a promise breaks.
struct Cutting {
  Platter::Honest honest = {};
  unsigned times = 1;
  std::size_t begin = 0;
};
Verdict cut_everywhere(const Recording& recording, const Cutting& cutting) {
  const Scratch scratch;
  std::mt19937_64 random(kSeed);
  std::set<crypto::Digest> seen;
  Verdict verdict;
  Platter platter(recording.changes, cutting.honest);
  do {
    if (platter.position() < cutting.begin) continue;
    std::vector<Luck> lucks{Luck::kNothing};
    if (platter.in_doubt()) {
      lucks.push_back(Luck::kEverything);
      for (unsigned at = 0; at < cutting.times; ++at) {
        lucks.push_back(Luck::kSome);
        lucks.push_back(Luck::kTorn);
      }
    }
    for (const Luck luck : lucks) {
      ++verdict.cuts;
      const Remains remains = platter.cut(luck, random);
      const std::size_t owed = owed_by(recording.promises, platter.position());
      if (!seen.insert(digest_of(remains, owed)).second) continue;
      ++verdict.states;
      lay_out(remains, recording.folder, scratch.path() / "cut");
      if (cutting.begin > 0) verdict.broken = bring_up_to_date(scratch.path() / "cut");
      if (verdict.broken.empty()) {
        verdict.broken =
            broken_promise(scratch.path() / "cut", recording.promises, platter.position());
      }
      if (verdict.broken.empty()) continue;
      verdict.broken += " (power lost after change " + std::to_string(platter.position()) +
                        ", luck " + std::to_string(static_cast<int>(luck)) + ")";
      return verdict;
    }
  } while (platter.advance());
  return verdict;
}

}  // namespace

TEST_CASE("power lost at any write: nothing acknowledged is lost, nothing signed contradicted") {
  const Scratch scratch;
  const Recording recording = record_life(scratch.path());
  CHECK(recording.promises.acknowledged.size() == 30);
  CHECK(recording.promises.signed_heads.size() >= 8);
  const Verdict verdict = cut_everywhere(recording, {.times = tries()});
  CHECK(verdict.broken == "");
  MESSAGE(recording.changes.size() << " changes, " << verdict.cuts << " power cuts, "
                                   << verdict.states << " different disks examined");
  // A recording that missed the writes would make all of the above true.
  CHECK(verdict.states > recording.changes.size());
}

TEST_CASE("power lost at any write of an upgrade: the old store or the new one, and all of it") {
  const Scratch scratch;
  std::size_t downgraded = 0;
  const Recording recording = record_upgrade(scratch.path(), downgraded);
  CHECK(recording.promises.acknowledged.size() == 6);
  REQUIRE(downgraded > 0);
  const Verdict verdict = cut_everywhere(recording, {.times = tries() + 2, .begin = downgraded});
  CHECK(verdict.broken == "");
  MESSAGE(verdict.cuts << " power cuts, " << verdict.states << " different disks examined");
  CHECK(verdict.states > 20);
}

TEST_CASE("a disk that lies about its syncs is found out") {
  const Scratch scratch;
  const Recording recording = record_life(scratch.path());
  // The identity of the file that was once created under a name that ends so.
  const auto file_called = [&](std::string_view ending) {
    for (const Change& change : recording.changes) {
      if (change.kind == Change::Kind::kCreate && change.path.ends_with(ending)) return change.file;
    }
    return std::uint64_t{0};
  };
  Platter::Honest honest;
  std::string broken;
  SUBCASE("about the write-ahead log, as with synchronous=OFF") {
    const auto file = file_called("registry.db-wal");
    honest = [file](const Change& change) { return change.file != file; };
    broken = "lost";
  }
  SUBCASE("about the signing record") {
    const auto file = file_called("registry.db.signed");
    honest = [file](const Change& change) { return change.file != file; };
    broken = "signed but not on record";
  }
  SUBCASE("about names") {
    honest = [](const Change& change) { return change.kind != Change::Kind::kSyncNames; };
    broken = "store.";
  }
  SUBCASE("about a tile of the public log") {
    const auto file = file_called("tile/0/000.p/16.part");
    honest = [file](const Change& change) { return change.file != file; };
    broken = "export: fsck.";
  }
  SUBCASE("about the snapshot") {
    const auto file = file_called("registry.db.snapshot.part");
    honest = [file](const Change& change) { return change.file != file; };
    broken = "snapshot.";
  }
  SUBCASE("about the key of the log") {
    const auto file = file_called("log.checkpoints.key");
    honest = [file](const Change& change) { return change.file != file; };
    broken = "does not open: keys.file-form";
  }
  const Verdict verdict = cut_everywhere(recording, {.honest = honest});
  INFO(verdict.broken);
  CHECK(verdict.broken.find(broken) != std::string::npos);
}

}  // namespace concordat::fault
