// Durable before acknowledged: the server is killed at random instants under load, several hundred
// times, and everything it had acknowledged is there afterwards.
//
// CONCORDAT_SEED and CONCORDAT_KILL_ROUNDS in the environment set the seed and the number of kills.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "fault/follower.hpp"
#include <doctest/doctest.h>
#include <signal.h>

#include "core/json/read.hpp"

namespace concordat::fault {
namespace {

using net::TestClient;
using std::chrono::microseconds;

constexpr std::uint64_t kRounds = 200;
// A registry is small at its start: a new one now and then keeps every round quick, so that every
// single state a kill left behind can be checked in full.
constexpr std::uint64_t kRoundsPerRegistry = 25;
constexpr unsigned kWriters = 4;
constexpr std::size_t kLines = 8;  // of a request that carries several statements
constexpr std::int64_t kLongestLife_us = 120'000;
constexpr std::int64_t kLongestStart_us = 60'000;
constexpr std::uint64_t kKilledAtStart = 8;  // one life in so many is not left to listen

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// One statement, and what the writer was told about it.
struct Sent {
  std::string compact;
  std::optional<std::uint64_t> acknowledged;
};

// Sends statements over one connection until it breaks, and remembers every answer.
class Writer {
 public:
  // Counts every answer in `answers`.
  Writer(Home& home, unsigned number, std::atomic<std::uint64_t>& answers)
      : home_(home), number_(number), answers_(answers) {}

  void run(std::uint16_t port) {
    TestClient client(port);
    // What was never answered is sent again first: it must land once, wherever it landed before.
    while (file_together(client, unanswered())) {
      for (std::size_t at = 0; at < 4; ++at) {
        if (!file_alone(client, fresh())) return;
      }
      std::vector<std::size_t> several;
      for (std::size_t at = 0; at < kLines; ++at) several.push_back(fresh());
      if (!file_together(client, several)) return;
    }
  }

  [[nodiscard]] const std::vector<Sent>& sent() const { return sent_; }
  // Answers that were neither an acknowledgement nor the end of the connection.
  [[nodiscard]] const std::vector<std::string>& surprises() const { return surprises_; }

 private:
  std::size_t fresh() {
    const std::string code = "K" + std::to_string(number_) + "-" + std::to_string(sent_.size());
    sent_.push_back({.compact = home_.sign(economy(code)), .acknowledged = std::nullopt});
    return sent_.size() - 1;
  }

  [[nodiscard]] std::vector<std::size_t> unanswered() const {
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < sent_.size(); ++at) {
      if (!sent_[at].acknowledged) open.push_back(at);
    }
    return open;
  }

  bool file_alone(TestClient& client, std::size_t at) {
    const auto answer = file_statement(client, sent_[at].compact);
    if (answer.status == 0) return false;
    note(at, answer.body);
    return true;
  }

  bool file_together(TestClient& client, const std::vector<std::size_t>& several) {
    if (several.empty()) return true;
    std::string lines;
    for (const std::size_t at : several) lines += sent_[at].compact + "\n";
    const auto answer = client.ask(post("/v1/statements", "application/x-ndjson", lines));
    if (answer.status == 0) return false;
    std::string_view rest = answer.body;
    for (const std::size_t at : several) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      note(at, rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return true;
  }

  void note(std::size_t at, std::string_view outcome) {
    ++answers_;
    const auto told = json::read(outcome);
    const json::Value* const index = told ? told->find("index") : nullptr;
    const std::int64_t* const number = index == nullptr ? nullptr : index->as_integer();
    if (number != nullptr) {
      sent_[at].acknowledged = static_cast<std::uint64_t>(*number);
    } else {
      surprises_.emplace_back(outcome);
    }
  }

  Home& home_;
  unsigned number_;
  std::atomic<std::uint64_t>& answers_;
  std::vector<Sent> sent_;
  std::vector<std::string> surprises_;
};

// One registry and everybody who writes into it, through many lives of its server.
class Life {
 public:
  explicit Life(std::mt19937_64& random) : random_(random), follower_(home_.log_key()) {
    for (unsigned number = 0; number < kWriters; ++number) {
      writers_.push_back(std::make_unique<Writer>(home_, number, answers_));
    }
  }

