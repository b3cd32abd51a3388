#include "adapters/fetch/url.hpp"

#include <algorithm>

namespace concordat::fetch {
namespace {

constexpr std::string_view kScheme = "https://";
// What servers and proxies commonly take.
constexpr std::size_t kLongestUrl = 2048;
// RFC 1035, 2.3.4.
constexpr std::size_t kLongestHost = 253;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

std::unexpected<Error> refuse(std::string expected) {
  return fail({.code = "fetch.url", .expected = std::move(expected)});
}

// A name whose last label is a number, in any base, is an IPv4 address to some resolvers.
bool is_dns_name(std::string_view host) {
  if (host.empty() || host.size() > kLongestHost) return false;
  std::string_view last;
  for (std::size_t begin = 0; begin <= host.size();) {
    const std::size_t end = std::min(host.find('.', begin), host.size());
    last = host.substr(begin, end - begin);
    const bool good = !last.empty() && last.size() <= 63 && last.front() != '-' &&
                      last.back() != '-' && std::ranges::all_of(last, [](char c) {
                        return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-';
                      });
    if (!good) return false;
    begin = end + 1;
  }
  const bool hexadecimal = last.starts_with("0x") && std::ranges::all_of(last.substr(2), is_hex);
  return !std::ranges::all_of(last, is_digit) && !hexadecimal;
}

bool is_port(std::string_view port) {
  return !port.empty() && port.size() <= 5 && port.front() != '0' &&
         std::ranges::all_of(port, is_digit) && std::stoul(std::string(port)) <= 65535;
}

}  // namespace

Result<Target> read_target(std::string_view url) {
  if (!url.starts_with(kScheme)) return refuse("https://");
  if (url.size() > kLongestUrl) return refuse("at most 2048 octets");
  const bool plain = std::ranges::all_of(url, [](char c) {
    return c > 0x20 && c < 0x7f && c != '\\' && c != '#' && c != '"' && c != '<' && c != '>';
  });
  if (!plain) return refuse("printable ASCII without '#' and '\\'");
  const std::string_view rest = url.substr(kScheme.size());
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
  if (authority.find('@') != std::string_view::npos) return refuse("no user part");
  const std::size_t colon = authority.find(':');
  Target target{.host = std::string(authority.substr(0, colon)), .port = "443"};
  for (char& c : target.host) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (!is_dns_name(target.host)) return refuse("a DNS name");
  if (colon != std::string_view::npos) {
    target.port = authority.substr(colon + 1);
    if (!is_port(target.port)) return refuse("a port");
  }
  return target;
}

}  // namespace concordat::fetch
