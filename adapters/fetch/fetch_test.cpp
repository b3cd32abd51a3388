// What may be asked, what is never contacted, and what a good answer is.
#include <cstdlib>
#include <cstring>

#include <doctest/doctest.h>

#include "adapters/fetch/address.hpp"
#include "adapters/fetch/curl_fetcher.hpp"
#include "adapters/fetch/server_for_tests.hpp"
#include "adapters/fetch/url.hpp"

namespace concordat::fetch {
namespace {

bool is_public_text(const char* text) {
  sockaddr_storage storage{};
  in_addr four{};
  if (inet_pton(AF_INET, text, &four) == 1) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr = four;
    std::memcpy(&storage, &address, sizeof address);
  } else {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    REQUIRE(inet_pton(AF_INET6, text, &address.sin6_addr) == 1);
    std::memcpy(&storage, &address, sizeof address);
  }
  return is_public(reinterpret_cast<const sockaddr&>(storage));
}

// Every kind of address that must never be contacted.
constexpr const char* kRefused[] = {"0.0.0.0",
                                    "10.0.0.1",
                                    "100.64.0.1",
                                    "100.127.255.255",
                                    "127.0.0.1",
                                    "127.255.255.254",
                                    "169.254.0.1",
                                    "169.254.169.254",
                                    "172.16.0.1",
                                    "172.31.255.255",
                                    "192.0.0.8",
                                    "192.0.2.1",
                                    "192.88.99.1",
                                    "192.168.1.1",
                                    "198.18.0.1",
                                    "198.19.255.255",
                                    "198.51.100.1",
                                    "203.0.113.1",
                                    "224.0.0.1",
                                    "240.0.0.1",
                                    "255.255.255.255",
                                    "168.63.129.16",
                                    "::",
                                    "::1",
                                    "fe80::1",
                                    "fc00::1",
                                    "fd00:ec2::254",
                                    "ff02::1",
                                    "::ffff:127.0.0.1",
                                    "::ffff:8.8.8.8",
                                    "64:ff9b::7f00:1",
                                    "64:ff9b::808:808",
                                    "64:ff9b:1::1",
                                    "2001::1",
                                    "2001:db8::1",
                                    "2002:7f00:1::1",
                                    "3fff::1",
                                    "100::1",
                                    "::7f00:1",
                                    "5f00::1"};

TEST_CASE("only public addresses are public") {
  for (const char* const address : kRefused) {
    CAPTURE(address);
    CHECK_FALSE(is_public_text(address));
  }
  for (const char* const address :
       {"8.8.8.8", "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.0.1",
        "100.63.255.255", "100.128.0.0", "223.255.255.255", "2606:4700::1", "2a00:1450::1",
        "2001:4860:4860::8888"}) {
    CAPTURE(address);
    CHECK(is_public_text(address));
  }
  const sockaddr other{.sa_family = AF_UNIX, .sa_data = {}};
  CHECK_FALSE(is_public(other));
}

TEST_CASE("only https URLs of DNS names are targets") {
  const auto target = read_target("https://Issuer.Example:8443/a/b?c=d");
  REQUIRE(target);
  CHECK(target->host == "issuer.example");
  CHECK(target->port == "8443");
  CHECK(read_target("https://a.example")->port == "443");
  for (const char* const url : {"",
                                "http://a.example",
                                "HTTPS://a.example",
                                "file:///etc/passwd",
                                "https://",
                                "https://127.0.0.1/",
                                "https://2130706433/",
                                "https://0x7f000001/",
                                "https://0177.0.0.1/",
                                "https://127.1/",
                                "https://[::1]/",
                                "https://u@a.example/",
                                "https://u:p@a.example/",
                                "https://a.example@127.0.0.1/",
                                "https://a.example\\@127.0.0.1/",
                                "https://a.example#b",
                                "https://a.example:0/",
                                "https://a.example:99999/",
                                "https://a.example:/",
                                "https://a.example:8x/",
                                "https://a..example/",
                                "https://.a.example/",
                                "https://a.example./",
                                "https://-a.example/",
                                "https://a_b.example/",
                                "https://a b/",
                                "https://a.example/\r\nHost: b",
                                "https://\xC3\xA4.example/",
                                "https://a%2eexample/"}) {
    CAPTURE(url);
    CHECK_FALSE(read_target(url));
  }
}

constexpr std::string_view kHead = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";

// A fetcher that may go to this server, and says where "localhost" is by itself.
Options to(const ServerForTests& server) {
  return {.hosts = {"localhost:" + server.port()},
          .is_allowed = [](const sockaddr& address) { return address.sa_family == AF_INET; },
          .authorities = server.authorities(),
          .resolve = {"localhost:" + server.port() + ":127.0.0.1"}};
}
std::string url_of(const ServerForTests& server, std::string_view path = "/did.json") {
  return "https://localhost:" + server.port() + std::string(path);
}
std::string code(const Result<std::string>& body) { return body ? *body : body.error().code; }

TEST_CASE("a document is fetched from a host that is named, without cookies or credentials") {
  const ServerForTests server(std::string(kHead) + "a document");
  ::setenv("https_proxy", "http://127.0.0.1:1", 1);  // a proxy would choose the address
  CurlFetcher fetcher(to(server));
  CHECK(code(fetcher.fetch(url_of(server))) == "a document");
  ::unsetenv("https_proxy");
  CHECK(server.asked().starts_with("GET /did.json HTTP/1.1\r\n"));
  CHECK(server.asked().find("Cookie") == std::string::npos);
  CHECK(server.asked().find("Authorization") == std::string::npos);
}

TEST_CASE("loopback, private and metadata addresses are never contacted") {
  const ServerForTests server(std::string(kHead) + "a secret");
  for (const char* const address : kRefused) {
    CAPTURE(address);
    const std::string shown = std::string(address).find(':') == std::string::npos
                                  ? std::string(address)
                                  : "[" + std::string(address) + "]";
    // The name is on the list of the operator; where it leads is its owner's doing.
    Options options = to(server);
    options.is_allowed = nullptr;
    options.hosts = {"good.example:" + server.port()};
    options.resolve = {"good.example:" + server.port() + ":" + shown};
    CurlFetcher fetcher(options);
    CHECK(code(fetcher.fetch("https://good.example:" + server.port() + "/")) == "fetch.address");
    CHECK(fetcher.sockets() == 0);
  }
  // By its real name as well, looked up by the system.
  Options options = to(server);
  options.is_allowed = nullptr;
  options.resolve.clear();
  CurlFetcher fetcher(options);
  CHECK(code(fetcher.fetch(url_of(server))) == "fetch.address");
  CHECK(fetcher.sockets() == 0);
  CHECK(server.connections() == 0);
}

TEST_CASE("a name with a good and a bad address leads to the good one alone") {
  const ServerForTests server(std::string(kHead) + "x");
  Options options = to(server);
  // 127.0.0.2 stands for what must not be contacted, though it would answer.
  options.is_allowed = [](const sockaddr& address) {
    sockaddr_in read{};
    std::memcpy(&read, &address, sizeof read);
    return ntohl(read.sin_addr.s_addr) == INADDR_LOOPBACK;
  };
  options.resolve = {"localhost:" + server.port() + ":127.0.0.2,127.0.0.1"};
  CurlFetcher fetcher(options);
  CHECK(code(fetcher.fetch(url_of(server))) == "x");
  CHECK(fetcher.sockets() == 1);
}

TEST_CASE("hosts that nobody named are not asked") {
  const ServerForTests server(std::string(kHead) + "x");
  Options options = to(server);
  options.hosts = {"localhost", "other.example:" + server.port()};
  CurlFetcher fetcher(options);
  CHECK(code(fetcher.fetch(url_of(server))) == "fetch.not-named");
  CHECK(code(fetcher.fetch("https://127.0.0.1:" + server.port())) == "fetch.url");
  CHECK(server.connections() == 0);
}

TEST_CASE("no redirect is followed, and only 200 is an answer") {
  const ServerForTests aim(std::string(kHead) + "a secret");
  for (const std::string& answer :
       {"HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: " + url_of(aim) +
            "\r\n\r\n",
        std::string("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx")}) {
    const ServerForTests server(answer);
    CurlFetcher fetcher(to(server));
    CHECK(code(fetcher.fetch(url_of(server))) == "fetch.failed");
  }
  CHECK(aim.connections() == 0);
}

TEST_CASE("limits of size, time and number") {
  const ServerForTests large(std::string(kHead) + std::string(5000, 'x'));
  Options options = to(large);
  options.largest_bytes = 4999;
  CHECK(code(CurlFetcher(options).fetch(url_of(large))) == "fetch.too-large");
  options.largest_bytes = 5000;
  CHECK(code(CurlFetcher(options).fetch(url_of(large))).size() == 5000);
  const ServerForTests announced("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
  options = to(announced);
  options.largest_bytes = 4999;
  CHECK(code(CurlFetcher(options).fetch(url_of(announced))) == "fetch.too-large");

  // A server that says nothing: accepted by the listener's queue, and never answered.
  const int silent = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(silent, reinterpret_cast<sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(silent, 1) == 0);
  REQUIRE(::getsockname(silent, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  const std::string port = std::to_string(ntohs(address.sin_port));
  options.hosts = {"localhost:" + port};
  options.resolve = {"localhost:" + port + ":127.0.0.1"};
  options.longest_ms = 200;
  options.most = 1;
  CurlFetcher fetcher(options);
  CHECK(code(fetcher.fetch("https://localhost:" + port)) == "fetch.too-slow");
  CHECK(code(fetcher.fetch("https://localhost:" + port)) == "fetch.too-many");
  ::close(silent);
}

TEST_CASE("a server that nobody vouches for is not believed") {
  const ServerForTests server(std::string(kHead) + "x");
  const ServerForTests other(std::string(kHead) + "x");
  Options options = to(server);
  options.authorities = other.authorities();
  CHECK(code(CurlFetcher(options).fetch(url_of(server))) == "fetch.failed");
}

}  // namespace
}  // namespace concordat::fetch
