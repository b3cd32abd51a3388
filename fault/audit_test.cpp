// Records of access: none that was waited for is lost when the process is killed, and whatever is
// done to the file afterwards is found by `concordat audit check`.
#include <array>
#include <chrono>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "fault/home.hpp"
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/private/audit_file.hpp"
#include "registry/audit/check.hpp"
#include "registry/audit/trail.hpp"

namespace concordat::fault {
namespace {

using private_file::AuditFile;
using private_file::Opening;
using registry::audit::Access;
using registry::audit::Trail;

constexpr int kRounds = 25;
constexpr unsigned kAskers = 4;
constexpr int kLongestLife_us = 60'000;
constexpr rlim_t kRoom_bytes = rlim_t{512} * 1024;

class FixedClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return {1'780'300'800'000}; }
};

// An answer that was given: by whom it was asked for, and the how-manieth of theirs it was.
struct Answer {
  unsigned asker = 0;
  unsigned round = 0;
  unsigned number = 0;
};
static_assert(sizeof(Answer) <= 512);  // written whole to a pipe (POSIX, PIPE_BUF)

std::string resource_of(const Answer& answer) {
  return "record/" + std::to_string(answer.round) + "/" + std::to_string(answer.number);
}

Access access_of(const Answer& answer) {
  return {.kind = "person",
          .who = "p-" + std::to_string(answer.asker),
          .organisation = "customs",
          .action = "read-record",
          .resource = resource_of(answer),
          .owner = "lab",
          .rule = "read-granted"};
}

// In the child: several ask at once, and each answer goes out once its record is there.
[[noreturn]] void answer_for_ever(const std::filesystem::path& path, unsigned round, int out) {
  auto file = AuditFile::open(path, Opening::kCreate);
  if (!file) ::_exit(3);
  const FixedClock clock;
  auto trail = Trail::open(**file, clock);
  if (!trail) ::_exit(4);
  std::vector<std::jthread> askers;
  for (unsigned asker = 0; asker < kAskers; ++asker) {
    askers.emplace_back([&, asker] {
      for (unsigned number = 0;; ++number) {
        const Answer answer{.asker = asker, .round = round, .number = number};
        const Status recorded = (*trail)->record(access_of(answer));
        // Refused for want of room: this asker is told, and goes.
        if (!recorded) ::_exit(recorded.error().code == "audit.unwritten" ? 5 : 6);
        if (::write(out, &answer, sizeof answer) != sizeof answer) ::_exit(7);
      }
    });
  }
  for (;;) ::pause();
}

struct Life {
  std::vector<Answer> answers;
  int status = 0;
};

// Runs a child until it is killed, or ends by itself, and hears everything it answered.
template <class Before>
Life live(const std::filesystem::path& path, unsigned round, int life_us, Before&& before) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::close(ends[0]);
    before();
    answer_for_ever(path, round, ends[1]);
  }
  ::close(ends[1]);
  Life life;
  std::jthread ear([&] {
    Answer answer;
    while (::read(ends[0], &answer, sizeof answer) == sizeof answer) {
      life.answers.push_back(answer);
    }
  });
  if (life_us > 0) {
    std::this_thread::sleep_for(std::chrono::microseconds(life_us));
    ::kill(child, SIGKILL);
  }
  REQUIRE(::waitpid(child, &life.status, 0) == child);
  ear.join();
  ::close(ends[0]);
  return life;
}

std::set<std::string> recorded(const AuditFile& file) {
  std::set<std::string> found;
  std::uint64_t after = 0;
  for (;;) {
    const auto rows = file.read(after, 1'000);
    REQUIRE(rows);
    if (rows->empty()) return found;
    for (const AuditRow& row : *rows) found.insert(row.keys.who + " " + row.keys.resource);
    after = rows->back().number;
  }
}

void check_whole(const std::filesystem::path& path, const std::vector<Answer>& answers) {
  const auto file = AuditFile::open(path, Opening::kCreate);
  REQUIRE(file);
  const auto report = registry::audit::check(**file, {});
  REQUIRE(report);
  CHECK(report->whole());
  const std::set<std::string> there = recorded(**file);
  for (const Answer& answer : answers) {
    CHECK(there.contains("p-" + std::to_string(answer.asker) + " " + resource_of(answer)));
  }
}

TEST_CASE("killed at random under load, no access was answered whose record is missing") {
  const testing::TemporaryFolder folder;
  const auto path = folder.path() / "registry.db-private";
  std::mt19937 random(20'260'601);
  std::vector<Answer> answers;
  for (unsigned round = 0; round < kRounds; ++round) {
    const int life_us = 1 + static_cast<int>(random() % kLongestLife_us);
    const Life life = live(path, round, life_us, [] {});
    CHECK(WIFSIGNALED(life.status));
    answers.insert(answers.end(), life.answers.begin(), life.answers.end());
    check_whole(path, answers);
  }
  CHECK(answers.size() > kRounds);
}

TEST_CASE("a full disk refuses the access, and what was answered before is there") {
  const testing::TemporaryFolder folder;
  const auto path = folder.path() / "registry.db-private";
  const Life life = live(path, 0, 0, [] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit room{.rlim_cur = kRoom_bytes, .rlim_max = kRoom_bytes};
    if (::setrlimit(RLIMIT_FSIZE, &room) != 0) ::_exit(8);
  });
  REQUIRE(WIFEXITED(life.status));
  CHECK(WEXITSTATUS(life.status) == 5);
  CHECK(life.answers.size() > 10);
  check_whole(path, life.answers);
  // With room again it goes on.
  const Life after = live(path, 1, kLongestLife_us, [] {});
  check_whole(path, after.answers);
}

