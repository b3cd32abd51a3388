// Octets that are hashed: a domain, and what follows it. Of this folder alone.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/bytes.hpp"

namespace concordat::disclosure {

[[nodiscard]] inline Bytes begin_with(std::string_view domain) {
  const ByteView octets = bytes_of(domain);
  return {octets.begin(), octets.end()};
}

inline void append(Bytes& octets, ByteView more) {
  octets.insert(octets.end(), more.begin(), more.end());
}

// Eight octets, big-endian.
inline void append(Bytes& octets, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    octets.push_back(static_cast<Byte>(number >> shift));
  }
}

}  // namespace concordat::disclosure
