// The VC-API, for tests and integrations: there where it was switched on.
#include <array>

#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "registry/vc_api/judging.hpp"

namespace concordat::api {
namespace {

using registry::vc_api::Judged;
using registry::vc_api::TestIssuer;

// A host field without its port: "127.0.0.1:8080", "[::1]:8080", "localhost".
bool is_loopback(std::string_view host) {
  constexpr std::array<std::string_view, 3> kLoopback = {"127.0.0.1", "localhost", "[::1]"};
  const std::size_t bracket = host.find(']');
  const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const std::string_view name = host.substr(0, colon);
  for (const std::string_view known : kLoopback) {
    if (name == known) return true;
  }
  return false;
}

// A server that listens on loopback alone may still stand behind a proxy, and a browser on the same
// machine runs pages of anybody.
bool is_local(const http::Request& request) {
  constexpr std::array<std::string_view, 6> kForeign = {
      "Forwarded", "Origin", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"};
  for (const std::string_view name : kForeign) {
    if (!request.header(name).empty()) return false;
  }
  return is_loopback(request.header("Host"));
}

Result<TestIssuer*> issuer_for(const Call& call) {
  const VcApi& vc_api = *call.ports.vc_api;
  if (vc_api.issuer == nullptr) return fail({.code = "vc-api.no-key"});
  if (!vc_api.anywhere && !is_local(call.request)) return fail({.code = "vc-api.not-local"});
  return vc_api.issuer;
}

Result<json::Value> read_request(const Call& call) {
  if (media_type(call.request.header("Content-Type")) != kJson) {
    return fail(
        {.code = "request.media-type", .place = "Content-Type", .expected = "application/json"});
  }
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  return json::read(call.request.body);
}

using Judge = Result<Judged> (*)(const json::Value&, Instant, registry::Presented&);

Answer answer_verification(const Call& call, Judge judge) {
  if (call.ports.verifying == nullptr) return fail({.code = "verification.no-registry"});
  CONCORDAT_TRY(request, read_request(call));
  const Instant now = call.ports.clock.now();
  registry::Presented documents(*call.ports.verifying);
  if (TestIssuer* const issuer = call.ports.vc_api->issuer) {
    CONCORDAT_TRY(address, address_of(call.ports, call.request));
    CONCORDAT_CHECK(issuer->add_lists(documents, {.at = now, .address = address}));
  }
  CONCORDAT_TRY(judged, judge(request, now, documents));
  http::Response response = json_reply(judged.body, Caching::kNoStore);
  // The suites of W3C look at the status alone, and take any below 400 as verified.
  if (!judged.verified) response.status = 400;
  return response;
}

}  // namespace

Answer post_vc_issue(const Call& call) {
  CONCORDAT_TRY(issuer, issuer_for(call));
  CONCORDAT_TRY(request, read_request(call));
  CONCORDAT_TRY(address, address_of(call.ports, call.request));
  CONCORDAT_TRY(issued, issuer->issue(request, {.at = call.ports.clock.now(), .address = address}));
  http::Response response = json_reply(issued, Caching::kNoStore);
  response.status = 201;
  return response;
}

Answer post_vc_status(const Call& call) {
  CONCORDAT_TRY(issuer, issuer_for(call));
  CONCORDAT_TRY(request, read_request(call));
  CONCORDAT_CHECK(issuer->set_status(request));
  return json_reply(json::Object{{"credentialId", request.text("credentialId")}},
                    Caching::kNoStore);
}

Answer post_vc_verify_credential(const Call& call) {
  return answer_verification(call, &registry::vc_api::judge_credential);
}

Answer post_vc_verify_presentation(const Call& call) {
  return answer_verification(call, &registry::vc_api::judge_presentation);
}

Answer get_vc_status_list(const Call& call) {
  // A list as it stood at some time, which would be asked for by a query, is not kept.
  if (call.ports.vc_api->issuer == nullptr || !call.request.query.empty()) {
    return fail({.code = "vc-api.no-such-list"});
  }
  const std::string_view accept = call.request.header("Accept");
  const std::string_view type = accepts(accept, kJson) ? kJson : kVc;
  CONCORDAT_CHECK(must_accept(call.request, type));
  CONCORDAT_TRY(address, address_of(call.ports, call.request));
  CONCORDAT_TRY(list, call.ports.vc_api->issuer->status_list(
                          call.rest, {.at = call.ports.clock.now(), .address = address}));
  return reply({.type = type, .body = json::compact(list), .caching = Caching::kNoStore});
}

}  // namespace concordat::api
