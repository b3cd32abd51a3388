// A running server with its interface for tests, as the suites of W3C use one.
#pragma once

#include <string>
#include <string_view>

#include "fault/home.hpp"

#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::fault {

class VcApiServer {
 public:
  VcApiServer() : server_(command(), home_.server_log()), listens_(server_.listens()) {}

  struct Answer {
    int status = 0;
    json::Value body;
    [[nodiscard]] std::string code() const {
      return std::to_string(status) + " " + std::string(body.text("code"));
    }
  };

  [[nodiscard]] bool listens() const { return listens_; }
  [[nodiscard]] std::string address() const {
    return "http://127.0.0.1:" + std::to_string(server_.port());
  }

  [[nodiscard]] Answer post(std::string_view target, const json::Value& body,
                            std::string_view more_fields = {}) const {
    return send(target, json::compact(body), more_fields);
  }
  [[nodiscard]] Answer send(std::string_view target, std::string_view body,
                            std::string_view more_fields = {}) const {
    return ask("POST " + std::string(target) +
               " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server_.port()) +
               "\r\nContent-Type: application/json\r\n" + std::string(more_fields) +
               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
  }
  [[nodiscard]] Answer get(std::string_view target) const {
    return ask("GET " + std::string(target) +
               " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server_.port()) + "\r\n\r\n");
  }
  [[nodiscard]] static Answer read(const net::TestClient::Answer& answer) {
    const auto body = json::read(answer.body);
    return {.status = answer.status, .body = body ? *body : json::Value()};
  }
  [[nodiscard]] Answer ask(const std::string& octets) const {
    net::TestClient client(server_.port());
    return read(client.ask(octets));
  }

  [[nodiscard]] Answer issue(const json::Value& credential,
                             const json::Object& options = {}) const {
    return post("/vc-api/credentials/issue",
                json::Object{{"credential", credential}, {"options", options}});
  }
  [[nodiscard]] Answer verify(const json::Value& credential,
                              const json::Object& options = {}) const {
    return post("/vc-api/credentials/verify",
                json::Object{{"verifiableCredential", credential}, {"options", options}});
  }
  [[nodiscard]] Answer verify_presentation(const json::Value& presentation,
                                           const json::Object& options = {}) const {
    return post("/vc-api/presentations/verify",
                json::Object{{"verifiablePresentation", presentation}, {"options", options}});
  }

  [[nodiscard]] Home& home() { return home_; }

 private:
  std::vector<std::string> command() {
    std::vector<std::string> words = home_.serving();
    words.insert(words.end(), {"--vc-api-keys", home_.file("test-keys").string()});
    return words;
  }

  Home home_;
  Server server_;
  bool listens_;
};

// One server for all cases of a program.
[[nodiscard]] inline VcApiServer& vc_api_server() {
  static VcApiServer server;
  return server;
}

}  // namespace concordat::fault
