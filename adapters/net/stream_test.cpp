// Answers that come piece by piece.
#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>

#include <doctest/doctest.h>

#include "adapters/net/http_server.hpp"
#include "adapters/net/testing/test_client.hpp"

namespace concordat::net {
namespace {

using Step = http::Stream::Step;

// Counts to `last` in lines; then ends as it is told to.
class Count final : public http::Stream {
 public:
  Count(int last, Step then, std::atomic<int>& asked) : last_(last), then_(then), asked_(asked) {}
  Step next(std::string& piece) override {
    ++asked_;
    if (at_ == last_) return then_;
    if (then_ == Step::kWait && at_ == 1 && !waited_) {
      waited_ = true;
      return Step::kWait;
    }
    piece = std::to_string(at_++) + "\n";
    if (at_ == 2) piece.clear();  // an empty piece ends nothing
    return Step::kPiece;
  }

 private:
  int at_ = 0;
  int last_;
  Step then_;
  bool waited_ = false;
  std::atomic<int>& asked_;
};

// As large as the reader lets it be.
class Endless final : public http::Stream {
 public:
  explicit Endless(std::atomic<int>& asked) : asked_(asked) {}
  Step next(std::string& piece) override {
    ++asked_;
    piece.assign(64 * 1024, 'x');
    return Step::kPiece;
  }

 private:
  std::atomic<int>& asked_;
};

class Broken final : public http::Stream {
 public:
  Step next(std::string& piece) override {
    if (sent_) throw std::runtime_error("as asked");
    sent_ = true;
    piece = "a piece";
    return Step::kPiece;
  }

 private:
  bool sent_ = false;
};

// Nothing, until it is let go.
class Gate final : public http::Stream {
 public:
  explicit Gate(std::atomic<bool>& open) : open_(open) {}
  Step next(std::string&) override { return open_ ? Step::kEnd : Step::kWait; }

 private:
  std::atomic<bool>& open_;
};

class Streaming final : public http::Handler {
 public:
  http::Response handle(const http::Request& request, std::string /*memory*/) override {
    http::Response response;
    response.fields.add("Content-Type", "text/plain");
    if (request.path == "/count") {
      response.stream = std::make_shared<Count>(5, Step::kEnd, asked);
    } else if (request.path == "/none") {
      response.stream = std::make_shared<Count>(0, Step::kEnd, asked);
    } else if (request.path == "/cut") {
      response.stream = std::make_shared<Count>(3, Step::kBroken, asked);
    } else if (request.path == "/throw") {
      response.stream = std::make_shared<Broken>();
    } else if (request.path == "/wait") {
      response.stream = std::make_shared<Count>(5, Step::kWait, asked);
    } else if (request.path == "/gate") {
      response.stream = std::make_shared<Gate>(open);
    } else if (request.path == "/endless") {
      response.stream = std::make_shared<Endless>(asked);
    } else {
      response.body = "whole";
    }
    return response;
  }
  bool slow(const http::Request&) const override { return false; }
  http::Response refuse(http::Refusal refusal) override {
    const bool full = refusal == http::Refusal::kOverloaded;
    return {.status = full ? 503 : 400, .body = "refused"};
  }
  std::atomic<int> asked{0};
  std::atomic<bool> open{false};
};

struct Running {
  explicit Running(Options options = {}) {
    options.port = 0;
    auto listening = HttpServer::listen(options, handler);
    REQUIRE(listening.has_value());
    server = std::move(*listening);
  }
  Streaming handler;
  std::unique_ptr<HttpServer> server;
};

}  // namespace

TEST_CASE("a stream arrives in chunks, and the connection is kept behind it") {
  Running running;
  TestClient client(running.server->port());
  const auto counted = client.get("/count");
  CHECK(counted.status == 200);
  CHECK(counted.field("Transfer-Encoding") == "chunked");
  CHECK(counted.field("Content-Length").empty());
  CHECK(counted.body == "0\n2\n3\n4\n");
  CHECK(counted.whole);
  CHECK(client.get("/none").body.empty());
  CHECK(client.get("/whole").body == "whole");
}

TEST_CASE("HEAD asks nothing of a stream, and HTTP/1.0 gets it up to the connection's end") {
  Running running;
  TestClient client(running.server->port());
  client.write("HEAD /count HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK(client.read(true).status == 200);
  CHECK(running.handler.asked == 0);
  CHECK(client.get("/whole").body == "whole");
  TestClient old(running.server->port());
  old.write("GET /count HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  CHECK(old.read_until("4\n").ends_with("\r\n\r\n0\n2\n3\n4\n"));
  CHECK(old.closed());
}

TEST_CASE("a stream that cannot be finished does not look whole") {
  Running running;
  for (const auto* target : {"/cut", "/throw"}) {
    TestClient client(running.server->port());
    const auto cut = client.get(target);
    CHECK(cut.status == 200);
    CHECK_FALSE(cut.whole);
    CHECK(client.closed());
  }
}

TEST_CASE("a stream with nothing to send is asked again later, and ends with the server") {
  Running running;
  TestClient client(running.server->port());
  client.write("GET /wait HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK_FALSE(client.read_until("4\n").empty());
  TestClient other(running.server->port());
  CHECK(other.get("/whole").status == 200);
  running.server->stop();
  running.server->wait();
  CHECK(client.closed());
}

TEST_CASE("beyond the limit of streams one is told to come later, and gets in when another ends") {
  Options options;
  options.limits.streams = 1;
  Running running(options);
  TestClient first(running.server->port());
  first.write("GET /gate HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK_FALSE(first.read_until("\r\n\r\n").empty());
  CHECK(TestClient(running.server->port()).get("/count").status == 503);
  CHECK(TestClient(running.server->port()).get("/whole").status == 200);
  running.handler.open = true;
  CHECK(first.read_until("0\r\n\r\n") == "0\r\n\r\n");
  // It is counted out a moment after its last chunk.
  int status = 0;
  while (status != 200) status = TestClient(running.server->port()).get("/count").status;
}

TEST_CASE("who takes nothing of a stream is let go, and holds one piece until then") {
  Options options;
  options.limits.write_s = 1;
  options.io_threads = 1;
  Running running(options);
  TestClient slow(running.server->port());
  slow.write("GET /endless HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK_FALSE(slow.read_until("x").empty());
  while (running.server->connections() > 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  const int asked = running.handler.asked;
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK(running.handler.asked == asked);
  TestClient other(running.server->port());
  CHECK(other.get("/whole").status == 200);
}

}  // namespace concordat::net
