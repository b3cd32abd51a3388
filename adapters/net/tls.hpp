// What a server needs to speak TLS (RFC 8446; RFC 5246 for those who cannot yet), over OpenSSL.
//
// TLS 1.2 with forward secrecy and authenticated encryption alone, or 1.3; no renegotiation, no
// compression, no resumption: no key is kept that could open yesterday's connections.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include <boost/asio/ssl/context.hpp>

#include "core/base/result.hpp"

namespace concordat::net {

struct TlsFiles {
  std::filesystem::path certificates;  // PEM: the server's own first, then those up to the root
  std::filesystem::path key;           // PEM, readable to its owner alone
  // PEM: who may have signed a client's certificate. Empty: clients are not asked for one. One who
  // shows none is served all the same: what that client may do is not for the transport to say.
  std::filesystem::path client_authorities = {};
};

class Tls {
 public:
  // Codes tls.certificate, tls.key (not readable, not this certificate's), tls.key-open (others may
  // read it), tls.client-authorities; the place is the file.
  [[nodiscard]] static Result<std::shared_ptr<Tls>> open(const TlsFiles& files);

  // What the next connection begins with. Any thread.
  [[nodiscard]] std::shared_ptr<boost::asio::ssl::context> context() const {
    const std::lock_guard lock(mutex_);
    return context_;
  }
  // Reads the files again when one of them has changed: certificates are renewed every few weeks.
  // What cannot be read leaves things as they are. One thread at a time. True: there is a new one.
  bool renew();

 private:
  using Context = boost::asio::ssl::context;
  explicit Tls(TlsFiles files) : files_(std::move(files)) {}
  [[nodiscard]] static Result<std::shared_ptr<Context>> read(const TlsFiles& files);
  [[nodiscard]] static std::string state_of(const TlsFiles& files);

  TlsFiles files_;
  std::string state_;         // of the files when they were read
  mutable std::mutex mutex_;  // guards context_
  std::shared_ptr<Context> context_;
};

}  // namespace concordat::net
