// Credentials that the registry issues, and what their readers need: its DID document, its context.
#include "registry/credentials/issuing.hpp"

#include "api/asked.hpp"
#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "core/json/write.hpp"
#include "core/untp/context.hpp"
#include "registry/paper/code.hpp"

namespace concordat::api {
namespace {

// The token is given to those who name its type and can be given it; everybody else reads JSON.
bool names_token(const Call& call) {
  const std::string_view accept = call.request.header("Accept");
  return accept.find(kVcJwt) != std::string_view::npos && accepts(accept, kVcJwt);
}

}  // namespace

Result<CredentialForm> credential_form(const Call& call) {
  const std::string_view accept = call.request.header("Accept");
  const bool token = names_token(call) && call.ports.credential_key != nullptr;
  const std::string_view plain = accepts(accept, kVc) ? kVc : kJson;
  if (!token && !accepts(accept, plain)) {
    return fail({.code = names_token(call) ? "issuing.no-key" : "request.not-acceptable",
                 .expected = "application/vc or application/vc+jwt"});
  }
  return CredentialForm{.token = token, .plain = plain};
}

Answer credential_reply(const Call& call, const CredentialForm& form,
                        const json::Value& credential) {
  std::string body = json::compact(credential);
  if (form.token) {
    CONCORDAT_TRY(made, call.ports.credential_key->sign(credential));
    body = std::move(made);
  }
  http::Response response = reply({.type = form.token ? kVcJwt : form.plain,
                                   .body = std::move(body),
                                   .caching = Caching::kRevalidate});
  response.fields.add("Vary", "Accept");
  return response;
}

Answer get_credential(const Call& call, std::string_view kind, std::string_view id) {
  CONCORDAT_TRY(form, credential_form(call));
  const registry::StatusLists* const lists = call.ports.status_lists;
  CONCORDAT_TRY(credential,
                registry::credential_about(call.ports.registry, {.kind = kind, .id = id},
                                           call.ports.clock.now(),
                                           lists ? lists->entries() : registry::StatusEntryOf()));
  if (call.ports.barcode != nullptr) registry::add_code(credential, *call.ports.barcode);
  return credential_reply(call, form, credential);
}

Answer get_did_document(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  if (call.ports.credential_key == nullptr) return fail({.code = "issuing.no-did-document"});
  return json_reply(call.ports.credential_key->did_document(), Caching::kLive);
}

Answer get_context(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kLdJson));
  return reply({.type = kLdJson,
                .body = json::compact(untp::own_context()),
                .caching = Caching::kImmutable});
}

}  // namespace concordat::api
