// What the connection loop is made of: the types of Asio that it uses, a loop, a connection.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_static_buffer.hpp>

#include "adapters/net/http_server.hpp"
#include "adapters/net/request_parser.hpp"

namespace concordat::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using Tcp = asio::ip::tcp;
using Executor = asio::io_context::executor_type;
using Token = asio::use_awaitable_t<Executor>;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;

inline constexpr Token kUse{};
inline constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();
// Each connection keeps so much room for a body it sends and one it is sent: an answer with
// sentences fits. Idle connections must not hold what a manifest took.
inline constexpr std::size_t kKept_bytes = std::size_t{16} * 1024;

struct Connection;

// One I/O thread. Everything but `context` belongs to that thread.
struct Loop {
  // Before `context`, whose end destroys the frames that still touch it.
  std::unordered_set<Connection*> connections;
  std::uint64_t tick = 0;  // seconds since the loop began, moved by the sweep
  std::uint64_t turns = 0;
  std::string date;
  bool stopping = false;
  asio::io_context context{1};
  Timer sweep{context};
};

// TLS over the socket of a connection.
struct Secured {
  Secured(Socket& socket, std::shared_ptr<asio::ssl::context> with)
      : context(std::move(with)), stream(socket, *context) {}

  std::shared_ptr<asio::ssl::context> context;  // outlives the stream
  asio::ssl::stream<Socket&> stream;
};

struct Connection {
  Connection(Loop& owner, Socket accepted) : loop(owner), socket(std::move(accepted)) {
    loop.connections.insert(this);
  }
  ~Connection() { loop.connections.erase(this); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void expire_after(std::uint64_t seconds) { deadline = loop.tick + seconds; }
  void forget_large() {
    for (std::string* room : {&received.body, &response.body}) {
      if (room->capacity() > kKept_bytes) *room = std::string();
    }
  }

  Loop& loop;
  Socket socket;
  std::unique_ptr<Secured> secured;  // null: octets go as they are
  // Of the certificate that the client has shown and proved to hold: "sha256:" and its digest.
  std::string client;
  beast::flat_static_buffer<kMaxHeader_bytes> buffer;
  // Kept for their room.
  RequestMemory received;
  std::string head;  // of the answer
  http::Response response;
  std::uint64_t deadline = kNever;
  // At which the server began to wait for a whole request, or its client last took some of an
  // answer; 0: nobody waits for the client.
  std::uint64_t turn = 0;
  bool idle = false;  // between two requests
  bool expired = false;
};

// Closes the connection of the newcomer's loop that has kept it waiting longest: for a whole
// request, or to take more of its answer. False when there is none.
bool make_room(const Connection& newcomer);

// The handshake; false when it did not come about. One that is not done in time is no connection.
Task<bool> begin_tls(Connection& connection, std::shared_ptr<asio::ssl::context> context,
                     std::uint64_t seconds);
// Says that nothing follows (RFC 8446, 6.1): without it a client cannot tell an end from a cut.
Task<void> end_tls(Connection& connection, std::uint64_t seconds);

}  // namespace concordat::net
