// The two cookies of accounts: the session, and the mark of a device somebody signed in from.
//
// Over https both are named with `__Host-` (RFC 6265bis, 4.1.3.2), so that no other host and no
// plain connection can set them. A development server on the loopback address speaks http, where
// browsers take no such cookie; it has cookies of another name, and only while nothing but this
// machine can be meant. Any other http is refused: no password crosses a network in the clear.
#pragma once

#include <string>
#include <string_view>

#include "api/call.hpp"

namespace concordat::api {

enum class Line : std::uint8_t {
  kEncrypted,  // TLS ends here, or in a proxy in front: the public address is https
  kLoopback,   // from this machine to itself
  kOpen,       // neither
};
[[nodiscard]] Line line_of(const Ports& ports, const http::Request& request);

struct Cookies {
  std::string_view session;  // empty: none, or several, of which nobody knows which is meant
  std::string_view device;
};
[[nodiscard]] Cookies cookies_of(const http::Request& request, Line line);

// Sets both as they were given out; a device mark that is empty stays as it is.
void set_cookies(http::Response& response, Line line, const accounts::Opened& opened);
// Ends the session's; the device stays known.
void end_session_cookie(http::Response& response, Line line);

}  // namespace concordat::api
