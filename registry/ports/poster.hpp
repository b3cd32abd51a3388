// The poster port: sending something to a server that the caller names.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace concordat {

class Poster {
 public:
  virtual ~Poster() = default;
  struct Posted {
    int status = 0;
    std::string body;
  };
  struct Post {
    std::string_view url;  // http or https
    std::string_view type;
    std::string_view accept;
    std::string_view body;
  };
  // Sends it and waits for the answer, whatever its status. Codes: fetch.url, fetch.too-large (the
  // answer), fetch.too-slow, fetch.failed. After an error the server may have done what was asked.
  [[nodiscard]] virtual Result<Posted> post(const Post& post) = 0;
};

}  // namespace concordat
