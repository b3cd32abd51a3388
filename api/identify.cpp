#include "api/identify.hpp"

#include "api/cookies.hpp"

namespace concordat::api {
namespace {

constexpr std::string_view kBearer = "bearer ";

// Empty where the field is not of that scheme, whose name has no case (RFC 9110, 11.1).
std::string_view token_of(const http::Request& request) {
  const std::string_view field = request.header("Authorization");
  if (!http::Request::same_name(field.substr(0, kBearer.size()), kBearer)) return {};
  return field.substr(kBearer.size());
}

bool changes_something(std::string_view method) {
  return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

bool is_at(std::string_view path, std::string_view root) {
  return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
}

}  // namespace

bool is_about_accounts(std::string_view path) {
  return is_at(path, "/v1/session") || is_at(path, "/v1/account");
}

bool carries_identity(const Ports& ports, const http::Request& request) {
  if (ports.accounts == nullptr) return false;
  return !token_of(request).empty() ||
         !cookies_of(request, line_of(ports, request)).session.empty();
}

Status check_site(const Ports& ports, const http::Request& request, bool must_say) {
  const std::string_view site = request.header("Sec-Fetch-Site");
  const std::string_view origin = request.header("Origin");
  const bool said = !site.empty() || !origin.empty();
  const auto own = address_of(ports, request);
  const bool same = (site.empty() || site == "same-origin") &&
                    (origin.empty() || (own && origin == *own)) && (said || !must_say);
  if (same) return {};
  return fail({.code = "account.cross-site",
               .expected = "Sec-Fetch-Site: same-origin, or Origin: " + own.value_or("")});
}

Result<std::optional<accounts::Who>> identify(const Ports& ports, const http::Request& request) {
  if (ports.accounts == nullptr) return std::nullopt;
  accounts::Identities& identities = ports.accounts->identities();
  const std::string_view token = token_of(request);
  if (!token.empty()) {
    CONCORDAT_TRY(who, identities.of_token(token));
    return who;
  }
  const Cookies cookies = cookies_of(request, line_of(ports, request));
  if (cookies.session.empty()) return std::nullopt;
  if (changes_something(request.method)) CONCORDAT_CHECK(check_site(ports, request, true));
  return identities.of_session(cookies.session);
}

std::string_view client_address(const Ports& ports, const http::Request& request) {
  const bool local = request.peer.starts_with("127.") || request.peer == "::1";
  const std::string_view forwarded = request.header("X-Forwarded-For");
  const bool has_proxy = !ports.secure && ports.public_address.starts_with("https://");
  if (!local || forwarded.empty() || !has_proxy) {
    return request.peer;
  }
  std::string_view last = forwarded.substr(forwarded.rfind(',') + 1);
  while (last.starts_with(' ')) last.remove_prefix(1);
  return last;
}

}  // namespace concordat::api
