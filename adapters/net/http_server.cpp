// Everything that sees Asio and Beast.
//
// Ownership: `Parts` owns the loops, the workers and the acceptor. A connection lives as long as
// its coroutine; its loop knows it by pointer while it lives. On the way down the acceptor closes
// first, then the connections end, then the loops, then the workers, and the contexts go last,
// because coroutine frames live in them.
#include "adapters/net/http_server.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <exception>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <sched.h>

#include "adapters/net/connection.hpp"
#include "adapters/net/descriptors.hpp"
#include "adapters/net/incoming.hpp"
#include "adapters/net/response_head.hpp"
#include "adapters/net/tls.hpp"
#include "adapters/net/workers.hpp"

namespace concordat::net {
namespace {

// After a refusal, so many reads are thrown away before closing: closing with octets unread makes
// the kernel reset the connection, and the refusal may be lost with it.
constexpr int kLingerReads = 64;
constexpr std::uint64_t kLinger_s = 2;
// Connections being refused at once; more are closed without a word.
constexpr std::size_t kMostRefused = 64;
// The pause after a failed accept (out of file descriptors, mostly).
constexpr auto kAcceptPause = std::chrono::milliseconds(100);
// How soon a renewed certificate is shown.
constexpr std::uint64_t kRenew_s = 10;
// How long a stream that has nothing to send, or found no worker, is left alone.
constexpr auto kStreamPause = std::chrono::milliseconds(250);
constexpr std::string_view kChunkEnd = "\r\n";
constexpr std::string_view kLastChunk = "0\r\n\r\n";
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

// Goes down when the coroutine that holds it ends or is destroyed, whichever way.
struct Counted {
  std::atomic<std::size_t>& count;
  ~Counted() { --count; }
};

// Two loops on one core would only take turns.
unsigned io_threads(unsigned wanted) {
  if (wanted > 0) return wanted;
  cpu_set_t usable;
  CPU_ZERO(&usable);
  if (sched_getaffinity(0, sizeof usable, &usable) != 0) return 1;
  return std::clamp(static_cast<unsigned>(CPU_COUNT(&usable)), 1U, kMaxIoThreads);
}

}  // namespace

class HttpServer::Parts {
 public:
  Parts(const Options& options, http::Handler& handler)
      : limits_(options.limits),
        tls_(options.tls),
        handler_(handler),
        workers_(std::max(1U, options.workers), options.limits.queue),
        acceptor_(accepting_) {
    for (unsigned at = 0; at < io_threads(options.io_threads); ++at) {
      loops_.push_back(std::make_unique<Loop>());
    }
  }
  ~Parts() {
    stop();
    wait();
  }

  Status listen(const Options& options);
  void stop();
  void wait();
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::size_t connections() const { return open_.load(); }

 private:
  Task<void> accept();
  Task<void> sweep(Loop& loop);
  Task<void> serve(Loop& loop, Socket socket, bool admitted);
  Task<bool> answer_one(Connection& connection);
  Task<Received> receive(Connection& connection, RequestParser& parser, Incoming& incoming);
  Task<void> respond_in_worker(Connection& connection);
  Task<bool> in_worker(Connection& connection, std::function<void()> job);
  template <class Octets>
  Task<bool> write(Connection& connection, Octets octets);
  Task<bool> send(Connection& connection, const http::Response& response, bool with_body);
  Task<bool> send_stream(Connection& connection, const Framing& framing);
  Task<http::Stream::Step> next_piece(Connection& connection, http::Stream& stream,
                                      std::string& piece);
  Task<bool> send_piece(Connection& connection, const std::string& piece, bool chunked);
  Task<bool> refuse(Connection& connection, http::Refusal refusal);
  void handle(Connection& connection) noexcept;

