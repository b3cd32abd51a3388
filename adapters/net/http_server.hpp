// An HTTP/1.1 server (RFC 9110, RFC 9112) over Boost.Asio and the parser of Boost.Beast.
//
// One thread accepts and hands connections round to the I/O threads; each I/O thread owns its event
// loop and its connections, so a connection is never touched by two of them. Quick requests are
// answered on the I/O thread, those the handler calls slow by a pool of workers behind a bounded
// queue. The requests of one connection are answered one after the other, in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "registry/ports/http.hpp"

namespace concordat::net {

class Tls;

// Beyond these the kernel's own work on the sockets is the limit.
inline constexpr unsigned kMaxIoThreads = 16;
// The request line and all fields; as much as common proxies pass on.
inline constexpr std::size_t kMaxHeader_bytes = 16 * 1024;

struct Limits {
  // Fits the 10,000 questions of a manifest, or some thousand statements.
  std::size_t body_bytes = std::size_t{16} << 20;
  // All bodies received and not yet answered, and all answers not yet sent, together; a request
  // beyond is told 503. Without it the two limits around this one would allow 64 GiB.
  std::size_t bodies_bytes = std::size_t{256} << 20;
  // A body up to this size needs no room among those: whoever sends one question is not kept out by
  // those who send manifests. So many connections hold another 256 MiB at most.
  std::size_t small_body_bytes = std::size_t{64} << 10;
  // Beyond these the connection that has kept the server waiting longest for a whole request gives
  // way; where all are being answered, the new one is told 503 and closed. 4,096 take 64 MiB of
  // buffers. Fewer where the process may not hold so many descriptors.
  std::size_t connections = 4096;
  // Slow requests waiting for a worker; the next one is told 503 with Retry-After.
  std::size_t queue = 256;
  // Answers that are sent piece by piece at once; the next one is told 503. Each holds one piece,
  // and a reader that takes none of it for `write_s` is let go.
  std::size_t streams = 256;
  // A kept connection may be silent for so long.
  std::uint32_t idle_s = 60;
  // From the first octet of a request to its last; 16 MiB in that time is a slow mobile line.
  std::uint32_t read_s = 60;
  // For the whole answer.
  std::uint32_t write_s = 60;
  // What is under way at `stop` may take so long to end.
  std::uint32_t grace_s = 10;
};

struct Options {
  std::string address = "127.0.0.1";  // an IPv4 or IPv6 address
  std::uint16_t port = 8080;          // 0: any free one
  unsigned io_threads = 0;            // 0: as many as cores may be used, kMaxIoThreads at most
  // Most wait for a commit that they share, so they may outnumber the cores.
  unsigned workers = 16;
  Limits limits = {};
  std::shared_ptr<Tls> tls = nullptr;  // null: plain HTTP, behind a proxy that speaks TLS
};

class HttpServer {
 public:
  // Listens and answers from then on. `handler` outlives the server. Codes: net.address (not an
  // address), net.listen (in use, not permitted: the argument `reason` says it), net.threads.
  [[nodiscard]] static Result<std::unique_ptr<HttpServer>> listen(const Options& options,
                                                                  http::Handler& handler);
  // Stops, waits for what is under way, and at most `grace_s`.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // The port it listens on.
  [[nodiscard]] std::uint16_t port() const;
  // No new connections; idle ones are closed, requests under way answered. Any thread; returns at
  // once.
  void stop();
  // Returns when the last connection is closed after `stop`, or when the grace is over.
  void wait();
  // Open connections now.
  [[nodiscard]] std::size_t connections() const;

 private:
  class Parts;
  explicit HttpServer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace concordat::net
