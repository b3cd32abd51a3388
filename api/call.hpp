// One request on its way to a use case, and the answers that use cases give.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/assets.hpp"
#include "api/meter.hpp"
#include "api/problem.hpp"
#include "api/target.hpp"
#include "core/json/value.hpp"
#include "registry/bundle/signing.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/credentials/presented.hpp"
#include "registry/credentials/status_lists.hpp"
#include "registry/ports/barcode.hpp"
#include "registry/ports/clock.hpp"
#include "registry/ports/http.hpp"
#include "registry/ports/messages.hpp"
#include "registry/ports/press.hpp"
#include "registry/registry.hpp"
#include "registry/vc_api/test_issuer.hpp"

namespace concordat::api {

// The interface for tests (spec/formats/vc-api.md). Without an issuer nothing is signed.
struct VcApi {
  registry::vc_api::TestIssuer* issuer = nullptr;
  // Signs for whoever asks; otherwise only for requests that name a loopback address, come through
  // no proxy, and from no page of a browser.
  bool anywhere = false;
};

// Everything outlives the Api. Without messages, codes stand where sentences would; without a meter
// nothing is counted and /metrics is empty; without ports to verify with, nothing is verified;
// without a key for credentials, they are given unsigned; without status lists, they name none.
struct Ports {
  registry::Registry& registry;
  const Clock& clock;
  const Messages* messages = nullptr;
  Meter* meter = nullptr;
  const registry::VerifyingPorts* verifying = nullptr;
  // Under which others reach this server: "https://registry.example", without a slash at the end.
  // Empty: as each request says it.
  std::string public_address = {};
  // Requests come by TLS without a proxy between.
  bool secure = false;
  const registry::CredentialKey* credential_key = nullptr;
  const VcApi* vc_api = nullptr;  // null: there is no such interface
  const registry::StatusLists* status_lists = nullptr;
  const Barcode* barcode = nullptr;                            // none: addresses without a code
  const Press* press = nullptr;                                // none: no PDFs
  const registry::bundle::OperatorKey* receipt_key = nullptr;  // none: no receipts are given
  const Assets* application = nullptr;                         // none: pages without script alone
};

// What absolute addresses of this server begin with. Code request.host: the request names no host
// that could stand in one, and none was set.
[[nodiscard]] Result<std::string> address_of(const Ports& ports, const http::Request& request);

// Sentences in the language of Accept-Language.
[[nodiscard]] Voice voice_of(const Ports& ports, const http::Request& request);

struct Call {
  const Ports& ports;
  const http::Request& request;
  std::string& memory;  // empty, with room for a body: Handler::handle
  std::string rest;     // the path behind the route's own, decoded
  Query query;

  // The same, unless the parameter `lang` or `language` names a language.
  [[nodiscard]] Voice voice() const;
};

// How long an answer may be kept (RFC 9111).
enum class Caching : std::uint8_t {
  kNoStore,     // private, or gone with the moment
  kRevalidate,  // ask again with the ETag
  kLive,        // a suspension can be recorded tomorrow: 60 s
  kImmutable,   // pinned to a log size, or a statement: never changes
};

struct Payload {
  std::string_view type;
  std::string body;
  Caching caching = Caching::kRevalidate;
};
[[nodiscard]] http::Response reply(Payload payload);
[[nodiscard]] http::Response json_reply(const json::Value& value, Caching caching);

// Code request.not-acceptable unless the request takes that type.
[[nodiscard]] Status must_accept(const http::Request& request, std::string_view type);

// Turns the answer into 304 (Not Modified) when the request names its entity tag (RFC 9110, 13.1.2,
// 15.4.5).
void make_conditional(const http::Request& request, http::Response& response);

}  // namespace concordat::api
