// What operators and machines ask of any server.
#include "api/negotiation.hpp"
#include "api/openapi.hpp"
#include "api/routes.hpp"

namespace concordat::api {

// The version of the text format that the meter writes.
constexpr std::string_view kExposition = "text/plain; version=0.0.4; charset=utf-8";

Answer get_openapi(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  return reply(
      {.type = kJson, .body = std::string(openapi_document()), .caching = Caching::kRevalidate});
}

// The process runs and answers.
Answer get_health(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  return json_reply(json::Object{{"status", "ok"}}, Caching::kNoStore);
}

// The log is replayed, or there would be no registry to ask; whether it also takes statements is
// said beside, because a full disk or a reader must not stop answers.
Answer get_readiness(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  const Status writable = call.ports.registry.writable();
  json::Object body{{"status", "ready"},
                    {"size", call.ports.registry.size()},
                    {"writable", writable.has_value()}};
  if (!writable) body.set("code", writable.error().code);
  return json_reply(body, Caching::kNoStore);
}

Answer get_metrics(const Call& call) {
  std::string text;
  if (call.ports.meter != nullptr) text = call.ports.meter->exposition();
  return reply({.type = kExposition, .body = std::move(text), .caching = Caching::kNoStore});
}

}  // namespace concordat::api
