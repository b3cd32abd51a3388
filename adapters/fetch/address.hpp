// Which addresses may be contacted on behalf of a document that strangers wrote.
#pragma once

#include <sys/socket.h>

namespace concordat::fetch {

// A public unicast address of IPv4 or IPv6: none of the special-purpose ranges of RFC 6890 and its
// registries (loopback, private, link-local with the clouds' metadata, shared, benchmark,
// documentation, multicast, reserved), and no IPv6 address that stands for an IPv4 one (mapped,
// translated by NAT64, 6to4, Teredo): what it leads to would not be seen.
[[nodiscard]] bool is_public(const sockaddr& address);

}  // namespace concordat::fetch
