// A full disk refuses writes and keeps answering; nothing acknowledged is lost; when there is space
// again, writing goes on.
#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

#include "fault/follower.hpp"
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/json/read.hpp"

namespace concordat::fault {
namespace {

using net::TestClient;

// More than any room left to a store here can take.
constexpr int kTooMany = 2'000;

// Statements filed one by one, and what became of them.
class Filing {
 public:
  explicit Filing(Home& home) : home_(home) {}

  // 201 and the statement is remembered, or the answer that was something else.
  TestClient::Answer file(TestClient& client) {
    const std::string compact = home_.sign(economy("D" + std::to_string(next_++)));
    auto answer = file_statement(client, compact);
    if (answer.status == 201) acknowledged_.push_back(compact);
    return answer;
  }

  // Files until something is refused.
  TestClient::Answer fill(TestClient& client) {
    for (int at = 0; at < kTooMany; ++at) {
      auto answer = file(client);
      if (answer.status != 201) return answer;
    }
    return {};
  }

  // A stalled registry looks once a second whether the disk takes something again.
  bool taken_again(TestClient& client) {
    constexpr int kPatience = 600;
    std::string told;
    for (int time = 0; time < kPatience; ++time) {
      const auto answer = file(client);
      if (answer.status == 201) return true;
      told = answer.body;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    MESSAGE("told at last: " << told);
    return false;
  }

  // Everything acknowledged is in the log that the server shows, once.
  void check(TestClient& client) const {
    Follower follower(home_.log_key());
    follower.follow(client);
    const auto& log = follower.statements();
    CHECK(std::set<std::string>(log.begin(), log.end()).size() == log.size());
    for (const std::string& compact : acknowledged_) {
      REQUIRE(std::ranges::find(log, compact) != log.end());
    }
  }

 private:
  Home& home_;
  int next_ = 0;
  std::vector<std::string> acknowledged_;
};

// What a refusal for want of space looks like, whether the store met it now or has halted on it.
void check_refused(const TestClient::Answer& answer) {
  INFO(answer.body);
  CHECK((answer.status == 507 || answer.status == 503));
  const std::string code = code_in(answer.body);
  CHECK((code == "store.full" || code == "store.io" || code == "signing-record.io"));
}

void check_answers(TestClient& client) {
  CHECK(client.get("/v1/statements/0").status == 200);
  CHECK(client.get("/v1/economies/D0").status == 200);
  CHECK(client.get("/log/checkpoint").status == 200);
  CHECK(client
            .get("/v1/determinations?certificate=NOBODY-1&market=D0&date=2024-05-01"
                 "&purpose=recognition")
            .status == 200);
}

void limit_files(const Server& server, rlim_t size_bytes) {
  rlimit limit{};
  REQUIRE(::prlimit(server.process(), RLIMIT_FSIZE, nullptr, &limit) == 0);
  limit.rlim_cur = size_bytes;
  REQUIRE(::prlimit(server.process(), RLIMIT_FSIZE, &limit, nullptr) == 0);
}

// A server whose store lies on a small file system of its own, seen through the process.
class SmallDisk {
 public:
  explicit SmallDisk(const Home& home)
      : inside_(home.file("disk")), server_(command(home), home.server_log()) {
    std::filesystem::create_directory(inside_);
  }

  [[nodiscard]] Server& server() { return server_; }
  [[nodiscard]] std::filesystem::path outside(std::string_view name) const {
    return "/proc/" + std::to_string(server_.process()) + "/root" + (inside_ / name).string();
  }
  // Leaves so little space that a few statements still fit.
  void fill() const {
    const int file = ::open(outside("ballast").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    REQUIRE(file >= 0);
    const std::string page(4096, 'x');
    off_t size = 0;
    while (::write(file, page.data(), page.size()) == static_cast<ssize_t>(page.size())) {
      size += static_cast<off_t>(page.size());
    }
    REQUIRE(size > kLeft_bytes);
    REQUIRE(::ftruncate(file, size - kLeft_bytes) == 0);
    ::close(file);
  }
  void free() const { std::filesystem::remove(outside("ballast")); }

  // Whether this system lets us mount one.
  [[nodiscard]] static bool possible(const Home& home) {
    Server probe({"unshare", "-Urm", "mount", "-t", "tmpfs", "none", home.file("").string()},
                 home.server_log());
    return probe.wait() == 0;
  }

 private:
  static constexpr off_t kLeft_bytes = 64 * 1024;

  [[nodiscard]] static std::vector<std::string> command(const Home& home) {
    std::filesystem::create_directory(home.file("disk"));
    constexpr std::string_view script =
        "mount -t tmpfs -o size=4m none \"$1/disk\" && cp -a \"$1\"/registry.db* \"$1/disk\" && "
        "exec \"$2\" serve --port 0 --store \"sqlite:$1/disk/registry.db\"";
    return {"unshare",
            "-Urm",
            "sh",
            "-c",
            std::string(script),
            "sh",
            home.file("").parent_path().string(),
            program_path()};
  }

  std::filesystem::path inside_;
  Server server_;
};

}  // namespace

TEST_CASE("writes that the system refuses are refused, and taken again when it relents") {
  // A write beyond the limit would otherwise end the server instead of failing.
  ::signal(SIGXFSZ, SIG_IGN);
  Home home;
  Filing filing(home);
  {
    Server server(home.serving(), home.server_log());
    REQUIRE(server.listens());
    TestClient client(server.port());
    for (int at = 0; at < 5; ++at) REQUIRE(filing.file(client).status == 201);
    for (int time = 0; time < 3; ++time) {
      constexpr rlim_t kRoom_bytes = 100'000;
      limit_files(server, std::filesystem::file_size(home.write_ahead()) + kRoom_bytes);
      check_refused(filing.fill(client));
      check_refused(filing.file(client));
      check_answers(client);
      filing.check(client);
      limit_files(server, RLIM_INFINITY);
      CHECK(filing.taken_again(client));
    }
    CHECK(server.stop() == 0);
  }
  const Outcome checked = home.ask({"log", "check"});
  INFO(checked.err);
  CHECK(checked.status == 0);
  Server again(home.serving(), home.server_log());
  REQUIRE(again.listens());
  TestClient client(again.port());
  filing.check(client);
  CHECK(filing.file(client).status == 201);
}

TEST_CASE("a full file system refuses writes; when there is space they are taken again") {
  Home home;
  if (!SmallDisk::possible(home)) {
    MESSAGE("skipped: this system does not let us mount a file system of our own");
    return;
  }
  Filing filing(home);
  {
    SmallDisk disk(home);
    REQUIRE(disk.server().listens());
    TestClient client(disk.server().port());
    for (int at = 0; at < 5; ++at) REQUIRE(filing.file(client).status == 201);
    disk.fill();
    check_refused(filing.fill(client));
    check_refused(filing.file(client));
    check_answers(client);
    filing.check(client);
    disk.free();
    // Whatever it was that did not fit: nobody has to restart anything.
    CHECK(filing.taken_again(client));
    check_answers(client);
    disk.server().signal(SIGSTOP);
    for (const std::string_view name : {"registry.db", "registry.db-wal", "registry.db.signed"}) {
      write_whole(home.file(name), read_whole(disk.outside(name)));
    }
  }
  const Outcome checked = home.ask({"log", "check"});
  INFO(checked.err);
  CHECK(checked.status == 0);
  Server again(home.serving(), home.server_log());
  REQUIRE(again.listens());
  TestClient client(again.port());
  filing.check(client);
  CHECK(filing.file(client).status == 201);
}

}  // namespace concordat::fault
