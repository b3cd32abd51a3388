// Clients that are slow, half dead, greedy or many; and beside them one that behaves, whose every
// request is answered. Nothing here is timed: what must happen happens, however long it takes.
#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "adapters/net/descriptors.hpp"
#include "adapters/net/http_server.hpp"
#include "adapters/net/testing/test_client.hpp"

namespace concordat::net {
namespace {

constexpr std::size_t kLarge_bytes = 1'000'000;
constexpr std::size_t kHuge_bytes = 24 * kLarge_bytes;
// No deadline of the server's may pass while a test runs, on however slow a machine.
constexpr std::uint32_t kNever_s = 24 * 60 * 60;

// "/large" answers with a megabyte, "/huge" with more than systems hold for a client; anything else
// says back how much it was sent.
class Counter final : public http::Handler {
 public:
  http::Response handle(const http::Request& request, std::string /*memory*/) override {
    if (request.path == "/huge") return {.body = std::string(kHuge_bytes, 'x')};
    if (request.path == "/large") return {.body = std::string(kLarge_bytes, 'x')};
    return {.body = std::string(request.path) + " " + std::to_string(request.body.size())};
  }
  bool slow(const http::Request& request) const override { return request.path == "/worker"; }
  http::Response refuse(http::Refusal refusal) override {
    constexpr int kStatus[] = {400, 408, 413, 431, 500, 503, 505};
    return {.status = kStatus[static_cast<std::size_t>(refusal)], .body = "refused"};
  }
};

struct Attacked {
  explicit Attacked(Options options = {}) {
    options.port = 0;
    options.limits.idle_s = kNever_s;
    options.limits.read_s = kNever_s;
    options.limits.write_s = kNever_s;
    auto listening = HttpServer::listen(options, handler);
    REQUIRE(listening.has_value());
    server = std::move(*listening);
  }
  [[nodiscard]] std::uint16_t port() const { return server->port(); }
  Counter handler;
  std::unique_ptr<HttpServer> server;
};

using Crowd = std::vector<std::unique_ptr<TestClient>>;

Crowd crowd_of(std::size_t count, std::uint16_t port) {
  Crowd crowd;
  for (std::size_t at = 0; at < count; ++at) crowd.push_back(std::make_unique<TestClient>(port));
  return crowd;
}

void until(const std::function<bool()>& holds) {
  while (!holds()) std::this_thread::yield();
}

std::string posting(std::string_view path, std::size_t announced) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(announced) + "\r\n\r\n";
}

// Asks twenty times on one kept connection, every way of being answered.
void check_behaved(TestClient& client) {
  for (int nth = 0; nth < 20; ++nth) {
    const std::string path = nth % 2 == 0 ? "/worker" : "/" + std::to_string(nth);
    REQUIRE(client.get(path).body == path + " 0");
    REQUIRE(client.ask(posting(path, 5) + "hello").body == path + " 5");
  }
}

}  // namespace

TEST_CASE("heads and bodies that come octet by octet hold up nobody") {
  Attacked attacked({.io_threads = 1});
  const std::string request = posting("/slow", 40) + std::string(40, 'b');
  Crowd slow = crowd_of(60, attacked.port());
  TestClient behaved(attacked.port());
  for (std::size_t at = 0; at < request.size(); ++at) {
    for (auto& client : slow) REQUIRE(client->write(std::string_view(request).substr(at, 1)));
    if (at % 20 == 0) check_behaved(behaved);
  }
  for (auto& client : slow) CHECK(client->read().body == "/slow 40");
  check_behaved(behaved);
}

TEST_CASE("a client may go at every octet of its request") {
  Attacked attacked({.io_threads = 1});
  const std::string requests[] = {
      posting("/p", 12) + "hello, world",
      "GET /a?b=c HTTP/1.1\r\nHost: test\r\nAccept: */*\r\n\r\n",
      "POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: u\r\n\r\n",
      "POST /p HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nok",
      "GET /1 HTTP/1.1\r\n\r\nGET /worker HTTP/1.1\r\n\r\nGET /large HTTP/1.1\r\n\r\n"};
  TestClient behaved(attacked.port());
  for (const std::string& request : requests) {
    for (std::size_t size = 0; size <= request.size(); ++size) {
      TestClient leaving(attacked.port());
      leaving.write(std::string_view(request).substr(0, size));
      if (size % 2 == 0) {
        leaving.close();
      } else {
        leaving.vanish();
      }
      if (size % 16 == 0) REQUIRE(behaved.get("/still").body == "/still 0");
    }
  }
  check_behaved(behaved);
  until([&] { return attacked.server->connections() == 1; });
}

TEST_CASE("octets that are no request at all end the connection that sent them, and no other") {
  Attacked attacked;
  TestClient behaved(attacked.port());
  std::uint32_t state = 1;
  for (int round = 0; round < 200; ++round) {
    std::string noise;
    for (int at = 0; at < 300; ++at) {
      state = state * 1'664'525 + 1'013'904'223;
      noise.push_back(static_cast<char>(state >> 24));
    }
    TestClient client(attacked.port());
    client.write(round % 3 == 0 ? "GET " + noise : noise);
    client.close();
  }
  for (const std::string_view twofold :
       {"POST /a HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /a HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "POST /a HTTP/1.1\r\nContent-Length: 18446744073709551616\r\n\r\n",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n",
        "GET /a HTTP/1.1\r\nA: b\r\n C: d\r\nE\x01: f\r\n\r\n"}) {
    CAPTURE(twofold);
    TestClient client(attacked.port());
    CHECK(client.ask(twofold).status == 400);
    CHECK(client.closed());
  }
  check_behaved(behaved);
}