// A registry with records beside it, some of them committed to its log.
struct Kept {
  Home home;
  std::filesystem::path path = private_file::beside(home.database());

  Kept() {
    write(6);
    CHECK(home.ask({"audit", "head"}).out == "logged as entry 1\n");
    write(3);
  }
  void write(unsigned count) {
    auto file = AuditFile::open(path, Opening::kCreate);
    REQUIRE(file);
    const FixedClock clock;
    auto trail = Trail::open(**file, clock);
    REQUIRE(trail);
    for (unsigned at = 0; at < count; ++at) {
      REQUIRE((*trail)->record(access_of({.asker = at, .number = at})));
    }
  }
  // As somebody would who has the file and a database program.
  void tamper(const std::vector<std::string>& statements) {
    auto connection =
        sqlite::Connection::open(path.string(), sqlite::Connection::Access::kReadWrite);
    REQUIRE(connection);
    REQUIRE(connection->run("DROP TRIGGER IF EXISTS audit_unchanged"));
    REQUIRE(connection->run("DROP TRIGGER IF EXISTS audit_kept"));
    for (const std::string& statement : statements) REQUIRE(connection->run(statement));
  }
  [[nodiscard]] Outcome check() { return home.ask({"audit", "check", "--format", "json"}); }
};

TEST_CASE("records that are whole are said to be, and how far the log holds them") {
  Kept kept;
  const Outcome outcome = kept.check();
  CHECK(outcome.status == 0);
  CHECK(outcome.out.find(R"("whole":true,"records":9)") != std::string::npos);
  CHECK(outcome.out.find(R"("heads":1,"committed":6)") != std::string::npos);
  const Outcome text = kept.home.ask({"audit", "check"});
  CHECK(text.out.find("3 after the newest head are held by their chain alone") !=
        std::string::npos);
  CHECK(kept.home.ask({"audit", "head"}).out == "logged as entry 2\n");
  CHECK(kept.home.ask({"audit", "head"}).out == "the log has the newest head already\n");
  CHECK(kept.check().out.find(R"("heads":2,"committed":9)") != std::string::npos);
}

TEST_CASE(
    "a running server commits the log to what there is, and leaves alone what others may read") {
  Kept kept;
  {
    Server server(kept.home.serving(), kept.home.server_log());
    REQUIRE(server.listens());
    // Nobody is known here yet, and what is not public says so.
    net::TestClient client(server.port());
    CHECK(client.get("/v1/audit/looks").status == 401);
    CHECK(server.stop() == 0);
  }
  CHECK(kept.check().out.find(R"("heads":2,"committed":9)") != std::string::npos);
  std::filesystem::permissions(kept.path, std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  // What is public is answered all the same.
  Server exposed(kept.home.serving(), kept.home.server_log());
  REQUIRE(exposed.listens());
  net::TestClient client(exposed.port());
  CHECK(client.get("/v1/statements/0").status == 200);
  CHECK(client.get("/v1/audit/looks").status == 401);
  CHECK(kept.home.server_said().find("registry.db-private") != std::string::npos);
}

TEST_CASE("what was altered, removed, moved or cut off is found") {
  struct Deed {
    std::vector<std::string> statements;
    std::string_view found;
  };
  const std::vector<Deed> deeds = {
      {{"UPDATE audit SET record = replace(record, 'p-2', 'p-7') WHERE number = 3"},
       R"({"code":"audit.altered","place":"record 3"})"},
      {{"UPDATE audit SET who = 'p-7' WHERE number = 3"},
       R"({"code":"audit.index","place":"record 3"})"},
      {{"DELETE FROM audit WHERE number = 8"}, R"({"code":"audit.missing","place":"record 9"})"},
      {{"UPDATE audit SET number = -2 WHERE number = 2",
        "UPDATE audit SET number = 2 WHERE "
        "number = 3",
        "UPDATE audit SET number = 3 WHERE number = -2"},
       R"({"code":"audit.altered","place":"record 2"})"},
      {{"DELETE FROM audit WHERE number > 5"}, R"({"code":"audit.cut-off","place":"entry 1"})"},
  };
  for (const Deed& deed : deeds) {
    Kept kept;
    kept.tamper(deed.statements);
    const Outcome outcome = kept.check();
    CAPTURE(outcome.out);
    CHECK(outcome.status == 1);
    CHECK(outcome.out.find(deed.found) != std::string::npos);
  }
}

TEST_CASE("lost records are not committed over, and a search leaves a record") {
  Kept kept;
  const Outcome searched = kept.home.ask({"audit", "search", "--person", "p-2"});
  CHECK(searched.status == 0);
  CHECK(searched.out.find("p-2 of customs  read-record  record/0/2 of lab") != std::string::npos);
  const Outcome traces = kept.home.ask({"audit", "search", "--person", "console"});
  CHECK(traces.out.find("console of concordat-demo  search-audit  audit") != std::string::npos);
  kept.tamper({"DELETE FROM audit WHERE number > 5"});
  const Outcome refused = kept.home.ask({"audit", "head"});
  CHECK(refused.status != 0);
  CHECK(refused.err.find("committed to more records") != std::string::npos);
}

}  // namespace
}  // namespace concordat::fault