  const Limits limits_;
  const std::shared_ptr<Tls> tls_;  // null: octets go as they are
  http::Handler& handler_;
  std::atomic<std::size_t> open_{0};
  std::atomic<std::size_t> bodies_{0};  // octets
  std::atomic<std::size_t> streams_{0};
  std::atomic<bool> stopping_{false};
  std::vector<std::unique_ptr<Loop>> loops_;
  asio::io_context accepting_{1};
  Workers workers_;
  Acceptor acceptor_;  // the accepting thread alone
  std::vector<std::thread> threads_;
  std::uint16_t port_ = 0;
};

Status HttpServer::Parts::listen(const Options& options) {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) {
    return fail({.code = "net.address", .place = "address", .expected = "an IPv4 or IPv6 address"});
  }
  const Tcp::endpoint endpoint(address, options.port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(Tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (!error) port_ = acceptor_.local_endpoint(error).port();
  if (error) return fail({.code = "net.listen", .arguments = {{"reason", error.message()}}});

  asio::co_spawn(accepting_, accept(), asio::detached);
  for (auto& loop : loops_) asio::co_spawn(loop->context, sweep(*loop), asio::detached);
  try {
    for (auto& loop : loops_) threads_.emplace_back([&loop] { loop->context.run(); });
    threads_.emplace_back([this] { accepting_.run(); });
  } catch (const std::system_error& failure) {
    return fail({.code = "net.threads", .arguments = {{"reason", failure.what()}}});
  }
  return {};
}

void HttpServer::Parts::stop() {
  if (stopping_.exchange(true)) return;
  asio::post(accepting_, [this] {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
  });
  for (auto& owned : loops_) {
    Loop& loop = *owned;
    asio::post(loop.context, [this, &loop] {
      loop.stopping = true;
      loop.sweep.cancel();
      for (Connection* connection : loop.connections) {
        if (connection->idle) {
          boost::system::error_code ignored;
          connection->socket.close(ignored);
        } else if (connection->deadline == kNever) {
          connection->expire_after(limits_.grace_s);
        }
      }
    });
  }
}

void HttpServer::Parts::wait() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

Task<void> HttpServer::Parts::accept() {
  std::size_t next = 0;
  Timer pause(accepting_);
  while (!stopping_) {
    Loop& loop = *loops_[next];
    next = (next + 1) % loops_.size();
    boost::system::error_code error;
    Socket socket = co_await acceptor_.async_accept(loop.context.get_executor(),
                                                    asio::redirect_error(kUse, error));
    if (stopping_) break;
    if (error) {
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(asio::redirect_error(kUse, error));
      continue;
    }
    if (open_.load() >= limits_.connections + kMostRefused) continue;
    const bool admitted = open_.fetch_add(1) < limits_.connections;
    asio::co_spawn(loop.context, serve(loop, std::move(socket), admitted), asio::detached);
  }
}

Task<void> HttpServer::Parts::sweep(Loop& loop) {
  std::uint64_t grace_ends = kNever;
  for (;;) {
    loop.date = http_date(std::time(nullptr));
    boost::system::error_code error;
    loop.sweep.expires_after(std::chrono::seconds(1));
    if (loop.stopping && loop.connections.empty()) break;
    co_await loop.sweep.async_wait(asio::redirect_error(kUse, error));
    if (!error) ++loop.tick;
    if (tls_ && &loop == loops_.front().get() && loop.tick % kRenew_s == 0) tls_->renew();
    if (loop.stopping && grace_ends == kNever) grace_ends = loop.tick + limits_.grace_s;
    for (Connection* connection : loop.connections) {
      if (connection->deadline > loop.tick && grace_ends > loop.tick) continue;
      connection->expired = true;
      connection->deadline = kNever;
      boost::system::error_code ignored;
      connection->socket.cancel(ignored);
    }
    // A worker that does not come back must not hold up the way down.
    if (grace_ends != kNever && loop.tick > grace_ends + 1) break;
  }
  loop.context.stop();
}

Task<void> HttpServer::Parts::serve(Loop& loop, Socket socket, bool admitted) {
  const Counted counted{open_};
  boost::system::error_code error;
  socket.set_option(Tcp::no_delay(true), error);
  Connection connection(loop, std::move(socket));
  if (!admitted && !make_room(connection)) {
    // Where a handshake comes first, there is no room for one.
    if (!tls_) co_await refuse(connection, http::Refusal::kOverloaded);
  } else if (!tls_ || co_await begin_tls(connection, tls_->context(), limits_.read_s)) {
    while (!loop.stopping && co_await answer_one(connection)) {
    }
    if (connection.secured) co_await end_tls(connection, kLinger_s);
  }
  connection.socket.shutdown(Tcp::socket::shutdown_both, error);
  connection.socket.close(error);
  if (loop.stopping && loop.connections.size() == 1) loop.sweep.cancel();
}

// True when another request may follow.
Task<bool> HttpServer::Parts::answer_one(Connection& connection) {
  RequestParser parser(connection.received);
  parser.eager(true);
  parser.header_limit(static_cast<std::uint32_t>(kMaxHeader_bytes));
  parser.body_limit(limits_.body_bytes);
  Incoming incoming{.room = {bodies_, {limits_.bodies_bytes, limits_.small_body_bytes}}};
  connection.turn = ++connection.loop.turns;
  const Received received = co_await receive(connection, parser, incoming);
  connection.turn = 0;
  if (received == Received::kNothing) co_return false;
  if (received == Received::kRefused) co_return co_await refuse(connection, incoming.refusal);
  connection.received.request.client = connection.client;
  http::Response& response = connection.response;
  if (handler_.slow(parser.request())) {
    co_await respond_in_worker(connection);
  } else {
    handle(connection);
  }
  if (!incoming.room.take(parser.received_bytes() + response.body.size())) {
    co_return co_await refuse(connection, http::Refusal::kOverloaded);
  }
  const bool keep = parser.keep_alive() && !connection.loop.stopping;
  const bool with_body = has_body(response.status, parser.request().method);
  const bool old = parser.version() < 11;
  // Without a length and without chunks the end of the connection is the end of the body.
  const bool unframed = response.stream != nullptr && old;
  const Framing framing{.close = !keep || unframed,
                        .keep_alive_stated = old,
                        .chunked = response.stream != nullptr && !old,
                        .date = connection.loop.date};
  if (response.stream && with_body) {
    const bool whole = co_await send_stream(connection, framing);
    response.stream.reset();
    co_return whole&& keep && !unframed;
  }
  write_head(connection.head, response, framing);
  const bool sent = co_await send(connection, response, with_body);
  connection.forget_large();
  co_return sent&& keep;
}

Task<Received> HttpServer::Parts::receive(Connection& connection, RequestParser& parser,
                                          Incoming& incoming) {
  connection.idle = connection.buffer.size() == 0;
  connection.expire_after(connection.idle ? limits_.idle_s : limits_.read_s);
  bool continued = false;
  boost::system::error_code error;
  for (;;) {
    while (connection.buffer.size() > 0) {
      const auto used = parser.put(connection.buffer.data(), error);
      connection.buffer.consume(used);
      if (error == boost::beast::http::error::need_more) break;
      if (error) {
        incoming.refusal = refusal_of(error);
        co_return Received::kRefused;
      }
      if (parser.is_header_done() && !fits(incoming.room, parser)) {
        incoming.refusal = http::Refusal::kOverloaded;
        co_return Received::kRefused;
      }
      if (parser.is_done()) {
        connection.deadline = kNever;
        co_return Received::kRequest;
      }
      if (used == 0) break;
    }
    if (parser.is_done()) co_return Received::kRequest;
    if (parser.is_header_done() && !continued) {
      continued = true;
      if (parser.expects_continue()) {
        if (!co_await write(connection, asio::buffer(kContinue))) co_return Received::kNothing;
        connection.expire_after(limits_.read_s);
      }
    }
    if (connection.buffer.size() == connection.buffer.max_size()) {
      incoming.refusal = http::Refusal::kHeaderTooLarge;
      co_return Received::kRefused;
    }
    const auto room =
        connection.buffer.prepare(connection.buffer.max_size() - connection.buffer.size());
    std::size_t count = 0;
    if (connection.secured) {
      count = co_await connection.secured->stream.async_read_some(
          room, asio::redirect_error(kUse, error));
    } else {
      count = co_await connection.socket.async_read_some(room, asio::redirect_error(kUse, error));
    }
    if (error) {
      incoming.refusal = http::Refusal::kTimeout;
      const bool told = connection.expired && !connection.idle;
      co_return told ? Received::kRefused : Received::kNothing;
    }
    connection.buffer.commit(count);
    if (connection.idle) {
      connection.idle = false;
      connection.expire_after(limits_.read_s);
    }
  }
}

Task<void> HttpServer::Parts::respond_in_worker(Connection& connection) {
  std::function<void()> job = [this, &connection] { handle(connection); };
  if (!co_await in_worker(connection, std::move(job))) {
    connection.response = handler_.refuse(http::Refusal::kOverloaded);
  }
}

// The answer to the request received, into the connection.
void HttpServer::Parts::handle(Connection& connection) noexcept {
  http::Response& response = connection.response;
  try {
    response.body.clear();
    response = handler_.handle(connection.received.request, std::move(response.body));
  } catch (const std::exception&) {
    response = handler_.refuse(http::Refusal::kInternal);
  }
}

// Runs the job on a worker and resumes on the connection's own thread. False when the queue is
// full.
Task<bool> HttpServer::Parts::in_worker(Connection& connection, std::function<void()> job) {
  auto initiate = [this, &connection, &job](auto completion) {
    auto shared = std::make_shared<decltype(completion)>(std::move(completion));
    const Executor executor = connection.loop.context.get_executor();
    auto resume = [shared, executor](bool taken) {
      asio::post(executor, [shared, taken] { std::move (*shared)(taken); });
    };
    auto work = asio::make_work_guard(executor);
    std::function<void()> run = [resume, work, job = std::move(job)] {
      job();
      resume(true);
    };
    if (!workers_.post(std::move(run))) resume(false);
  };
  co_return co_await asio::async_initiate<const Token, void(bool)>(std::move(initiate), kUse);
}

// All of it; false when the client went or took too long.
template <class Octets>
Task<bool> HttpServer::Parts::write(Connection& connection, Octets octets) {
  constexpr std::size_t kAtOnce_bytes = std::size_t{64} * 1024;
  connection.expire_after(limits_.write_s);
  boost::system::error_code error;
  const auto go_on = [&connection](const boost::system::error_code& failed, std::size_t /*sent*/) {
    connection.turn = ++connection.loop.turns;
    return failed ? std::size_t{0} : kAtOnce_bytes;
  };
  if (connection.secured) {
    co_await asio::async_write(connection.secured->stream, octets, go_on,
                               asio::redirect_error(kUse, error));
  } else {
    co_await asio::async_write(connection.socket, octets, go_on, asio::redirect_error(kUse, error));
  }
  connection.turn = 0;
  connection.deadline = kNever;
  co_return !error;
}

Task<bool> HttpServer::Parts::send(Connection& connection, const http::Response& response,
                                   bool with_body) {
  const std::array<asio::const_buffer, 2> octets{
      asio::buffer(connection.head),
      with_body ? asio::buffer(response.body) : asio::const_buffer()};
  return write(connection, octets);
}

// The head and then piece after piece (RFC 9112, 7.1); false when it did not come to its end.
Task<bool> HttpServer::Parts::send_stream(Connection& connection, const Framing& framing) {
  const bool room = streams_.fetch_add(1) < limits_.streams;
  const Counted counted{streams_};
  if (!room) co_return co_await refuse(connection, http::Refusal::kOverloaded);
  const std::shared_ptr<http::Stream> stream = connection.response.stream;
  write_head(connection.head, connection.response, framing);
  bool sent = co_await send(connection, connection.response, false);
  std::string piece;
  Timer pause(connection.loop.context);
  while (sent) {
    // What is cut short now must not look whole: no last chunk.
    if (connection.loop.stopping) co_return false;
    piece.clear();
    const http::Stream::Step step = co_await next_piece(connection, *stream, piece);
    if (step == http::Stream::Step::kBroken) co_return false;
    if (step == http::Stream::Step::kEnd) break;
    if (step == http::Stream::Step::kWait) {
      boost::system::error_code ignored;
      pause.expires_after(kStreamPause);
      co_await pause.async_wait(asio::redirect_error(kUse, ignored));
    } else if (!piece.empty()) {
      sent = co_await send_piece(connection, piece, framing.chunked);
    }
  }
  if (!sent || !framing.chunked) co_return sent;
  co_return co_await write(connection, asio::buffer(kLastChunk));
}

// Asked of the stream by a worker; kWait when none is free.
Task<http::Stream::Step> HttpServer::Parts::next_piece(Connection& connection, http::Stream& stream,
                                                       std::string& piece) {
  http::Stream::Step step = http::Stream::Step::kWait;
  std::function<void()> job = [&] {
    try {
      step = stream.next(piece);
    } catch (const std::exception&) {
      step = http::Stream::Step::kBroken;
    }
  };
  co_await in_worker(connection, std::move(job));
  co_return step;
}

Task<bool> HttpServer::Parts::send_piece(Connection& connection, const std::string& piece,
                                         bool chunked) {
  connection.head = chunked ? chunk_head(piece.size()) : std::string();
  const std::array<asio::const_buffer, 3> octets{
      asio::buffer(connection.head), asio::buffer(piece),
      chunked ? asio::buffer(kChunkEnd) : asio::const_buffer()};
  return write(connection, octets);
}

// False: nothing follows.
Task<bool> HttpServer::Parts::refuse(Connection& connection, http::Refusal refusal) {
  const http::Response response = handler_.refuse(refusal);
  connection.idle = false;
  write_head(connection.head, response, {.close = true, .date = connection.loop.date});
  if (!co_await send(connection, response, true)) co_return false;
  boost::system::error_code error;
  connection.socket.shutdown(Tcp::socket::shutdown_send, error);
  connection.expire_after(kLinger_s);
  connection.buffer.consume(connection.buffer.size());
  for (int reads = 0; reads < kLingerReads && !error; ++reads) {
    const auto room = connection.buffer.prepare(connection.buffer.max_size());
    co_await connection.socket.async_read_some(room, asio::redirect_error(kUse, error));
  }
  co_return false;
}

HttpServer::HttpServer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const Options& options,
                                                       http::Handler& handler) {
  Options within = options;
  within.limits.connections = connections_within_limit(options.limits.connections);
  std::unique_ptr<HttpServer> server(new HttpServer(std::make_unique<Parts>(within, handler)));
  CONCORDAT_CHECK(server->parts_->listen(within));
  return server;
}

std::uint16_t HttpServer::port() const { return parts_->port(); }
void HttpServer::stop() { parts_->stop(); }
void HttpServer::wait() { parts_->wait(); }
std::size_t HttpServer::connections() const { return parts_->connections(); }

}  // namespace concordat::net