  // Starts a server, lets everybody write, kills it.
  void live_and_die() {
    Server server(home_.serving(), home_.server_log());
    if (random_() % kKilledAtStart == 0) {
      std::this_thread::sleep_for(up_to(kLongestStart_us));
      REQUIRE(server.kill() == -SIGKILL);
      return;
    }
    REQUIRE(server.listens());
    examine(server.port());
    answers_ = 0;
    std::vector<std::jthread> threads;
    for (auto& writer : writers_) {
      threads.emplace_back([&] { writer->run(server.port()); });
    }
    threads.emplace_back([&] { watch(server.port()); });
    await_load();
    std::this_thread::sleep_for(up_to(kLongestLife_us));
    const int ended = server.kill();
    threads.clear();
    INFO(home_.server_said());
    REQUIRE(ended == -SIGKILL);
  }

  // What the kill left behind, before anybody repairs it.
  void check_remains() {
    const Outcome checked = home_.ask({"log", "check"});
    INFO(checked.err);
    REQUIRE(checked.status == 0);
  }

  // A last life, ended in good order.
  void end() {
    Server server(home_.serving(), home_.server_log());
    REQUIRE(server.listens());
    examine(server.port());
    CHECK(server.stop() == 0);
    check_remains();
  }

  [[nodiscard]] std::size_t acknowledged() const {
    std::size_t count = 0;
    for (const auto& writer : writers_) {
      count += static_cast<std::size_t>(std::ranges::count_if(
          writer->sent(), [](const Sent& sent) { return sent.acknowledged.has_value(); }));
    }
    return count;
  }
  [[nodiscard]] std::size_t entries() const { return follower_.size(); }

 private:
  microseconds up_to(std::int64_t limit_us) {
    return microseconds(std::uniform_int_distribution<std::int64_t>(0, limit_us)(random_));
  }

  // Until the first answer of this life: on a busy machine the writers start late, and a kill
  // before they do shows nothing.
  void await_load() const {
    constexpr int kPatience_ms = 10'000;
    for (int waited = 0; answers_ == 0 && waited < kPatience_ms; ++waited) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  // Remembers every checkpoint that the server shows while others write.
  void watch(std::uint16_t port) {
    TestClient client(port);
    while (const auto head = fetch_checkpoint(client, home_.log_key())) {
      follower_.saw(*head);
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  // Nothing acknowledged is missing; nothing is there that was not sent, and nothing twice.
  void examine(std::uint16_t port) {
    TestClient client(port);
    follower_.follow(client);
    const std::vector<std::string>& log = follower_.statements();
    std::set<std::string_view> sent;
    for (const auto& writer : writers_) {
      REQUIRE(writer->surprises() == std::vector<std::string>{});
      for (const Sent& one : writer->sent()) {
        sent.insert(one.compact);
        if (!one.acknowledged) continue;
        INFO("acknowledged as entry " << *one.acknowledged);
        REQUIRE(*one.acknowledged < log.size());
        REQUIRE(log[*one.acknowledged] == one.compact);
      }
    }
    for (std::size_t index = 1; index < log.size(); ++index) {
      INFO("entry " << index);
      // Each time it is found it is used up: an entry that is there twice is not found again.
      REQUIRE(sent.erase(log[index]) == 1);
    }
  }

  std::mt19937_64& random_;
  Home home_;
  Follower follower_;
  std::atomic<std::uint64_t> answers_ = 0;
  std::vector<std::unique_ptr<Writer>> writers_;
};

}  // namespace

TEST_CASE("no acknowledged statement is lost, however often the server is killed") {
  const std::uint64_t seed = setting("CONCORDAT_SEED", std::random_device()());
  const std::uint64_t rounds = setting("CONCORDAT_KILL_ROUNDS", kRounds);
  MESSAGE("CONCORDAT_SEED=" << seed);
  std::mt19937_64 random(seed);
  std::size_t acknowledged = 0;
  std::size_t entries = 0;
  for (std::uint64_t round = 0; round < rounds;) {
    Life life(random);
    for (std::uint64_t at = 0; at < kRoundsPerRegistry && round < rounds; ++at, ++round) {
      INFO("round " << round);
      life.live_and_die();
      life.check_remains();
    }
    life.end();
    acknowledged += life.acknowledged();
    entries += life.entries();
  }
  MESSAGE(rounds << " kills, " << acknowledged << " statements acknowledged, " << entries
                 << " entries in the logs");
  // A server too slow to take anything would make all of the above true.
  CHECK(acknowledged > rounds);
}

}  // namespace concordat::fault
