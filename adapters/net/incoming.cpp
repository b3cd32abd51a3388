#include "adapters/net/incoming.hpp"

#include <boost/beast/http/error.hpp>

namespace concordat::net {

namespace wire = boost::beast::http;

bool fits(Room& room, const RequestParser& parser) {
  return room.could_take(static_cast<std::size_t>(parser.content_length().value_or(0))) &&
         room.take(parser.received_bytes());
}

http::Refusal refusal_of(const boost::system::error_code& error) {
  if (error == wire::error::body_limit) return http::Refusal::kBodyTooLarge;
  if (error == wire::error::header_limit || error == wire::error::buffer_overflow) {
    return http::Refusal::kHeaderTooLarge;
  }
  if (error == wire::error::bad_version) return http::Refusal::kVersion;
  return http::Refusal::kMalformed;
}

}  // namespace concordat::net
