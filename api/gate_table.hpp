// Which action each route is, by the route's name in OpenAPI and the method. A route that is not
// here, and a row here that is no route, do not compile (api/api.cpp).
//
// Most of a registry is public. What is not says so here, and its handler takes a Permit
// (api/gate.hpp) before it reads anything.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "core/access/action.hpp"

namespace concordat::api {

struct Declaration {
  std::string_view route;
  std::string_view method;
  access::Action action;
};

namespace declarations {

using enum access::Action;

inline constexpr Declaration kTable[] = {
    {"/", "GET", kReadPublic},
    {"/certificates/{number}", "GET", kReadPublic},
    {"/search", "GET", kReadPublic},
    {"/log/entries/{index}", "GET", kReadPublic},
    {"/assets/{file}", "GET", kReadPublic},
    {"/favicon.ico", "GET", kReadPublic},
    {"/plan", "GET", kReadPublic},
    {"/who-recognises-whom", "GET", kReadPublic},
    {"/log", "GET", kReadPublic},
    {"/data", "GET", kReadPublic},
    {"/about", "GET", kReadPublic},
    {"/guidance/{topic}", "GET", kReadPublic},
    {"/problems/{code}", "GET", kReadPublic},
    {"/healthz", "GET", kReadPublic},
    {"/readyz", "GET", kReadPublic},
    {"/metrics", "GET", kReadPublic},
    {"/openapi.json", "GET", kReadPublic},
    {"/.well-known/gs1resolver", "GET", kReadPublic},
    {"/01/{path}", "GET", kReadPublic},
    {"/253/{path}", "GET", kReadPublic},
    {"/417/{path}", "GET", kReadPublic},
    {"/8013/{path}", "GET", kReadPublic},
    {"/id/{kind}/{identifier}", "GET", kReadPublic},
    {"/authorization", "POST", kReadPublic},
    {"/recognition", "POST", kReadPublic},
    {"/metadata", "GET", kReadPublic},
    {"/entities", "GET", kReadPublic},
    {"/entities/{entity}", "GET", kReadPublic},
    {"/ecosystems/{ecosystem}", "GET", kReadPublic},
    {"/lookups/{lookup}", "GET", kReadPublic},
    {"/log/checkpoint", "GET", kReadPublic},
    {"/log/did.json", "GET", kReadPublic},
    {"/contexts/registry-record-v1", "GET", kReadPublic},
    {"/contexts/recognition-v1", "GET", kReadPublic},
    {"/schemas/{schema}", "GET", kReadPublic},
    {"/vocabulary", "GET", kReadPublic},
    {"/vocabulary/{path}", "GET", kReadPublic},
    {"/log/tile/{path}", "GET", kReadPublic},
    {"/v1", "GET", kReadPublic},
    {"/v1/determinations", "GET", kReadPublic},
    {"/v1/determinations", "POST", kReadPublic},
    {"/v1/determinations/presented", "POST", kReadPublic},
    {"/v1/determinations/credential", "GET", kReadPublic},
    {"/v1/determinations/credential", "POST", kReadPublic},
    {"/v1/credentials/verify", "POST", kReadPublic},
    {"/v1/catalogue", "GET", kReadPublic},
    {"/v1/dumps/{dump}", "GET", kReadPublic},
    {"/v1/status-lists/{places}/{number}/{form}", "GET", kReadPublic},
    {"/v1/changes", "GET", kReadPublic},
    {"/v1/search", "GET", kReadPublic},
    {"/v1/coverage", "GET", kReadPublic},
    {"/v1/coverage/changes", "GET", kReadPublic},
    {"/v1/statements", "GET", kReadPublic},
    {"/v1/statements", "POST", kSubmitSigned},
    {"/v1/statements/{index}", "GET", kReadPublic},
    {"/v1/session", "GET", kSignIn},
    {"/v1/session", "POST", kSignIn},
    {"/v1/session", "DELETE", kSignIn},
    {"/v1/account", "GET", kManageAccount},
    {"/v1/account", "PATCH", kManageAccount},
    // With the link of an invitation by nobody yet, else with the password there was.
    {"/v1/account/password", "POST", kSignIn},
    {"/v1/account/second-factor", "GET", kManageAccount},
    {"/v1/account/second-factor", "POST", kManageCredentials},
    {"/v1/account/second-factor", "DELETE", kManageCredentials},
    {"/v1/account/recovery-codes", "POST", kManageCredentials},
    {"/v1/account/sessions", "GET", kManageAccount},
    {"/v1/account/sessions", "DELETE", kManageAccount},
    {"/v1/account/sessions/{id}", "DELETE", kManageAccount},
    {"/v1/account/tokens", "GET", kManageAccount},
    {"/v1/account/tokens", "POST", kManageCredentials},
    // A token may do so with itself, whatever it is for: the handler looks whose it is.
    {"/v1/account/tokens/{id}", "POST", kSignIn},
    {"/v1/account/tokens/{id}", "DELETE", kManageAccount},
    {"/v1/audit/accesses", "GET", kSearchAudit},
    {"/v1/audit/looks", "GET", kSeeWhoLooked},
    {"/v1/{kind}", "GET", kReadPublic},
    {"/vc-api/credentials/issue", "POST", kUseTestInterface},
    {"/vc-api/credentials/status", "POST", kUseTestInterface},
    {"/vc-api/credentials/verify", "POST", kUseTestInterface},
    {"/vc-api/presentations/verify", "POST", kUseTestInterface},
    {"/vc-api/status-lists/{list}", "GET", kUseTestInterface},
    {"/{kind}", "GET", kReadPublic},
    {"/{kind}/{id}", "GET", kReadPublic},
};

// Named by the compiler when a route has no row above: it can be called at no time.
void a_route_has_no_row_in_gate_table();

consteval access::Action action_of(std::string_view route, std::string_view method) {
  for (const Declaration& row : kTable) {
    if (row.route == route && row.method == method) return row.action;
  }
  a_route_has_no_row_in_gate_table();
  return access::Action::kOperate;
}

}  // namespace declarations

// What the methods of a route are. Those that it does not have are nobody's.
struct Actions {
  access::Action get = access::Action::kOperate;
  access::Action post = access::Action::kOperate;
  access::Action patch = access::Action::kOperate;
  access::Action remove = access::Action::kOperate;  // DELETE

  [[nodiscard]] constexpr access::Action of(std::string_view method) const {
    if (method == "POST") return post;
    if (method == "PATCH") return patch;
    return method == "DELETE" ? remove : get;
  }
};

// A route with its actions filled in. `Route` has `name`, a member for each method, and `actions`.
template <class Route>
consteval Route declared(Route route) {
  if (route.get != nullptr) route.actions.get = declarations::action_of(route.name, "GET");
  if (route.post != nullptr) route.actions.post = declarations::action_of(route.name, "POST");
  if (route.patch != nullptr) route.actions.patch = declarations::action_of(route.name, "PATCH");
  if (route.remove != nullptr) route.actions.remove = declarations::action_of(route.name, "DELETE");
  return route;
}

template <class Route, std::size_t Count>
consteval std::array<Route, Count> declared(const Route (&routes)[Count]) {
  std::array<Route, Count> all{};
  for (std::size_t at = 0; at < Count; ++at) all[at] = declared(routes[at]);
  return all;
}

// How many methods of a route there are.
template <class Route>
consteval std::size_t methods_in(const Route& route) {
  return (route.get != nullptr ? 1U : 0U) + (route.post != nullptr ? 1U : 0U) +
         (route.patch != nullptr ? 1U : 0U) + (route.remove != nullptr ? 1U : 0U);
}

}  // namespace concordat::api
