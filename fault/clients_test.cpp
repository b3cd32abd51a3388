// The running program among hostile clients: it keeps within its memory and its descriptors, and a
// client that behaves is answered and acknowledged as if it were alone.
#include <memory>
#include <sstream>
#include <vector>

#include "fault/follower.hpp"
#include <doctest/doctest.h>

namespace concordat::fault {
namespace {

using net::TestClient;

// What a registry without hostile clients opens beside its connections is far less.
constexpr std::size_t kDescriptors = 256;
// Above what was there before the attack. The connections that fit take some ten megabytes; bodies
// and answers what the server allows them together, and a sanitizer as much again.
constexpr std::size_t kMoreMemory_kib = 600 * 1024;

using Crowd = std::vector<std::unique_ptr<TestClient>>;

std::size_t resident_kib(const Server& server) {
  std::istringstream status(read_whole("/proc/" + std::to_string(server.process()) + "/status"));
  for (std::string word; status >> word;) {
    if (word != "VmRSS:") continue;
    std::size_t kib = 0;
    status >> kib;
    return kib;
  }
  return 0;
}

std::string posting(std::size_t announced) {
  return "POST /v1/determinations HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
         "Content-Length: " +
         std::to_string(announced) + "\r\n\r\n";
}

// Files statements, asks, reads; on one connection that stays open.
class Behaved {
 public:
  Behaved(Home& home, std::uint16_t port) : home_(home), client_(port) {}

  void go_on() {
    for (int nth = 0; nth < 3; ++nth) {
      const std::string code = "D" + std::to_string(next_++);
      REQUIRE(file_statement(client_, home_.sign(economy(code))).status == 201);
      REQUIRE(client_.get("/v1/economies/" + code).status == 200);
      const auto answer = client_.ask(post("/v1/determinations", "application/json",
                                           R"({"market": "D0", "date": "2024-05-01"})"));
      REQUIRE(answer.status == 200);
    }
  }
  [[nodiscard]] int filed() const { return next_; }

 private:
  Home& home_;
  TestClient client_;
  int next_ = 0;
};

std::vector<std::string> serving_with_few_descriptors(const Home& home) {
  std::string command = "ulimit -n " + std::to_string(kDescriptors) + "; exec";
  for (const std::string& word : home.serving()) command += " '" + word + "'";
  return {"sh", "-c", command};
}

}  // namespace

TEST_CASE("crowds of idle, half and greedy clients: nobody else notices") {
  Home home;
  Server server(serving_with_few_descriptors(home), home.server_log());
  REQUIRE(server.listens());
  Behaved behaved(home, server.port());
  behaved.go_on();
  const std::size_t before_kib = resident_kib(server);
  REQUIRE(before_kib > 0);

  // More of each kind than the process may hold altogether.
  const std::string large(1'000'000, ' ');
  const std::string beginnings[] = {
      "",
      "GET /v1/economies HTTP/1.1\r\nX: ",
      posting(1'000) + "{",
      posting(15'000'000) + "[",
      "GET /openapi.json HTTP/1.1\r\nHost: test\r\n\r\n",
  };
  for (const std::string& beginning : beginnings) {
    Crowd crowd;
    for (std::size_t nth = 0; nth < 2 * kDescriptors; ++nth) {
      crowd.push_back(std::make_unique<TestClient>(server.port()));
      crowd.back()->write(beginning);
      if (nth % 64 == 0) behaved.go_on();
    }
    CHECK(resident_kib(server) < before_kib + kMoreMemory_kib);
    TestClient newcomer(server.port());
    CHECK(newcomer.get("/healthz").status == 200);
  }
  {
    Crowd sending;
    for (std::size_t nth = 0; nth < 24; ++nth) {
      sending.push_back(std::make_unique<TestClient>(server.port()));
      sending.back()->write(posting(15'000'000));
      for (int part = 0; part < 14; ++part) sending.back()->write(large);
      behaved.go_on();
      CHECK(resident_kib(server) < before_kib + kMoreMemory_kib);
    }
  }
  TestClient client(server.port());
  Follower follower(home.log_key());
  follower.follow(client);
  CHECK(follower.size() > static_cast<std::uint64_t>(behaved.filed()));
  CHECK(server.stop() == 0);
  CHECK(home.ask({"log", "check"}).status == 0);
}

TEST_CASE("bodies that nest without end, and lines without number, are refused by code") {
  Home home;
  Server server(home.serving(), home.server_log());
  REQUIRE(server.listens());
  TestClient client(server.port());
  REQUIRE(file_statement(client, home.sign(economy("N0"))).status == 201);
  const std::size_t deep = 1'000'000;
  std::string objects;
  for (std::size_t at = 0; at < deep; ++at) objects += R"({"a":)";
  for (const std::string& body : {std::string(deep, '['), objects}) {
    for (const std::string_view target : {"/v1/determinations", "/v1/statements"}) {
      const auto answer = client.ask(post(target, "application/json", body));
      CHECK(answer.status == 400);
      CHECK(code_in(answer.body) == "json.too-deep");
    }
  }
  std::string lines;
  for (int at = 0; at < 10'001; ++at) lines += "{}\n";
  for (const std::string_view target : {"/v1/determinations", "/v1/statements"}) {
    const auto answer = client.ask(post(target, "application/x-ndjson", lines));
    CHECK(code_in(answer.body) == "request.too-many-lines");
  }
  CHECK(file_statement(client, home.sign(economy("N1"))).status == 201);
  CHECK(server.stop() == 0);
}

}  // namespace concordat::fault
