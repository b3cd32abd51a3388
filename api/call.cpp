#include "api/call.hpp"

#include <algorithm>
#include <utility>

#include "api/negotiation.hpp"
#include "core/base/hex.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/write.hpp"

namespace concordat::api {
namespace {

// 96 bits tell any two answers apart; a whole digest would only make the field longer.
constexpr std::size_t kTag_bytes = 12;

std::string_view cache_control(Caching caching) {
  switch (caching) {
    case Caching::kNoStore:
      return "no-store";
    case Caching::kRevalidate:
      return "no-cache";
    case Caching::kLive:
      return "public, max-age=60";
    case Caching::kImmutable:
      return "public, max-age=31536000, immutable";
  }
  return "no-store";
}

// Whether a list of entity tags holds the tag, or is "*". Weak comparison: "W/" is looked through.
bool names_tag(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    std::string_view one = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
    one = one.substr(0, one.find_last_not_of(" \t") + 1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag || one == "*") return true;
  }
  return false;
}

// A host as it stands in an address, with or without a port (RFC 3986, 3.2.2): nothing in it that
// could end it. Longer ones than DNS has are nobody's.
constexpr std::size_t kLongestHost_bytes = 255 + 6;
bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= kLongestHost_bytes &&
         std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
         });
}

}  // namespace

Result<std::string> address_of(const Ports& ports, const http::Request& request) {
  if (!ports.public_address.empty()) return ports.public_address;
  const std::string_view host = request.header("Host");
  const std::string scheme = ports.secure ? "https://" : "http://";
  if (is_host(host)) return scheme + std::string(host);
  return fail({.code = "request.host", .place = "Host", .expected = "the name of this server"});
}

Voice voice_of(const Ports& ports, const http::Request& request) {
  Voice voice{.messages = ports.messages};
  if (ports.messages != nullptr) {
    voice.language = ports.messages->negotiate(request.header("Accept-Language"));
  }
  return voice;
}

Voice Call::voice() const {
  Voice voice = voice_of(ports, request);
  if (ports.messages == nullptr) return voice;
  // Pages say "lang"; whoever comes by a resolver says "language" (GS1-Conformant Resolver, 2.12).
  for (const std::string_view name : {"lang", "language"}) {
    const std::string_view asked = query.value(name);
    if (!asked.empty()) voice.language = ports.messages->negotiate(asked);
  }
  return voice;
}

http::Response reply(Payload payload) {
  http::Response response;
  response.fields.add("Content-Type", payload.type);
  response.fields.add("Cache-Control", cache_control(payload.caching));
  response.body = std::move(payload.body);
  return response;
}

http::Response json_reply(const json::Value& value, Caching caching) {
  return reply({.type = kJson, .body = json::compact(value), .caching = caching});
}

Status must_accept(const http::Request& request, std::string_view type) {
  if (accepts(request.header("Accept"), type)) return {};
  return fail({.code = "request.not-acceptable", .expected = std::string(type)});
}

void make_conditional(const http::Request& request, http::Response& response) {
  if (response.status != 200) return;
  if (response.header("Cache-Control") == "no-store") return;
  // What comes piece by piece has its tag from whoever knows what it will be.
  std::string tag(response.header("ETag").value_or(""));
  if (tag.empty() && response.stream) return;
  if (tag.empty()) {
    const crypto::Digest digest = crypto::sha256(bytes_of(response.body));
    tag = "\"" + encode_hex(ByteView(digest).first(kTag_bytes)) + "\"";
    response.fields.add("ETag", tag);
  }
  if (!names_tag(request.header("If-None-Match"), tag)) return;
  response.status = 304;
  response.body.clear();
  response.stream.reset();
  response.fields.remove("Content-Type");
}

}  // namespace concordat::api
