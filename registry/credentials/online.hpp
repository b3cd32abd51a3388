// Documents that nobody handed in, fetched from the addresses that their identifiers say.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/credential/keys/controller.hpp"
#include "registry/ports/fetcher.hpp"

namespace concordat::registry {

// Asks each address once in its life, and remembers what came, nothing included. What it shows
// holds as long as it lives. One thread at a time.
class Online {
 public:
  explicit Online(Fetcher& fetcher) : fetcher_(fetcher) {}

  // The document of a did:web or of an https identifier; null when it cannot be had, or when its
  // own `id` is another: a document speaks for nobody else.
  [[nodiscard]] const credential::Controller* controller(std::string_view id);
  // The list at its address, whatever it says that it is: `status` compares.
  [[nodiscard]] std::optional<std::string_view> status_list(std::string_view id);

  // Why something was not had, in the order in which it was asked for; the address in `place`.
  [[nodiscard]] const std::vector<Error>& troubles() const { return troubles_; }

 private:
  std::optional<std::string> fetch(std::string_view url);
  std::optional<credential::Controller> read(std::string_view id);

  Fetcher& fetcher_;
  std::map<std::string, std::optional<credential::Controller>, std::less<>> controllers_;
  std::map<std::string, std::optional<std::string>, std::less<>> lists_;
  std::vector<Error> troubles_;
};

}  // namespace concordat::registry
