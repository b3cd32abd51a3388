// The head of an answer as octets (RFC 9112, 4 and 5).
#pragma once

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

#include "registry/ports/http.hpp"

namespace concordat::net {

// "OK" for 200; a general phrase for a status that is not registered.
[[nodiscard]] std::string_view reason_phrase(int status);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7), without looking at the locale.
[[nodiscard]] std::string http_date(std::time_t seconds);

// Whether an answer of that status to that method carries its body.
[[nodiscard]] bool has_body(int status, std::string_view method);

struct Framing {
  bool close = false;              // this is the last answer of the connection
  bool keep_alive_stated = false;  // HTTP/1.0 wants to hear it
  bool chunked = false;            // the body comes in chunks
  std::string_view date;
};

// What stands before a chunk of that size (RFC 9112, 7.1).
[[nodiscard]] std::string chunk_head(std::size_t size_bytes);

// Replaces `head` with the status line, the fields and the empty line.
void write_head(std::string& head, const http::Response& response, const Framing& framing);

}  // namespace concordat::net
