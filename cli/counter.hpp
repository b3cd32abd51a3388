// Where signed statements are handed in: a store that this command writes itself, or a server.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "registry/ports/poster.hpp"
#include "registry/registry.hpp"

namespace concordat::cli {

struct HandedIn {
  std::uint64_t index = 0;
  bool known = false;
  std::string id;
  json::Object places;  // statement, page ...: paths, or addresses on the server
};

class Counter {
 public:
  virtual ~Counter() = default;
  // One outcome for each, in order. An error for all: the house's, after which nothing is known
  // about any of them until they are handed in again.
  [[nodiscard]] virtual Result<std::vector<Result<HandedIn>>> hand_in(
      const std::vector<std::string>& statements) = 0;
  // When everything has been handed in.
  virtual void close() {}
};

// Both outlive the counter.
[[nodiscard]] std::unique_ptr<Counter> counter_of(registry::Registry& registry);
// `server` is "https://registry.example", with or without a slash at its end. Codes beside those of
// the port: filing.server (an answer that is not one of ours), and what the server said.
[[nodiscard]] std::unique_ptr<Counter> counter_of(Poster& poster, std::string server);

// Whether an error is the house's and not that of a statement.
[[nodiscard]] bool is_of_house(const Error& error);

}  // namespace concordat::cli
