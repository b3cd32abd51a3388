// Documents over https, by libcurl, from hosts that the operator names and addresses that are
// public.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <sys/socket.h>

#include "registry/ports/fetcher.hpp"

namespace concordat::fetch {

struct Options {
  // Host names, or "name:port" where the port is another than 443. Nothing else is asked.
  std::vector<std::string> hosts;
  std::size_t largest_bytes = std::size_t{1} << 20;  // of a body: a status list is far below
  std::int64_t longest_ms = 10'000;                  // of a fetch, looking up the name included
  std::size_t most = 32;                             // fetches of one fetcher in all its life
  // For tests: which addresses may be contacted, certificates to trust besides the system's, and
  // "name:port:address" in place of looking names up.
  bool (*is_allowed)(const sockaddr& address) = nullptr;
  std::string authorities = {};
  std::vector<std::string> resolve = {};
};

// Every address is checked where the socket for it is made, so that what is checked is what is
// contacted, however often a name is looked up. No redirect is followed, no proxy used, no cookie
// or credential sent. One thread at a time.
class CurlFetcher final : public Fetcher {
 public:
  explicit CurlFetcher(Options options);

  [[nodiscard]] Result<std::string> fetch(std::string_view url) override;

  // Sockets that were made so far, for the test that none is made for refused addresses.
  [[nodiscard]] std::size_t sockets() const { return sockets_; }

 private:
  Options options_;
  std::size_t fetched_ = 0;
  std::size_t sockets_ = 0;
};

}  // namespace concordat::fetch
