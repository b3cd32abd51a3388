#include "api/api.hpp"

#include <string>

#include "api/gate.hpp"
#include "api/gate_table.hpp"
#include "api/identify.hpp"
#include "api/negotiation.hpp"
#include "api/pages.hpp"
#include "api/routes.hpp"
#include "registry/resources.hpp"

namespace concordat::api {
namespace {

using UseCase = Answer (*)(const Call&);

enum class Pace : std::uint8_t {
  kQuick,  // memory alone, microseconds
  kSlow,   // reads the store, or as much as a manifest
  kBulk,   // quick for one JSON document, slow for bulk
};

// A document of this size is read in well under a millisecond.
constexpr std::size_t kQuickBody_bytes = std::size_t{64} * 1024;

struct Route {
  std::string_view path;  // a path that ends with "/" (but "/" itself) takes everything below it
  std::string_view name;  // as OpenAPI writes it
  UseCase get = nullptr;
  UseCase post = nullptr;
  Pace pace = Pace::kSlow;
  bool page = false;  // for people: its refusals are pages too
  UseCase patch = nullptr;
  UseCase remove = nullptr;  // DELETE
  Actions actions = {};      // filled in from api/gate_table.hpp
};

// The first route that fits decides.
constexpr Route kRouteRows[] = {
    {"/", "/", get_landing, nullptr, Pace::kSlow, true},
    {"/certificates/", "/certificates/{number}", get_certificate_page, nullptr, Pace::kSlow, true},
    {"/search", "/search", get_search_page, nullptr, Pace::kSlow, true},
    {"/log/entries/", "/log/entries/{index}", get_entry_page, nullptr, Pace::kSlow, true},
    {"/assets/", "/assets/{file}", get_asset, nullptr, Pace::kQuick},
    {"/favicon.ico", "/favicon.ico", get_icon, nullptr, Pace::kQuick},
    {"/plan", "/plan", get_application_page, nullptr, Pace::kQuick, true},
    {"/who-recognises-whom", "/who-recognises-whom", get_application_page, nullptr, Pace::kQuick,
     true},
    {"/log", "/log", get_application_page, nullptr, Pace::kQuick, true},
    {"/data", "/data", get_application_page, nullptr, Pace::kQuick, true},
    {"/about", "/about", get_about_page, nullptr, Pace::kQuick, true},
    {"/guidance/", "/guidance/{topic}", get_guidance_page, nullptr, Pace::kQuick, true},
    {"/problems/", "/problems/{code}", get_problem_page, nullptr, Pace::kQuick, true},
    {"/healthz", "/healthz", get_health, nullptr, Pace::kQuick},
    {"/readyz", "/readyz", get_readiness, nullptr, Pace::kQuick},
    {"/metrics", "/metrics", get_metrics, nullptr, Pace::kQuick},
    {"/openapi.json", "/openapi.json", get_openapi, nullptr, Pace::kQuick},
    {"/.well-known/gs1resolver", "/.well-known/gs1resolver", get_resolver_description, nullptr,
     Pace::kQuick},
    {"/01/", "/01/{path}", get_gs1_link},
    {"/253/", "/253/{path}", get_gs1_link},
    {"/417/", "/417/{path}", get_gs1_link},
    {"/8013/", "/8013/{path}", get_gs1_link},
    {"/id/", "/id/{kind}/{identifier}", get_identified},
    {"/authorization", "/authorization", nullptr, post_authorization, Pace::kBulk},
    {"/recognition", "/recognition", nullptr, post_recognition, Pace::kBulk},
    {"/metadata", "/metadata", get_trust_metadata},
    {"/entities", "/entities", get_trust_not_offered, nullptr, Pace::kQuick},
    {"/entities/", "/entities/{entity}", get_trust_not_offered, nullptr, Pace::kQuick},
    {"/ecosystems/", "/ecosystems/{ecosystem}", get_trust_not_offered, nullptr, Pace::kQuick},
    {"/lookups/", "/lookups/{lookup}", get_trust_not_offered, nullptr, Pace::kQuick},
    {"/log/checkpoint", "/log/checkpoint", get_checkpoint, nullptr, Pace::kQuick},
    {"/log/did.json", "/log/did.json", get_did_document, nullptr, Pace::kQuick},
    {"/contexts/registry-record-v1", "/contexts/registry-record-v1", get_context, nullptr,
     Pace::kQuick},
    {"/contexts/recognition-v1", "/contexts/recognition-v1", get_own_context, nullptr,
     Pace::kQuick},
    {"/schemas/", "/schemas/{schema}", get_schema, nullptr, Pace::kQuick},
    {"/vocabulary", "/vocabulary", get_vocabulary},
    {"/vocabulary/", "/vocabulary/{path}", get_vocabulary_entry},
    {"/log/tile/", "/log/tile/{path}", get_tile},
    {"/v1", "/v1", get_index, nullptr, Pace::kQuick},
    {"/v1/determinations", "/v1/determinations", get_determination, post_determinations,
     Pace::kBulk},
    {"/v1/determinations/presented", "/v1/determinations/presented", nullptr, post_showing},
    {"/v1/determinations/credential", "/v1/determinations/credential", get_determination_credential,
     post_determination_credential},
    {"/v1/credentials/verify", "/v1/credentials/verify", nullptr, post_verification},
    {"/v1/catalogue", "/v1/catalogue", get_catalogue},
    {"/v1/dumps/", "/v1/dumps/{dump}", get_dump},
    {"/v1/status-lists/", "/v1/status-lists/{places}/{number}/{form}", get_status_list},
    {"/v1/changes", "/v1/changes", get_changes},
    {"/v1/search", "/v1/search", get_search},
    {"/v1/coverage", "/v1/coverage", get_coverage},
    {"/v1/coverage/changes", "/v1/coverage/changes", get_coverage_changes},
    {"/v1/statements", "/v1/statements", list_statements, post_statements},
    {"/v1/statements/", "/v1/statements/{index}", get_statement},
    {"/v1/session", "/v1/session", get_session, post_session, Pace::kSlow, false, nullptr,
     delete_session},
    {"/v1/account", "/v1/account", get_account, nullptr, Pace::kSlow, false, patch_account},
    {"/v1/account/password", "/v1/account/password", nullptr, post_password},
    {"/v1/account/second-factor", "/v1/account/second-factor", get_second_factor,
     post_second_factor, Pace::kSlow, false, nullptr, delete_second_factor},
    {"/v1/account/recovery-codes", "/v1/account/recovery-codes", nullptr, post_recovery_codes},
    {"/v1/account/sessions", "/v1/account/sessions", get_sessions, nullptr, Pace::kSlow, false,
     nullptr, delete_sessions},
    {"/v1/account/sessions/", "/v1/account/sessions/{id}", nullptr, nullptr, Pace::kSlow, false,
     nullptr, delete_one_session},
    {"/v1/account/tokens", "/v1/account/tokens", get_tokens, post_tokens},
    {"/v1/account/tokens/", "/v1/account/tokens/{id}", nullptr, post_token, Pace::kSlow, false,
     nullptr, delete_token},
    {"/v1/audit/accesses", "/v1/audit/accesses", get_accesses},
    {"/v1/audit/looks", "/v1/audit/looks", get_looks},
    {"/v1/", "/v1/{kind}", get_resources},
    {"/vc-api/credentials/issue", "/vc-api/credentials/issue", nullptr, post_vc_issue},
    {"/vc-api/credentials/status", "/vc-api/credentials/status", nullptr, post_vc_status},
    {"/vc-api/credentials/verify", "/vc-api/credentials/verify", nullptr,
     post_vc_verify_credential},
    {"/vc-api/presentations/verify", "/vc-api/presentations/verify", nullptr,
     post_vc_verify_presentation},
    {"/vc-api/status-lists/", "/vc-api/status-lists/{list}", get_vc_status_list},
};

// Of every kind of record.
constexpr Route kListRoute =
    declared(Route{"/", "/{kind}", get_list_page, nullptr, Pace::kSlow, true});
constexpr Route kRecordRoute =
    declared(Route{"/", "/{kind}/{id}", get_record_page, nullptr, Pace::kSlow, true});

constexpr std::array kRoutes = declared(kRouteRows);

// Every row of the table belongs to a route: one for each method, and none over.
consteval std::size_t count_methods() {
  std::size_t count = methods_in(kListRoute) + methods_in(kRecordRoute);
  for (const Route& route : kRoutes) count += methods_in(route);
  return count;
}
static_assert(count_methods() == std::size(declarations::kTable),
              "a row of api/gate_table.hpp has no route");

const Route* find_record_route(std::string_view path) {
  if (!path.starts_with('/')) return nullptr;
  path.remove_prefix(1);
  const auto slash = path.find('/');
  if (registry::find_kind(path.substr(0, slash)) == nullptr) return nullptr;
  return slash == std::string_view::npos ? &kListRoute : &kRecordRoute;
}

const Route* find_route(std::string_view path) {
  for (const Route& route : kRoutes) {
    const bool below = route.path.size() > 1 && route.path.ends_with('/');
    if (below ? path.size() > route.path.size() && path.starts_with(route.path)
              : path == route.path) {
      return &route;
    }
  }
  return find_record_route(path);
}

std::string methods_of(const Route& route) {
  std::string methods = route.remove != nullptr ? "DELETE, " : "";
  methods += route.get != nullptr ? "GET, HEAD, OPTIONS" : "OPTIONS";
  if (route.patch != nullptr) methods += ", PATCH";
  if (route.post != nullptr) methods += ", POST";
  return methods;
}

bool is_open(access::Action action) {
  return access::row_of(action).comer == access::Comer::kAnybody;
}

// Whether anybody may come, with every method that the route has.
bool is_open(const Route& route) {
  return (route.get == nullptr || is_open(route.actions.get)) &&
         (route.post == nullptr || is_open(route.actions.post)) &&
         (route.patch == nullptr || is_open(route.actions.patch)) &&
         (route.remove == nullptr || is_open(route.actions.remove));
}

// Everything but the pages, accounts and the interface for tests is public and takes no cookies, so
// any page may read it; what an account is needed for, none may.
bool is_shared(const Route* route, std::string_view path) {
  const bool page = route != nullptr && route->page;
  const bool open = route == nullptr || is_open(*route);
  return open && !page && path != "/metrics" && !path.starts_with("/vc-api/") &&
         !is_about_accounts(path);
}

// Whether a refusal is read by a person: of a page, unless the request takes none; of what leads to
// pages, or of an address that nothing answers, where the request names HTML.
bool is_for_people(const Route* route, const http::Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return false;
  const std::string_view accept = request.header("Accept");
  if (!accepts(accept, kHtml)) return false;
  if (route != nullptr && route->page) return true;
  const bool leads = route == nullptr ? !request.path.starts_with("/v1")
                                      : route->get == get_identified || route->get == get_gs1_link;
  return leads && accept.find("text/html") != std::string_view::npos;
}

http::Response options_of(const Route& route) {
  const std::string methods = methods_of(route);
  return {.status = 204,
          .fields = {{"Allow", methods},
                     {"Access-Control-Allow-Methods", methods},
                     {"Access-Control-Allow-Headers", "Content-Type, If-None-Match"},
                     {"Access-Control-Max-Age", "86400"}}};
}

UseCase use_case_of(const Route& route, std::string_view method) {
  if (method == "GET" || method == "HEAD") return route.get;
  if (method == "POST") return route.post;
  if (method == "PATCH") return route.patch;
  return method == "DELETE" ? route.remove : nullptr;
}

Answer run(const Ports& ports, const Route& route, const http::Request& request,
           std::string& memory) {
  const UseCase use_case = use_case_of(route, request.method);
  if (use_case == nullptr) {
    return fail({.code = "request.method", .expected = methods_of(route)});
  }
  const std::string_view coding = request.header("Content-Encoding");
  if (!request.body.empty() && !coding.empty() && coding != "identity") {
    return fail(
        {.code = "request.content-encoding", .place = "Content-Encoding", .expected = "identity"});
  }
  // Before anybody is asked who it is: there is nobody who could be.
  if (is_about_accounts(request.path) && ports.accounts == nullptr && !ports.identifier) {
    return fail({.code = "account.not-here"});
  }
  CONCORDAT_TRY(who, identify(ports, request));
  access::Principal principal = who ? who->principal : access::Principal();
  if (ports.identifier != nullptr) principal = ports.identifier->principal_of(request);
  CONCORDAT_CHECK(enter(ports, route.actions.of(request.method), route.name, principal));
  CONCORDAT_TRY(rest, percent_decode(request.path.substr(route.path.size())));
  CONCORDAT_TRY(query, Query::parse(request.query));
  return use_case({.ports = ports,
                   .request = request,
                   .memory = memory,
                   .rest = std::move(rest),
                   .query = std::move(query),
                   .principal = std::move(principal),
                   .who = std::move(who)});
}

Answer answer(const Ports& ports, const Route* route, const http::Request& request,
              std::string& memory) {
  if (request.path.size() + request.query.size() > kMaxTarget_bytes) {
    return fail({.code = "request.target-too-long",
                 .expected = "at most " + std::to_string(kMaxTarget_bytes) + " octets"});
  }
  if (route == nullptr || (ports.vc_api == nullptr && route->path.starts_with("/vc-api/"))) {
    return fail({.code = "request.no-such-route"});
  }
  if (request.method == "OPTIONS") return options_of(*route);
  return run(ports, *route, request, memory);
}

}  // namespace

http::Response Api::handle(const http::Request& request, std::string memory) {
  const Route* const route = find_route(request.path);
  Answer outcome = answer(ports_, route, request, memory);
  http::Response response;
  if (outcome) {
    response = std::move(*outcome);
  } else if (is_for_people(route, request)) {
    response = error_page(ports_, request, outcome.error());
  } else {
    response = problem(outcome.error(), voice_of(ports_, request));
  }
  if (response.status == 405) response.fields.add("Allow", methods_of(*route));
  if (request.method == "GET" || request.method == "HEAD") make_conditional(request, response);
  if (is_shared(route, request.path)) {
    response.fields.add("Access-Control-Allow-Origin", "*");
    response.fields.add("Access-Control-Expose-Headers", "ETag, Link, Location");
  }
  response.fields.add("X-Content-Type-Options", "nosniff");
  // RFC 6797: who has been here by TLS comes by nothing else for a year.
  if (ports_.secure) response.fields.add("Strict-Transport-Security", "max-age=31536000");
  return response;
}

bool Api::slow(const http::Request& request) const {
  const Route* route = find_route(request.path);
  if (route == nullptr) return false;
  if (carries_identity(ports_, request)) return true;  // the store of accounts is asked
  if (route->pace == Pace::kQuick) return false;
  if (route->pace == Pace::kSlow) return true;
  return request.body.size() > kQuickBody_bytes ||
         media_type(request.header("Content-Type")) == kNdjson;
}

http::Response Api::refuse(http::Refusal refusal) {
  return problem(error_of(refusal), {.messages = ports_.messages});
}

std::vector<Way> Api::ways() {
  std::vector<Way> ways;
  const auto add = [&](const Route& route, std::string path) {
    if (route.get != nullptr) ways.push_back({route.name, "GET", path, route.actions.get});
    if (route.post != nullptr) ways.push_back({route.name, "POST", path, route.actions.post});
    if (route.patch != nullptr) ways.push_back({route.name, "PATCH", path, route.actions.patch});
    if (route.remove != nullptr) ways.push_back({route.name, "DELETE", path, route.actions.remove});
  };
  for (const Route& route : kRoutes) {
    const bool below = route.path.size() > 1 && route.path.ends_with('/');
    add(route, std::string(route.path) + (below ? "x" : ""));
  }
  const std::string kind = "/" + registry::Registry::kinds().back();
  add(kListRoute, kind);
  add(kRecordRoute, kind + "/x");
  return ways;
}

std::string_view Api::route_of(std::string_view path) {
  const Route* route = find_route(path);
  return route == nullptr ? std::string_view() : route->name;
}

}  // namespace concordat::api
