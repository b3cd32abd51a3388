#include "adapters/net/http_server.hpp"

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "adapters/net/testing/test_client.hpp"

namespace concordat::net {
namespace {

// Echoes what it was asked, so that the tests see what arrived. "/slow" waits until `open` is
// called, "/throw" throws.
class Echo final : public http::Handler {
 public:
  http::Response handle(const http::Request& request, std::string /*memory*/) override {
    if (request.path == "/throw") throw std::runtime_error("as asked");
    if (request.path == "/slow") {
      ++waiting;
      opened.wait();
    }
    if (request.path == "/queued") ++waiting;
    if (request.path == "/empty") return {.status = 204};
    http::Response response;
    response.fields.add("X-Agent", std::string(request.header("user-agent")));
    response.fields.add("X-Peer", request.peer);
    response.body = std::string(request.method) + " " + std::string(request.path) + " ? " +
                    std::string(request.query) + " : " + std::string(request.body);
    return response;
  }
  bool slow(const http::Request& request) const override {
    return request.path == "/slow" || request.path == "/queued";
  }
  http::Response refuse(http::Refusal refusal) override {
    constexpr int kStatus[] = {400, 408, 413, 431, 500, 503, 505};
    return {.status = kStatus[static_cast<std::size_t>(refusal)], .body = "refused"};
  }

