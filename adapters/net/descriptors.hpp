// File descriptors: what connections may take and what the rest of the process needs.
#pragma once

#include <cstddef>

namespace concordat::net {

// For the store and its write-ahead log, the record of what is signed, and whatever is opened while
// connections come in: without them a crowd of idle connections would stop the registry's writing.
inline constexpr std::size_t kDescriptorsKept = 128;

// As many of the connections wanted as the process may hold beside `kDescriptorsKept`. Raises the
// soft limit of the process as far as it needs and the hard one allows. At least 1.
[[nodiscard]] std::size_t connections_within_limit(std::size_t wanted);

}  // namespace concordat::net
