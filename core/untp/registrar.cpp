#include "core/untp/registrar.hpp"

#include <algorithm>

#include "core/credential/keys/did.hpp"

namespace concordat::untp {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string segment(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out.push_back(c);
    } else {
      const auto octet = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(kDigits[octet >> 4U]);
      out.push_back(kDigits[octet & 15U]);
    }
  }
  return out;
}

std::string Registrar::address(std::string_view kind, std::string_view id) const {
  return base + "/v1/" + std::string(kind) + "/" + segment(id);
}

std::string Registrar::statement(std::uint64_t index) const {
  return base + "/v1/statements/" + std::to_string(index);
}

Result<Registrar> registrar_of(std::string_view origin, std::string_view name) {
  const std::size_t slash = std::min(origin.find('/'), origin.size());
  std::string did = "did:web:";
  for (const char c : origin) {
    if (c == '/') {
      did.push_back(':');
    } else if (c == ':') {
      did.append("%3A");
    } else {
      did.push_back(c);
    }
  }
  if (!credential::url_of_did_web(did)) {
    return fail({.code = "untp.origin",
                 .place = std::string(origin),
                 .expected = "a DNS name and a path, of which a did:web can be made"});
  }
  return Registrar{.origin = std::string(origin),
                   .name = std::string(name),
                   .base = "https://" + std::string(origin.substr(0, slash)),
                   .did = std::move(did)};
}

}  // namespace concordat::untp
