// What becomes of a request while it arrives.
#pragma once

#include <cstdint>

#include <boost/system/error_code.hpp>

#include "adapters/net/request_parser.hpp"
#include "adapters/net/room.hpp"

namespace concordat::net {

enum class Received : std::uint8_t { kRequest, kNothing, kRefused };

struct Incoming {
  Room room;
  http::Refusal refusal = http::Refusal::kMalformed;
};

// Whether the body fits as far as it has come; what is announced and never sent takes no room.
[[nodiscard]] bool fits(Room& room, const RequestParser& parser);

// Why the parser's error turns a request away.
[[nodiscard]] http::Refusal refusal_of(const boost::system::error_code& error);

}  // namespace concordat::net
