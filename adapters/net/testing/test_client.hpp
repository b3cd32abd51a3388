// A client for tests that says exactly the octets it is told: blocking, over loopback. Whoever is
// tested through it must answer within the receive timeout, or the read comes back empty.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace concordat::net {

class TestClient {
 public:
  explicit TestClient(std::uint16_t port);
  ~TestClient();
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  // False when the connection is gone.
  bool write(std::string_view octets);
  struct Answer {
    int status = 0;  // 0: the connection ended before an answer
    std::string head;
    std::string body;
    bool whole = true;  // false: the connection ended before the last chunk
    // The value of a field, "" when it is absent; names as written.
    [[nodiscard]] std::string field(std::string_view name) const;
  };
  // One answer, by its Content-Length or its chunks; `head_only` after HEAD.
  Answer read(bool head_only = false);
  // What has come up to the text and with it, as it came; "" when the connection ended before.
  std::string read_until(std::string_view text);
  Answer ask(std::string_view octets) {
    write(octets);
    return read();
  }
  Answer get(std::string_view target) {
    return ask("GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n\r\n");
  }
  // Ends the connection, in order or by a reset, as a client does that loses power.
  void close();
  void vanish();
  // Whether the server has closed the connection (waits for it).
  bool closed();

 private:
  bool more();
  // Appends the body that comes in chunks; false when the connection ended before the last one.
  bool take_chunks(std::string& body);

  int socket_ = -1;
  std::string received_;
};

}  // namespace concordat::net
