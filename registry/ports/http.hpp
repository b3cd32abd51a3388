// The HTTP port: what a request and a response are, and who answers. `adapters/net` speaks the
// protocol and calls the handler; `api` is one. Neither knows the other.
//
// Clauses are those of RFC 9110.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concordat::http {

struct Field {
  std::string_view name;
  std::string_view value;  // without white space around it
};

// Every view holds until the answer has been sent.
struct Request {
  std::string_view method;  // "GET"
  std::string_view path;    // as sent: percent-encoded, begins with "/"
  std::string_view query;   // as sent, without the "?"
  std::vector<Field> headers;
  std::string_view body;

  // The value of the first field of that name, whatever its case; empty when there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const {
    for (const Field& field : headers) {
      if (same_name(field.name, name)) return field.value;
    }
    return {};
  }

  [[nodiscard]] static bool same_name(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return false;
    for (std::size_t at = 0; at < left.size(); ++at) {
      if (lower(left[at]) != lower(right[at])) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] static char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
};

// The connection adds Content-Length, Date and Connection, and leaves out the body for HEAD, for
// 204 and for 304 (9.3.2, 15.3.5, 15.4.5).
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};

  // Null when there is no such field. Names are compared as they were written.
  [[nodiscard]] const std::string* header(std::string_view name) const {
    for (const auto& [field, value] : headers) {
      if (field == name) return &value;
    }
    return nullptr;
  }
};

// Why the connection itself turns a request away, before any route is looked at.
enum class Refusal : std::uint8_t {
  kMalformed,       // 400: not HTTP/1.1 as RFC 9112 writes it
  kTimeout,         // 408: the request did not arrive in time
  kBodyTooLarge,    // 413
  kHeaderTooLarge,  // 431
  kInternal,        // 500: the handler threw
  kOverloaded,      // 503: too many connections, or too many requests waiting
  kVersion,         // 505
};

// Threads: every member may be called from any thread at the same time.
class Handler {
 public:
  virtual ~Handler() = default;
  [[nodiscard]] virtual Response handle(const Request& request) = 0;
  // Whether answering may wait for a disk or take longer than a millisecond, so that it must not
  // hold up the other connections of an I/O thread.
  [[nodiscard]] virtual bool slow(const Request& request) const = 0;
  [[nodiscard]] virtual Response refuse(Refusal refusal) = 0;
};

}  // namespace concordat::http
