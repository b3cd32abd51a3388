// Posting over http or https, by libcurl, to the one server that somebody named on purpose.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "registry/ports/poster.hpp"

namespace concordat::fetch {

struct PosterOptions {
  std::size_t largest_bytes = std::size_t{64} << 20;  // of an answer: a line for every statement
  std::int64_t longest_ms = 120'000;                  // of a request, on a server with many writers
};

// Keeps its connection between posts. No redirect is followed: what was meant for one server is not
// sent to another. No proxy, cookie or credential. One thread at a time.
class CurlPoster final : public Poster {
 public:
  explicit CurlPoster(PosterOptions options = {});
  ~CurlPoster() override;
  CurlPoster(const CurlPoster&) = delete;
  CurlPoster& operator=(const CurlPoster&) = delete;

  [[nodiscard]] Result<Posted> post(const Post& post) override;

 private:
  struct Connection;
  PosterOptions options_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace concordat::fetch
