// The addresses that may be asked for at all, before any name is looked up.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace concordat::fetch {

struct Target {
  std::string host;  // a DNS name in lower case
  std::string port;  // "443" where none is written
};

// https, a DNS name of letters, digits and hyphens, an optional port, no user part, no fragment, no
// backslash, no white space. What another parser could read as another host is refused. Code
// fetch.url.
[[nodiscard]] Result<Target> read_target(std::string_view url);

}  // namespace concordat::fetch