  std::promise<void> gate;
  std::shared_future<void> opened = gate.get_future().share();
  std::atomic<int> waiting{0};
};

struct Running {
  explicit Running(Options options = {}) {
    options.port = 0;
    auto listening = HttpServer::listen(options, echo);
    REQUIRE(listening.has_value());
    server = std::move(*listening);
  }
  Echo echo;
  std::unique_ptr<HttpServer> server;
};

void until(const std::function<bool()>& holds) {
  while (!holds()) std::this_thread::yield();
}

constexpr std::string_view kEnd = " HTTP/1.1\r\nHost: test\r\n\r\n";

}  // namespace

TEST_CASE("a kept connection is answered request after request") {
  Running running;
  TestClient client(running.server->port());
  for (const auto* target : {"/a", "/b?c=d&e", "/"}) {
    const auto answer = client.get(target);
    CHECK(answer.status == 200);
    CHECK(answer.field("Date").ends_with("GMT"));
    CHECK(answer.field("Connection").empty());
    CHECK(answer.field("X-Peer") == "127.0.0.1");
  }
  CHECK(client.get("/p%20q?x=1").body == "GET /p%20q ? x=1 : ");
  CHECK(client.get("http://elsewhere.example/p?x").body == "GET /p ? x : ");
}

TEST_CASE("pipelined requests are answered in their order") {
  Running running;
  TestClient client(running.server->port());
  std::string requests;
  for (int at = 0; at < 50; ++at) requests += "GET /" + std::to_string(at) + std::string(kEnd);
  REQUIRE(client.write(requests));
  for (int at = 0; at < 50; ++at) {
    CHECK(client.read().body == "GET /" + std::to_string(at) + " ?  : ");
  }
}

TEST_CASE("bodies arrive whole: by length, in chunks, in pieces") {
  Running running;
  TestClient client(running.server->port());
  CHECK(client.ask("POST /p HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello").body ==
        "POST /p ?  : hello");
  CHECK(client
            .ask("POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")
            .body == "POST /p ?  : hello");
  const std::string large(3'000'000, 'x');
  const std::string request = "POST /p HTTP/1.1\r\nContent-Length: 3000000\r\n\r\n" + large +
                              "GET /next" + std::string(kEnd);
  for (std::size_t at = 0; at < request.size(); at += 70'001) {
    REQUIRE(client.write(std::string_view(request).substr(at, 70'001)));
  }
  CHECK(client.read().body == "POST /p ?  : " + large);
  CHECK(client.read().body == "GET /next ?  : ");
  for (const char letter : std::string("GET /slowly") + std::string(kEnd)) {
    REQUIRE(client.write({&letter, 1}));
  }
  CHECK(client.read().body == "GET /slowly ?  : ");
}

TEST_CASE("a client that waits for 100 (Continue) hears it") {
  Running running;
  TestClient client(running.server->port());
  client.write("POST /p HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.read(true).status == 100);
  CHECK(client.ask("ok").body == "POST /p ?  : ok");
}

TEST_CASE("nothing of a request is left for the next, and fields behind a body are no fields") {
  Running running;
  TestClient client(running.server->port());
  const std::string large(100'000, 'b');
  const std::string fields = "User-Agent: first\r\nContent-Length: 100000\r\n\r\n";
  auto answer = client.ask("POST /echo HTTP/1.1\r\nHost: x\r\n" + fields + large);
  CHECK(answer.body.ends_with(large));
  CHECK(answer.field("X-Agent") == "first");
  answer = client.ask(
      "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "2\r\nhi\r\n0\r\nUser-Agent: late\r\n\r\n");
  CHECK(answer.body.ends_with("hi"));
  CHECK(answer.body.size() < 100);
  CHECK(answer.field("X-Agent").empty());
  answer = client.get("/echo");
  CHECK(answer.status == 200);
  CHECK_FALSE(answer.body.ends_with("hi"));
}

TEST_CASE("HEAD and 204 carry no body, and the connection goes on") {
  Running running;
  TestClient client(running.server->port());
  client.write("HEAD /h" + std::string(kEnd));
  const auto answer = client.read(true);
  CHECK(answer.status == 200);
  CHECK(answer.field("Content-Length") == std::to_string(std::string("HEAD /h ?  : ").size()));
  CHECK(client.get("/empty").status == 204);
  CHECK(client.get("/a").body == "GET /a ?  : ");
}

TEST_CASE("a client that asks to close is obeyed, and so is HTTP/1.0") {
  Running running;
  TestClient closing(running.server->port());
  CHECK(closing.ask("GET /a HTTP/1.1\r\nConnection: close\r\n\r\n").field("Connection") == "close");
  CHECK(closing.closed());
  TestClient old(running.server->port());
  CHECK(old.ask("GET /a HTTP/1.0\r\n\r\n").field("Connection") == "close");
  CHECK(old.closed());
  TestClient kept(running.server->port());
  CHECK(kept.ask("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").field("Connection") ==
        "keep-alive");
  CHECK(kept.ask("GET /a HTTP/1.0\r\n\r\n").status == 200);
}

TEST_CASE("what is no HTTP, or too large, is refused and the connection closed") {
  Options options;
  options.limits.body_bytes = 1000;
  Running running(options);
  const std::string many = "GET /a HTTP/1.1\r\nX: " + std::string(kMaxHeader_bytes, 'x');
  const std::pair<std::string, int> cases[] = {
      {"nonsense\r\n\r\n", 400},
      {"GET /a HTTP/2.7\r\n\r\n", 505},
      {"POST /a HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400},
      {"POST /a HTTP/1.1\r\nContent-Length: 1001\r\n\r\n" + std::string(1001, 'x'), 413},
      {"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n" + std::string(1024, 'x') +
           "\r\n0\r\n\r\n",
       413},
      {many + "\r\n\r\n", 431},
      {many + many, 431},
  };
  for (const auto& [octets, status] : cases) {
    CAPTURE(octets.substr(0, 60));
    TestClient client(running.server->port());
    const auto answer = client.ask(octets);
    CHECK(answer.status == status);
    CHECK(answer.field("Connection") == "close");
    CHECK(client.closed());
  }
  CHECK(TestClient(running.server->port()).get("/a").status == 200);
}

TEST_CASE("a request that does not end is told 408; a silent connection is closed") {
  Options options;
  options.limits.read_s = 1;
  options.limits.idle_s = 1;
  Running running(options);
  TestClient half(running.server->port());
  CHECK(half.ask("GET /a HTTP/1.1\r\nHost:").status == 408);
  CHECK(half.closed());
  TestClient silent(running.server->port());
  CHECK(silent.closed());
}

TEST_CASE("a slow request holds up nobody, and the queue is bounded") {
  Options options;
  options.io_threads = 1;
  options.workers = 1;
  options.limits.queue = 1;
  Running running(options);
  TestClient slow(running.server->port());
  slow.write("GET /slow" + std::string(kEnd));
  until([&] { return running.echo.waiting == 1; });
  TestClient quick(running.server->port());
  CHECK(quick.get("/a").status == 200);
  // One more fits the queue, so of two one is turned away, whichever comes second.
  TestClient first(running.server->port());
  TestClient second(running.server->port());
  std::atomic<int> refused{0};
  std::atomic<int> answered{0};
  const auto count = [&](TestClient& client) {
    const auto answer = client.get("/queued");
    if (answer.status == 503) ++refused;
    if (answer.status == 200) ++answered;
  };
  std::thread one([&] { count(first); });
  std::thread two([&] { count(second); });
  until([&] { return refused == 1; });
  CHECK(quick.get("/b").status == 200);
  CHECK(answered == 0);
  running.echo.gate.set_value();
  one.join();
  two.join();
  CHECK(refused == 1);
  CHECK(answered == 1);
  CHECK(slow.read().status == 200);
}

TEST_CASE("bodies share one room, and what does not fit is told so") {
  Options options;
  options.limits.bodies_bytes = 2000;
  options.limits.small_body_bytes = 100;
  Running running(options);
  TestClient large(running.server->port());
  CHECK(large.ask("POST /a HTTP/1.1\r\nContent-Length: 2001\r\n\r\n").status == 503);
  // The echo takes as much again as the body.
  TestClient half(running.server->port());
  CHECK(half.ask("POST /a HTTP/1.1\r\nContent-Length: 1200\r\n\r\n" + std::string(1200, 'x'))
            .status == 503);
  TestClient small(running.server->port());
  CHECK(small.ask("POST /a HTTP/1.1\r\nContent-Length: 40\r\n\r\n" + std::string(40, 'x')).status ==
        200);
}

TEST_CASE("beyond the limit of connections whoever is being answered stays") {
  Options options;
  options.io_threads = 1;
  options.limits.connections = 2;
  options.workers = 2;
  Running running(options);
  TestClient one(running.server->port());
  one.write("GET /slow" + std::string(kEnd));
  TestClient two(running.server->port());
  two.write("GET /slow" + std::string(kEnd));
  until([&] { return running.echo.waiting >= 2; });
  until([&] {
    TestClient three(running.server->port());
    return three.get("/a").status == 503;
  });
  running.echo.gate.set_value();
  CHECK(one.read().status == 200);
  CHECK(two.read().status == 200);
  CHECK(one.get("/a").status == 200);
}

TEST_CASE("a handler that throws costs one answer, not the server") {
  Running running;
  TestClient client(running.server->port());
  CHECK(client.get("/throw").status == 500);
  CHECK(client.get("/a").status == 200);
}

TEST_CASE("stop answers what is under way and closes the rest") {
  Running running;
  TestClient idle(running.server->port());
  CHECK(idle.get("/a").status == 200);
  TestClient busy(running.server->port());
  busy.write("GET /slow" + std::string(kEnd));
  until([&] { return running.echo.waiting == 1; });
  running.server->stop();
  CHECK(idle.closed());
  running.echo.gate.set_value();
  const auto answer = busy.read();
  CHECK(answer.status == 200);
  CHECK(answer.field("Connection") == "close");
  CHECK(busy.closed());
  running.server->wait();
  CHECK(running.server->connections() == 0);
}

TEST_CASE("many clients on several threads each get their own answers") {
  Running running;
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (int id = 0; id < 8; ++id) {
    threads.emplace_back([&, id] {
      TestClient client(running.server->port());
      for (int at = 0; at < 100; ++at) {
        const std::string target = "/" + std::to_string(id) + "/" + std::to_string(at);
        const std::string path = at % 10 == 0 ? "/queued" : target;
        if (client.get(path + "?" + target).body == "GET " + path + " ? " + target + " : ") ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 800);
}

TEST_CASE("an address that is none, or is taken, is refused with its reason") {
  Echo echo;
  const auto nowhere = HttpServer::listen({.address = "here"}, echo);
  REQUIRE_FALSE(nowhere.has_value());
  CHECK(nowhere.error().code == "net.address");
  Running running;
  const auto taken = HttpServer::listen({.port = running.server->port()}, echo);
  REQUIRE_FALSE(taken.has_value());
  CHECK(taken.error().code == "net.listen");
  CHECK_FALSE(taken.error().arguments.front().second.empty());
}

}  // namespace concordat::net
