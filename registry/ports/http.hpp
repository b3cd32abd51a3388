// The HTTP port: what a request and a response are, and who answers. `adapters/net` speaks the
// protocol and calls the handler; `api` is one. Neither knows the other.
//
// Clauses are those of RFC 9110.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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
  // "sha256:" and the digest of the certificate that the client proved to hold under TLS; empty
  // where it showed none.
  std::string_view client = {};

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

// The fields of an answer as they go over the wire, in the order in which they were added: one
// string, because an answer has ten of them.
class Fields {
 public:
  Fields() = default;
  Fields(std::initializer_list<Field> fields) {
    for (const Field& field : fields) add(field.name, field.value);
  }

  // A name or value that would break out of its line is left out: the handler's mistake must not
  // become a second answer.
  void add(std::string_view name, std::string_view value) {
    if (!stays_in_line(name) || !stays_in_line(value)) return;
    if (octets_.empty()) octets_.reserve(kUsual_bytes);
    octets_.append(name).append(kColon).append(value).append(kEnd);
  }
  // Names are compared as they were written. The view holds until the next change.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const {
    const Place place = place_of(name);
    if (place.begin == place.end) return std::nullopt;
    const std::size_t value = place.begin + name.size() + kColon.size();
    return std::string_view(octets_).substr(value, place.end - kEnd.size() - value);
  }
  // The first of that name.
  void remove(std::string_view name) {
    const Place place = place_of(name);
    octets_.erase(place.begin, place.end - place.begin);
  }
  // Each with the end of its line.
  [[nodiscard]] std::string_view octets() const { return octets_; }

 private:
  struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;  // behind the line; `begin` when there is none
  };
  static constexpr std::string_view kColon = ": ";
  static constexpr std::string_view kEnd = "\r\n";
  static constexpr std::size_t kUsual_bytes = 384;

  [[nodiscard]] static bool stays_in_line(std::string_view text) {
    for (const char octet : text) {
      if (octet == '\r' || octet == '\n' || octet == '\0') return false;
    }
    return true;
  }
  [[nodiscard]] Place place_of(std::string_view name) const {
    const std::string_view all = octets_;
    for (std::size_t begin = 0; begin < all.size();) {
      const std::size_t end = all.find(kEnd, begin) + kEnd.size();
      const std::string_view line = all.substr(begin, end - begin);
      if (line.starts_with(name) && line.substr(name.size()).starts_with(kColon)) {
        return {.begin = begin, .end = end};
      }
      begin = end;
    }
    return {};
  }

  std::string octets_;
};

// A body that is longer than memory should hold, or that has no end yet: the connection takes it
// piece by piece, each when the one before has been sent, so that a slow reader holds one piece.
//
// Threads: one at a time calls `next`, now this one and now that; it may wait for a disk.
class Stream {
 public:
  enum class Step : std::uint8_t {
    kPiece,   // sent, and asked for more; an empty piece sends nothing
    kWait,    // nothing to send now: ask again in a while
    kEnd,     // the body is whole
    kBroken,  // it cannot be finished: the connection ends so that the reader notices
  };
  virtual ~Stream() = default;
  // Puts the next octets into `piece`, which is empty and has the room of the one before.
  [[nodiscard]] virtual Step next(std::string& piece) = 0;
};

// The connection adds Content-Length, Date and Connection, and leaves out the body for HEAD, for
// 204 and for 304 (9.3.2, 15.3.5, 15.4.5).
struct Response {
  int status = 200;
  Fields fields = {};
  std::string body = {};
  // The body instead of `body`, without a length beforehand.
  std::shared_ptr<Stream> stream = {};

  // None when there is no such field.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const {
    return fields.find(name);
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
  // `memory` is an empty string with room, that of an earlier answer of the connection: a body that
  // is printed into it costs no allocation.
  [[nodiscard]] virtual Response handle(const Request& request, std::string memory) = 0;
  // Whether answering may wait for a disk or take longer than a millisecond, so that it must not
  // hold up the other connections of an I/O thread.
  [[nodiscard]] virtual bool slow(const Request& request) const = 0;
  [[nodiscard]] virtual Response refuse(Refusal refusal) = 0;
};

}  // namespace concordat::http
