// The HTTP interface as a function from request to answer: routes, statuses, problem documents.
//
// It knows the registry and nothing of sockets; `adapters/net` calls it through
// registry/ports/http. The interface is described by spec/openapi.json, and the tests hold it to
// that.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/call.hpp"
#include "core/access/action.hpp"
#include "registry/ports/http.hpp"

namespace concordat::api {

// One way in: a method of a route, with a path that leads there.
struct Way {
  std::string_view route;
  std::string_view method;
  std::string path;
  access::Action action;
};

class Api final : public http::Handler {
 public:
  explicit Api(const Ports& ports) : ports_(ports) {}

  [[nodiscard]] http::Response handle(const http::Request& request, std::string memory) override;
  [[nodiscard]] bool slow(const http::Request& request) const override;
  [[nodiscard]] http::Response refuse(http::Refusal refusal) override;

  // The route that a path belongs to, for counting: "/v1/statements/{index}"; "" when there is
  // none.
  [[nodiscard]] static std::string_view route_of(std::string_view path);

  // Every way in with the action it is declared to be, for tests and for the reference.
  [[nodiscard]] static std::vector<Way> ways();

 private:
  Ports ports_;
};

}  // namespace concordat::api
