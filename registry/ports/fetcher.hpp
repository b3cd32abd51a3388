// The fetcher port: documents of others by their address, where the operator allows it.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace concordat {

class Fetcher {
 public:
  virtual ~Fetcher() = default;
  // The body behind an https URL. Blocks. Codes: fetch.url (no https URL of a DNS name, or with a
  // user part), fetch.not-named (no host of the policy), fetch.address (its name leads to an
  // address that is never contacted), fetch.too-large, fetch.too-slow, fetch.too-many,
  // fetch.failed.
  [[nodiscard]] virtual Result<std::string> fetch(std::string_view url) = 0;
};

}  // namespace concordat
