#include "adapters/net/tls.hpp"

#include <array>
#include <optional>
#include <thread>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "adapters/net/connection.hpp"
#include "adapters/net/testing/certificates.hpp"
#include "adapters/net/testing/test_client.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::net {
namespace {

using concordat::testing::TemporaryFolder;

// Says who asked, by certificate; "/long" takes many records of TLS.
class Names final : public http::Handler {
 public:
  http::Response handle(const http::Request& request, std::string /*memory*/) override {
    http::Response response;
    response.body = request.path == "/long" ? std::string(kLong_bytes, 'x')
                                            : "client " + std::string(request.client);
    return response;
  }
  bool slow(const http::Request& /*request*/) const override { return false; }
  http::Response refuse(http::Refusal /*refusal*/) override { return {.status = 400}; }

  static constexpr std::size_t kLong_bytes = 300'000;
};

struct House {
  explicit House(bool asks_clients = false) {
    const auto shown = authority.sign("127.0.0.1");
    write_private(files.certificates, shown.certificate);
    write_private(files.key, shown.key);
    if (asks_clients) {
      files.client_authorities = folder.path() / "clients.pem";
      write_private(files.client_authorities, clients.certificate());
    }
    auto opened = Tls::open(files);
    REQUIRE(opened);
    tls = *opened;
    Options options;
    options.port = 0;
    options.tls = tls;
    options.limits.read_s = 2;
    auto listening = HttpServer::listen(options, handler);
    REQUIRE(listening);
    server = std::move(*listening);
  }

  TemporaryFolder folder;
  TestAuthority authority{"authority of servers"};
  TestAuthority clients{"authority of clients"};
  TlsFiles files{.certificates = folder.path() / "server.pem", .key = folder.path() / "key.pem"};
  std::shared_ptr<Tls> tls;
  Names handler;
  std::unique_ptr<HttpServer> server;
};

// A client with what OpenSSL gives it.
class Client {
 public:
  explicit Client(const House& house, const std::optional<TestAuthority::Signed>& mine = {}) {
    const std::string root = house.authority.certificate();
    context_.add_certificate_authority(asio::buffer(root));
    context_.set_verify_mode(asio::ssl::verify_peer);
    if (mine) {
      context_.use_certificate(asio::buffer(mine->certificate), asio::ssl::context::pem);
      context_.use_private_key(asio::buffer(mine->key), asio::ssl::context::pem);
    }
    port_ = house.server->port();
  }
  SSL_CTX* native() { return context_.native_handle(); }

  // "" when the handshake was refused, or the answer did not end as it must.
  std::string get(const std::string& target) {
    boost::system::error_code error;
    asio::ssl::stream<Tcp::socket> stream(io_, context_);
    stream.lowest_layer().connect({asio::ip::make_address("127.0.0.1"), port_}, error);
    stream.handshake(asio::ssl::stream_base::client, error);
    if (error) return {};
    version = SSL_get_version(stream.native_handle());
    const std::string asked =
        "GET " + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n";
    asio::write(stream, asio::buffer(asked), error);
    std::string all;
    std::array<char, 4096> some{};
    while (!error) all.append(some.data(), stream.read_some(asio::buffer(some), error));
    ended_whole = error == asio::error::eof;
    const std::size_t body = all.find("\r\n\r\n");
    return body == std::string::npos ? std::string() : all.substr(body + 4);
  }

  std::string version;
  bool ended_whole = false;  // the server said that nothing follows, rather than being cut

 private:
  asio::io_context io_;
  asio::ssl::context context_{asio::ssl::context::tls_client};
  std::uint16_t port_ = 0;
};

}  // namespace

TEST_CASE("requests are answered under TLS 1.3 and 1.2, and the end is said") {
  const House house;
  Client newest(house);
  CHECK(newest.get("/") == "client ");
  CHECK(newest.version == "TLSv1.3");
  CHECK(newest.ended_whole);
  CHECK(newest.get("/long").size() == Names::kLong_bytes);
  Client older(house);
  SSL_CTX_set_max_proto_version(older.native(), TLS1_2_VERSION);
  CHECK(older.get("/") == "client ");
  CHECK(older.version == "TLSv1.2");
}

TEST_CASE("what is older or weaker gets no connection") {
  const House house;
  Client old(house);
  SSL_CTX_set_security_level(old.native(), 0);
  SSL_CTX_set_max_proto_version(old.native(), TLS1_1_VERSION);
  CHECK(old.get("/").empty());
  Client weak(house);
  SSL_CTX_set_max_proto_version(weak.native(), TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(weak.native(), "ECDHE-ECDSA-AES128-SHA256");
  CHECK(weak.get("/").empty());
  Client other(house);
  constexpr std::array<unsigned char, 3> kHttp2{2, 'h', '2'};
  SSL_CTX_set_alpn_protos(other.native(), kHttp2.data(), kHttp2.size());
  CHECK(other.get("/").empty());
}

TEST_CASE("who asks for plain HTTP, or says nothing, is let go") {
  const House house;
  TestClient plain(house.server->port());
  CHECK(plain.get("/").status == 0);
  TestClient silent(house.server->port());
  CHECK(silent.closed());
  CHECK(Client(house).get("/") == "client ");
}

TEST_CASE("a client is known by the certificate that it holds, and served without one") {
  const House house(true);
  const auto mine = house.clients.sign("customs.example");
  CHECK(Client(house, mine).get("/") == "client " + mine.digest);
  CHECK(Client(house).get("/") == "client ");
}

TEST_CASE("a client whose certificate somebody else signed gets no connection") {
  const House house(true);
  const TestAuthority foreign("authority of clients");
  CHECK(Client(house, foreign.sign("customs.example")).get("/").empty());
  // Where nobody asks, what it would show makes no difference.
  const House open;
  CHECK(Client(open, foreign.sign("customs.example")).get("/") == "client ");
}

TEST_CASE("a renewed certificate is shown without a new start; half a renewal changes nothing") {
  House house;
  const auto before = house.tls->context();
  CHECK_FALSE(house.tls->renew());
  const auto renewed = house.authority.sign("127.0.0.1");
  write_private(house.files.certificates, renewed.certificate);
  CHECK_FALSE(house.tls->renew());
  CHECK(house.tls->context() == before);
  CHECK(Client(house).get("/") == "client ");
  write_private(house.files.key, renewed.key);
  CHECK(house.tls->renew());
  CHECK(house.tls->context() != before);
  CHECK(Client(house).get("/") == "client ");
}

TEST_CASE("files that cannot serve are refused by their name") {
  const House house;
  const auto other = house.authority.sign("127.0.0.1");
  const auto code_of = [&](const TlsFiles& files) {
    const auto opened = Tls::open(files);
    return opened ? std::string() : opened.error().code + " " + opened.error().place;
  };
  TlsFiles files = house.files;
  files.certificates = house.folder.path() / "nothing.pem";
  CHECK(code_of(files) == "tls.certificate " + files.certificates.string());
  files = house.files;
  files.key = house.folder.path() / "other.pem";
  write_private(files.key, other.key);
  CHECK(code_of(files) == "tls.key " + files.key.string());
  chmod(files.key.c_str(), 0640);
  CHECK(code_of(files) == "tls.key-open " + files.key.string());
  files = house.files;
  files.client_authorities = house.files.key;
  CHECK(code_of(files) == "tls.client-authorities " + files.client_authorities.string());
}

}  // namespace concordat::net
