// What the data model means by a URL: absolute, with a scheme (WHATWG URL; RFC 3986, 3.1).
#pragma once

#include <string_view>

namespace concordat::credential {

// A scheme, a colon and something behind it; no white space, no control characters, none of the
// characters that no URL may hold as they are. What the scheme says of the rest is its business.
[[nodiscard]] bool is_url(std::string_view text);

}  // namespace concordat::credential
