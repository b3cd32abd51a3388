#include "registry/credentials/online.hpp"

#include "core/credential/keys/did.hpp"

namespace concordat::registry {

std::optional<std::string> Online::fetch(std::string_view url) {
  auto body = fetcher_.fetch(url);
  if (body) return std::move(*body);
  Error error = std::move(body).error();
  error.place = url;
  troubles_.push_back(std::move(error));
  return std::nullopt;
}

std::optional<credential::Controller> Online::read(std::string_view id) {
  std::string url(id);
  if (credential::is_did(id)) {
    auto published = credential::url_of_did_web(id);
    if (!published) return std::nullopt;
    url = std::move(*published);
  }
  const auto body = fetch(url);
  if (!body) return std::nullopt;
  auto controller = credential::read_controller(std::string_view(*body));
  if (!controller) {
    controller.error().place = url;
    troubles_.push_back(std::move(controller).error());
    return std::nullopt;
  }
  // Another's document under this address would let its owner speak for whoever is asked about.
  if (controller->id != id) {
    troubles_.push_back({.code = "presented.other-id", .place = url, .expected = std::string(id)});
    return std::nullopt;
  }
  return std::move(*controller);
}

const credential::Controller* Online::controller(std::string_view id) {
  auto found = controllers_.find(id);
  if (found == controllers_.end()) found = controllers_.emplace(id, read(id)).first;
  return found->second ? &*found->second : nullptr;
}

std::optional<std::string_view> Online::status_list(std::string_view id) {
  auto found = lists_.find(id);
  if (found == lists_.end()) found = lists_.emplace(id, fetch(id)).first;
  return found->second ? std::optional<std::string_view>(*found->second) : std::nullopt;
}

}  // namespace concordat::registry
