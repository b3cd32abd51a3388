#include "adapters/fetch/address.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace concordat::fetch {
namespace {

struct Range4 {
  std::uint32_t network;  // host order
  unsigned bits;
};
// IANA IPv4 Special-Purpose Address Registry, multicast, and what is reserved.
constexpr std::array<Range4, 16> kRefused4 = {{
    {0x00000000, 8},   // 0.0.0.0: this network
    {0x0a000000, 8},   // 10.0.0.0: private
    {0x64400000, 10},  // 100.64.0.0: shared by providers
    {0x7f000000, 8},   // 127.0.0.0: loopback
    {0xa9fe0000, 16},  // 169.254.0.0: link-local, metadata services
    {0xac100000, 12},  // 172.16.0.0: private
    {0xc0000000, 24},  // 192.0.0.0: protocol assignments
    {0xc0000200, 24},  // 192.0.2.0: documentation
    {0xc0586300, 24},  // 192.88.99.0: 6to4 relays
    {0xc0a80000, 16},  // 192.168.0.0: private
    {0xc6120000, 15},  // 198.18.0.0: benchmarks
    {0xc6336400, 24},  // 198.51.100.0: documentation
    {0xcb007100, 24},  // 203.0.113.0: documentation
    {0xe0000000, 4},   // 224.0.0.0: multicast
    {0xf0000000, 4},   // 240.0.0.0: reserved, broadcast
    {0xa83f8110, 32},  // 168.63.129.16: a cloud's platform address, public only by its number
}};

bool is_public4(std::uint32_t address) {
  return std::ranges::none_of(kRefused4, [&](const Range4& range) {
    const std::uint32_t mask = ~std::uint32_t{0} << (32 - range.bits);
    return (address & mask) == range.network;
  });
}

struct Range6 {
  std::array<std::uint8_t, 4> prefix;
  unsigned bits;
};
// Within 2000::/3, which is all that is routed globally.
constexpr std::array<Range6, 4> kRefused6 = {{
    {{0x20, 0x01, 0x00, 0x00}, 23},  // 2001::/23: protocols, Teredo among them
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // 2001:db8::/32: documentation
    {{0x20, 0x02, 0x00, 0x00}, 16},  // 2002::/16: 6to4
    {{0x3f, 0xff, 0x00, 0x00}, 20},  // 3fff::/20: documentation
}};

bool begins_with(const in6_addr& address, const Range6& range) {
  for (unsigned bit = 0; bit < range.bits; ++bit) {
    const unsigned mask = 0x80U >> (bit % 8);
    if ((address.s6_addr[bit / 8] & mask) != (range.prefix[bit / 8] & mask)) return false;
  }
  return true;
}

bool is_public6(const in6_addr& address) {
  if ((address.s6_addr[0] & 0xe0U) != 0x20U) return false;
  return std::ranges::none_of(kRefused6,
                              [&](const Range6& range) { return begins_with(address, range); });
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in read{};
    std::memcpy(&read, &address, sizeof read);
    return is_public4(ntohl(read.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 read{};
    std::memcpy(&read, &address, sizeof read);
    return is_public6(read.sin6_addr);
  }
  return false;
}

}  // namespace concordat::fetch
