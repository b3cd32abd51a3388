#include "api/cookies.hpp"

#include <algorithm>
#include <array>

namespace concordat::api {
namespace {

constexpr std::string_view kDeviceLasts = "; Max-Age=31536000";

struct Names {
  std::string_view session;
  std::string_view device;
};
constexpr Names kEncryptedNames{"__Host-concordat", "__Host-concordat-device"};
constexpr Names kLoopbackNames{"concordat-loopback", "concordat-loopback-device"};

const Names& names_of(Line line) {
  return line == Line::kEncrypted ? kEncryptedNames : kLoopbackNames;
}

bool is_loopback_host(std::string_view host) {
  const std::size_t bracket = host.find(']');
  const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const std::string_view name = host.substr(0, colon);
  return name == "127.0.0.1" || name == "localhost" || name == "[::1]";
}

bool comes_through_proxy(const http::Request& request) {
  constexpr std::array<std::string_view, 5> kTraces = {"Forwarded", "Via", "X-Forwarded-For",
                                                       "X-Forwarded-Host", "X-Real-IP"};
  for (const std::string_view name : kTraces) {
    if (!request.header(name).empty()) return true;
  }
  return false;
}

bool is_loopback_peer(std::string_view peer) {
  return peer.starts_with("127.") || peer == "::1" || peer.starts_with("::ffff:127.");
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

// The value of that name. Two of one name were not both set here.
std::string_view only_value(const http::Request& request, std::string_view name) {
  std::string_view found;
  std::size_t count = 0;
  for (const http::Field& field : request.headers) {
    if (!http::Request::same_name(field.name, "Cookie")) continue;
    for (std::string_view rest = field.value; !rest.empty();) {
      const auto end = std::min(rest.find(';'), rest.size());
      const std::string_view pair = trimmed(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      found = pair.substr(equals + 1);
      ++count;
    }
  }
  return count == 1 ? found : std::string_view();
}

void set(http::Response& response, Line line, std::string_view name, std::string_view rest) {
  std::string cookie(name);
  cookie.append("=").append(rest).append("; Path=/; HttpOnly; SameSite=Strict");
  if (line == Line::kEncrypted) cookie.append("; Secure");
  response.fields.add("Set-Cookie", cookie);
}

}  // namespace

Line line_of(const Ports& ports, const http::Request& request) {
  if (ports.secure || ports.public_address.starts_with("https://")) return Line::kEncrypted;
  const bool local = is_loopback_peer(request.peer) && is_loopback_host(request.header("Host")) &&
                     !comes_through_proxy(request);
  return local ? Line::kLoopback : Line::kOpen;
}

Cookies cookies_of(const http::Request& request, Line line) {
  if (line == Line::kOpen) return {};
  const Names& names = names_of(line);
  return {.session = only_value(request, names.session),
          .device = only_value(request, names.device)};
}

void set_cookies(http::Response& response, Line line, const accounts::Opened& opened) {
  const Names& names = names_of(line);
  set(response, line, names.session, opened.secret);
  if (opened.device.empty()) return;
  set(response, line, names.device, opened.device + std::string(kDeviceLasts));
}

void end_session_cookie(http::Response& response, Line line) {
  if (line == Line::kOpen) return;
  set(response, line, names_of(line).session, "; Max-Age=0");
}

}  // namespace concordat::api
