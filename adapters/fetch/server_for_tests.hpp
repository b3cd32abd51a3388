// An https server of one thread on 127.0.0.1 that answers every request with what the test says,
// under a certificate of its own for "localhost". It counts who came, TLS or not.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <unistd.h>

namespace concordat::fetch {

class ServerForTests {
 public:
  explicit ServerForTests(std::string answer) : answer_(std::move(answer)) {
    make_certificate();
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::listen(listener_, 16) == 0 &&
                       ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    if (bound) port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~ServerForTests() {
    stop_ = true;
    thread_.join();
    ::close(listener_);
    SSL_CTX_free(context_);
    std::filesystem::remove(authorities_);
  }
  ServerForTests(const ServerForTests&) = delete;
  ServerForTests& operator=(const ServerForTests&) = delete;

  [[nodiscard]] std::string port() const { return std::to_string(port_); }
  [[nodiscard]] const std::string& authorities() const { return authorities_; }  // a file
  [[nodiscard]] int connections() const { return connections_; }
  [[nodiscard]] std::string asked() const { return asked_; }  // after the client has its answer

 private:
  void make_certificate() {
    context_ = SSL_CTX_new(TLS_server_method());
    EVP_PKEY* const key = EVP_EC_gen("P-256");
    X509* const made = X509_new();
    X509_set_version(made, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    X509_gmtime_adj(X509_getm_notBefore(made), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made), 3600);
    X509_set_pubkey(made, key);
    X509_NAME* const name = X509_get_subject_name(made);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(made, name);
    X509_EXTENSION* const names =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
    X509_add_ext(made, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(made, key, EVP_sha256());
    SSL_CTX_use_certificate(context_, made);
    SSL_CTX_use_PrivateKey(context_, key);
    std::string pattern = std::filesystem::temp_directory_path() / "concordat-ca-XXXXXX";
    const int file = ::mkstemp(pattern.data());
    authorities_ = pattern;
    std::FILE* const stream = ::fdopen(file, "w");
    PEM_write_X509(stream, made);
    std::fclose(stream);
    X509_free(made);
    EVP_PKEY_free(key);
  }

  void run() {
    while (!stop_) {
      pollfd waiting{.fd = listener_, .events = POLLIN, .revents = 0};
      if (::poll(&waiting, 1, 20) <= 0) continue;
      const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (client < 0) continue;
      ++connections_;
      serve(client);
      ::close(client);
    }
  }

  void serve(int client) {
    SSL* const session = SSL_new(context_);
    SSL_set_fd(session, client);
    if (SSL_accept(session) == 1) {
      char octets[4096];
      const int count = SSL_read(session, octets, sizeof octets);
      if (count > 0) asked_.assign(octets, static_cast<std::size_t>(count));
      SSL_write(session, answer_.data(), static_cast<int>(answer_.size()));
      SSL_shutdown(session);
    }
    SSL_free(session);
  }

  std::string answer_;
  std::string authorities_;
  std::string asked_;
  SSL_CTX* context_ = nullptr;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stop_ = false;
  std::atomic<int> connections_ = 0;
  std::thread thread_;
};

}  // namespace concordat::fetch
