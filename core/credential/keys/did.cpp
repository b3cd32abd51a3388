#include "core/credential/keys/did.hpp"

#include <algorithm>
#include <optional>

#include "core/base/base64url.hpp"
#include "core/credential/keys/jwk.hpp"
#include "core/credential/keys/multikey.hpp"
#include "core/json/read.hpp"

namespace concordat::credential {
namespace {

constexpr std::string_view kKeyPrefix = "did:key:";
constexpr std::string_view kJwkPrefix = "did:jwk:";
constexpr std::string_view kWebPrefix = "did:web:";
// A JWK of the kinds that are read here is below 300 octets.
constexpr json::Limits kJwkLimits = {.size_bytes = 4096, .depth = 4};
constexpr std::size_t kLongestHost = 253;  // RFC 1035, 2.3.4
constexpr std::size_t kLongestLabel = 63;
constexpr unsigned kLargestPort = 65535;

std::unexpected<Error> bad(std::string expected) {
  return fail({.code = "key.did-form", .expected = std::move(expected)});
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes what stands before the separator off the text, and the separator.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view taken = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return taken;
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' &&
         label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

// A name whose last label is a number is read as an IPv4 address by URL parsers, in decimal, octal
// or hexadecimal (WHATWG URL, "ends in a number checker").
bool is_number(std::string_view label) {
  if (std::ranges::all_of(label, is_digit)) return true;
  return label.size() >= 2 && label[0] == '0' && (label[1] == 'x' || label[1] == 'X') &&
         std::ranges::all_of(label.substr(2), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

bool is_dns_name(std::string_view name) {
  if (name.empty() || name.size() > kLongestHost) return false;
  std::string_view last;
  for (std::string_view rest = name; !rest.empty();) {
    last = take_until(rest, '.');
    if (!is_label(last)) return false;
  }
  return name.back() != '.' && !is_number(last);
}

bool is_port(std::string_view text) {
  if (text.empty() || text.size() > 5 || text[0] == '0' || !std::ranges::all_of(text, is_digit)) {
    return false;
  }
  unsigned port = 0;
  for (const char digit : text) port = port * 10 + static_cast<unsigned>(digit - '0');
  return port <= kLargestPort;
}

// Only unreserved characters of RFC 3986, as they are: none needs to be encoded, and what is
// encoded is decoded by some and not by others.
bool is_segment(std::string_view segment) {
  return !segment.empty() && segment != "." && segment != ".." &&
         std::ranges::all_of(segment, [](char c) {
           return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
         });
}

}  // namespace

Result<crypto::PublicKey> key_of_did_key(std::string_view did) {
  if (!did.starts_with(kKeyPrefix)) return bad("did:key:");
  return parse_multikey(did.substr(kKeyPrefix.size()));
}

Result<crypto::PublicKey> key_of_did_jwk(std::string_view did) {
  if (!did.starts_with(kJwkPrefix)) return bad("did:jwk:");
  const auto bytes = decode_base64url(did.substr(kJwkPrefix.size()));
  if (!bytes) return bad("base64url without padding");
  const auto jwk = json::read(text_of(*bytes), kJwkLimits);
  if (!jwk) return bad("a JSON object");
  // did:jwk, "Create": a key whose use is encryption asserts nothing.
  return parse_verifying_jwk(*jwk);
}

Result<std::string> url_of_did_web(std::string_view did) {
  if (!did.starts_with(kWebPrefix)) return bad("did:web:");
  std::string_view rest = did.substr(kWebPrefix.size());
  if (rest.ends_with(':')) return bad("no empty segments");
  std::string_view authority = take_until(rest, ':');
  std::string port;
  if (const std::size_t colon = authority.find('%'); colon != std::string_view::npos) {
    const std::string_view encoded = authority.substr(colon, 3);
    if ((encoded != "%3A" && encoded != "%3a") || !is_port(authority.substr(colon + 3))) {
      return bad("a port behind %3A");
    }
    port = ":" + std::string(authority.substr(colon + 3));
    authority = authority.substr(0, colon);
  }
  if (!is_dns_name(authority)) return bad("a DNS name");
  std::string url = "https://" + std::string(authority) + port;
  if (rest.empty()) return url + "/.well-known/did.json";
  while (!rest.empty()) {
    const std::string_view segment = take_until(rest, ':');
    if (!is_segment(segment)) return bad("path segments of letters, digits, '-', '.', '_', '~'");
    url += "/" + std::string(segment);
  }
  return url + "/did.json";
}

}  // namespace concordat::credential
