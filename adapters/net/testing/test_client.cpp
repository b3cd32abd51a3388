#include "adapters/net/testing/test_client.hpp"

#include <array>
#include <charconv>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace concordat::net {
namespace {

// Long enough for a sanitizer build on a busy machine; only a failing test waits for it.
constexpr timeval kPatience{.tv_sec = 60, .tv_usec = 0};

std::size_t number_of(std::string_view digits) {
  std::size_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

TestClient::TestClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    socket_ = -1;
  }
}

TestClient::~TestClient() { close(); }

void TestClient::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

void TestClient::vanish() {
  constexpr linger kAtOnce{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &kAtOnce, sizeof kAtOnce);
  close();
}

bool TestClient::write(std::string_view octets) {
  while (!octets.empty()) {
    const auto count = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    octets.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool TestClient::more() {
  std::array<char, 65'536> chunk{};
  const auto count = ::recv(socket_, chunk.data(), chunk.size(), 0);
  if (count <= 0) return false;
  received_.append(chunk.data(), static_cast<std::size_t>(count));
  return true;
}

TestClient::Answer TestClient::read(bool head_only) {
  Answer answer;
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!more()) return answer;
  }
  answer.head = received_.substr(0, end + 4);
  received_.erase(0, end + 4);
  answer.status = static_cast<int>(number_of(std::string_view(answer.head).substr(9, 3)));
  if (!head_only && answer.field("Transfer-Encoding") == "chunked") {
    answer.whole = take_chunks(answer.body);
    return answer;
  }
  const std::size_t size = head_only ? 0 : number_of(answer.field("Content-Length"));
  while (received_.size() < size) {
    if (!more()) return {};
  }
  answer.body = received_.substr(0, size);
  received_.erase(0, size);
  return answer;
}

bool TestClient::take_chunks(std::string& body) {
  constexpr std::string_view kEnd = "\r\n";
  for (;;) {
    std::size_t end = 0;
    while ((end = received_.find(kEnd)) == std::string::npos) {
      if (!more()) return false;
    }
    std::size_t size = 0;
    std::from_chars(received_.data(), received_.data() + end, size, 16);
    received_.erase(0, end + kEnd.size());
    while (received_.size() < size + kEnd.size()) {
      if (!more()) return false;
    }
    body.append(received_, 0, size);
    received_.erase(0, size + kEnd.size());
    if (size == 0) return true;
  }
}

std::string TestClient::read_until(std::string_view text) {
  while (received_.find(text) == std::string::npos) {
    if (!more()) return {};
  }
  const std::size_t end = received_.find(text) + text.size();
  std::string taken = received_.substr(0, end);
  received_.erase(0, end);
  return taken;
}

bool TestClient::closed() {
  while (more()) {
  }
  std::array<char, 1> octet{};
  return ::recv(socket_, octet.data(), octet.size(), MSG_DONTWAIT) == 0;
}

std::string TestClient::Answer::field(std::string_view name) const {
  const auto at = head.find("\r\n" + std::string(name) + ": ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

}  // namespace concordat::net
