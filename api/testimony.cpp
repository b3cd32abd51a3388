// Credentials of the registry's own kinds: what their readers need, and determinations as such.
#include "api/asked.hpp"
#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/testimony/context.hpp"
#include "core/testimony/schema.hpp"
#include "registry/credentials/instruments.hpp"

namespace concordat::api {
namespace {

Answer computed(const Call& call, const json::Value& asked) {
  CONCORDAT_TRY(form, credential_form(call));
  CONCORDAT_TRY(question, recognition::question_from_json(asked));
  CONCORDAT_TRY(made, registry::credential_about_answer(call.ports.registry, question,
                                                        call.ports.clock.now()));
  return credential_reply(call, form, made);
}

}  // namespace

Answer get_own_context(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kLdJson));
  return reply({.type = kLdJson,
                .body = json::compact(testimony::own_context()),
                .caching = Caching::kImmutable});
}

Answer get_schema(const Call& call) {
  const testimony::Form* const form = testimony::find_form(call.rest);
  if (form == nullptr || form->schema != call.rest) return fail({.code = "request.no-such-route"});
  const bool plain = !accepts(call.request.header("Accept"), kSchemaJson);
  if (plain) CONCORDAT_CHECK(must_accept(call.request, kJson));
  return reply({.type = plain ? kJson : kSchemaJson,
                .body = json::compact(testimony::schema_of(*form)),
                .caching = Caching::kImmutable});
}

Answer get_determination_credential(const Call& call) {
  CONCORDAT_TRY(asked, question_of(call.query));
  return computed(call, asked);
}

Answer post_determination_credential(const Call& call) {
  if (media_type(call.request.header("Content-Type")) != kJson) {
    return fail(
        {.code = "request.media-type", .place = "Content-Type", .expected = "application/json"});
  }
  CONCORDAT_TRY(asked, json::read(call.request.body));
  return computed(call, asked);
}

}  // namespace concordat::api
