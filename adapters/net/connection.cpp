#include "adapters/net/connection.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/redirect_error.hpp>

#include "core/crypto/digest.hpp"

namespace concordat::net {
namespace {

std::string digest_of_peer(SSL* connection) {
  const std::unique_ptr<X509, decltype(&X509_free)> shown(SSL_get1_peer_certificate(connection),
                                                          X509_free);
  if (!shown) return {};
  crypto::Digest digest{};
  unsigned size = 0;
  const bool made = X509_digest(shown.get(), EVP_sha256(), digest.data(), &size) == 1;
  return made && size == digest.size() ? crypto::to_string(digest) : std::string();
}

}  // namespace

bool make_room(const Connection& newcomer) {
  Connection* longest = nullptr;
  for (Connection* other : newcomer.loop.connections) {
    if (other->turn != 0 && (!longest || other->turn < longest->turn)) longest = other;
  }
  if (!longest) return false;
  longest->turn = 0;  // nobody closes it twice
  boost::system::error_code ignored;
  longest->socket.close(ignored);
  return true;
}

Task<bool> begin_tls(Connection& connection, std::shared_ptr<asio::ssl::context> context,
                     std::uint64_t seconds) {
  connection.secured = std::make_unique<Secured>(connection.socket, std::move(context));
  connection.turn = ++connection.loop.turns;
  connection.expire_after(seconds);
  boost::system::error_code error;
  co_await connection.secured->stream.async_handshake(asio::ssl::stream_base::server,
                                                      asio::redirect_error(kUse, error));
  connection.turn = 0;
  connection.deadline = kNever;
  if (error) {
    connection.secured.reset();
    co_return false;
  }
  connection.client = digest_of_peer(connection.secured->stream.native_handle());
  co_return true;
}

Task<void> end_tls(Connection& connection, std::uint64_t seconds) {
  connection.idle = false;
  connection.expire_after(seconds);
  boost::system::error_code error;
  co_await connection.secured->stream.async_shutdown(asio::redirect_error(kUse, error));
  connection.deadline = kNever;
}

}  // namespace concordat::net