TEST_CASE("requests by the thousand in one go, and nobody to read the answers") {
  Attacked attacked({.io_threads = 1});
  TestClient behaved(attacked.port());
  TestClient flood(attacked.port());
  std::thread sender([&] {
    std::string requests;
    for (int nth = 0; nth < 5'000; ++nth) {
      requests += "GET /" + std::to_string(nth) + " HTTP/1.1\r\nHost: test\r\n\r\n";
    }
    flood.write(requests);
  });
  check_behaved(behaved);
  for (int nth = 0; nth < 5'000; ++nth) {
    REQUIRE(flood.read().body == "/" + std::to_string(nth) + " 0");
  }
  sender.join();
  check_behaved(behaved);
}

TEST_CASE("idle connections without end: the longest idle give way, the busy one does not notice") {
  constexpr std::size_t kConnections = 64;
  for (const std::string_view begun : {"", "GET /half HTTP/1.1\r\nHost:",
                                       "POST /half HTTP/1.1\r\n"
                                       "Content-Length: 100\r\n\r\nhalf"}) {
    Options options;
    options.limits.connections = kConnections;
    Attacked attacked(options);
    TestClient behaved(attacked.port());
    check_behaved(behaved);
    Crowd idle;
    for (int round = 0; round < 20; ++round) {
      for (int nth = 0; nth < 20; ++nth) {
        idle.push_back(std::make_unique<TestClient>(attacked.port()));
        idle.back()->write(begun);
      }
      // Whoever comes after them is let in after them: so a server that is slow to let them in does
      // not find them all at once, and the busy one idle longest.
      CHECK(TestClient(attacked.port()).get("/next").body == "/next 0");
      check_behaved(behaved);
    }
    CHECK(TestClient(attacked.port()).get("/new").body == "/new 0");
    until([&] { return attacked.server->connections() <= kConnections; });
    CHECK(idle.front()->closed());
    check_behaved(behaved);
  }
}

TEST_CASE("large bodies that are announced and never sent keep nobody out") {
  Options options;
  options.limits.bodies_bytes = 4 * kLarge_bytes;
  Attacked attacked(options);
  Crowd announcing = crowd_of(40, attacked.port());
  for (auto& client : announcing) REQUIRE(client->write(posting("/p", 3 * kLarge_bytes)));
  TestClient behaved(attacked.port());
  check_behaved(behaved);
  const std::string body(2 * kLarge_bytes, 'b');
  CHECK(behaved.ask(posting("/p", body.size()) + body).body ==
        "/p " + std::to_string(2 * kLarge_bytes));
  // Those that are sent fill the room. What comes then is told so, and small questions go on.
  std::size_t full = 0;
  for (auto& client : announcing) {
    full += client->write(std::string(kLarge_bytes, 'b')) ? 1U : 0U;
    check_behaved(behaved);
  }
  CHECK(full > 0);
  TestClient large(attacked.port());
  until([&] {
    TestClient another(attacked.port());
    return another.ask(posting("/p", 2 * kLarge_bytes) + body).status == 503;
  });
  check_behaved(behaved);
}

TEST_CASE("answers that nobody reads take no more room than there is") {
  Options options;
  options.limits.bodies_bytes = 8 * kLarge_bytes;
  Attacked attacked(options);
  Crowd greedy = crowd_of(40, attacked.port());
  for (auto& client : greedy) REQUIRE(client->write("GET /large HTTP/1.1\r\nHost: test\r\n\r\n"));
  TestClient behaved(attacked.port());
  check_behaved(behaved);
  std::size_t answered = 0;
  std::size_t refused = 0;
  for (auto& client : greedy) {
    const auto answer = client->read();
    if (answer.status == 200 && answer.body.size() == kLarge_bytes) ++answered;
    if (answer.status == 503) ++refused;
  }
  CHECK(answered + refused == greedy.size());
  CHECK(answered >= 8);
  check_behaved(behaved);
}

TEST_CASE("answers that nobody takes give way to who comes, and those that are taken do not") {
  constexpr std::size_t kConnections = 8;
  // Room is made in the loop of who comes. Of one loop alone can be said who has waited longest.
  Options options{.io_threads = 1};
  options.limits.connections = kConnections;
  options.limits.bodies_bytes = 4 * kConnections * kHuge_bytes;
  Attacked attacked(options);
  TestClient behaved(attacked.port());
  Crowd greedy;
  for (std::size_t nth = 0; nth < 3 * kConnections; ++nth) {
    greedy.push_back(std::make_unique<TestClient>(attacked.port()));
    greedy.back()->write("GET /huge HTTP/1.1\r\nHost: test\r\n\r\n");
    if (nth % 4 == 0) {
      CHECK(behaved.get("/large").body.size() == kLarge_bytes);
      check_behaved(behaved);
      CHECK(TestClient(attacked.port()).get("/new").body == "/new 0");
    }
  }
  std::size_t whole = 0;
  for (auto& client : greedy) whole += client->read().body.size() == kHuge_bytes ? 1U : 0U;
  CHECK(whole < kConnections);
}

TEST_CASE("connections leave descriptors for the store") {
  CHECK(connections_within_limit(1) == 1);
  const std::size_t most = connections_within_limit(std::size_t{1} << 40);
  CHECK(most >= 1);
  CHECK(most < std::size_t{1} << 40);
}

}  // namespace concordat::net
