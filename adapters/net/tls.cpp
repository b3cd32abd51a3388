#include "adapters/net/tls.hpp"

#include <array>
#include <string_view>
#include <utility>

#include <sys/stat.h>

namespace concordat::net {
namespace {

namespace fs = std::filesystem;
namespace ssl = boost::asio::ssl;

// Of TLS 1.2; those of 1.3 are all of this kind.
constexpr const char* kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr const char* kGroups = "X25519:P-256:P-384";
// RFC 7301: the one protocol there is, with its length before it.
constexpr std::string_view kProtocol("\x08http/1.1");

Error refused(std::string_view code, const fs::path& file, const boost::system::error_code& error) {
  return {.code = std::string(code),
          .place = file.string(),
          .expected = "PEM that serves here; " + error.message()};
}

void harden(ssl::context& context) {
  SSL_CTX* native = context.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(native, kCiphers);
  SSL_CTX_set1_groups_list(native, kGroups);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(native, 0);
  // Connections wait far longer than they speak.
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  // A client that speaks something else alone is told so (RFC 7301, 3.2).
  SSL_CTX_set_alpn_select_cb(
      native,
      [](SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
         unsigned offered_size, void*) {
        const auto* ours = reinterpret_cast<const unsigned char*>(kProtocol.data());
        unsigned char* found = nullptr;
        const int outcome = SSL_select_next_proto(
            &found, size, ours, static_cast<unsigned>(kProtocol.size()), offered, offered_size);
        *chosen = found;
        return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
      },
      nullptr);
}

Status check_owner(const fs::path& file) {
  struct stat told = {};
  if (stat(file.c_str(), &told) == 0 && (told.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail({.code = "tls.key-open", .place = file.string(), .expected = "mode 0600"});
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<ssl::context>> Tls::read(const TlsFiles& files) {
  auto context = std::make_shared<Context>(Context::tls_server);
  harden(*context);
  boost::system::error_code error;
  context->use_certificate_chain_file(files.certificates.string(), error);
  if (error) return fail(refused("tls.certificate", files.certificates, error));
  CONCORDAT_CHECK(check_owner(files.key));
  context->use_private_key_file(files.key.string(), Context::pem, error);
  if (error) return fail(refused("tls.key", files.key, error));
  if (!files.client_authorities.empty()) {
    const std::string authorities = files.client_authorities.string();
    context->load_verify_file(authorities, error);
    if (error) return fail(refused("tls.client-authorities", files.client_authorities, error));
    // The client chooses among its certificates by who is named here.
    SSL_CTX_set_client_CA_list(context->native_handle(),
                               SSL_load_client_CA_file(authorities.c_str()));
    context->set_verify_mode(ssl::verify_peer);
  }
  return context;
}

std::string Tls::state_of(const TlsFiles& files) {
  std::string state;
  for (const fs::path& file : {files.certificates, files.key, files.client_authorities}) {
    struct stat told = {};
    if (file.empty() || stat(file.c_str(), &told) != 0) continue;
    for (const auto number :
         {static_cast<long long>(told.st_ino), static_cast<long long>(told.st_size),
          static_cast<long long>(told.st_mtim.tv_sec),
          static_cast<long long>(told.st_mtim.tv_nsec)}) {
      state += std::to_string(number) + " ";
    }
  }
  return state;
}

Result<std::shared_ptr<Tls>> Tls::open(const TlsFiles& files) {
  std::shared_ptr<Tls> tls(new Tls(files));
  tls->state_ = state_of(files);
  CONCORDAT_TRY(context, read(files));
  tls->context_ = std::move(context);
  return tls;
}

bool Tls::renew() {
  std::string state = state_of(files_);
  if (state == state_) return false;
  // A key and its certificate are two files: what does not fit yet will when both are there.
  auto context = read(files_);
  if (!context) return false;
  state_ = std::move(state);
  const std::lock_guard lock(mutex_);
  context_ = std::move(*context);
  return true;
}

}  // namespace concordat::net
