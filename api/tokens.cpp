// Tokens with which services come.
#include "api/account_view.hpp"
#include "api/routes.hpp"

namespace concordat::api {
namespace {

Result<access::ScopeSet> scopes_of(const json::Value& body) {
  access::ScopeSet scopes;
  for (const json::Value& name : body.array("scopes")) {
    const std::string* text = name.as_string();
    const auto scope = text == nullptr ? std::nullopt : access::scope_named(*text);
    if (!scope) return fail({.code = "account.scopes", .place = "/scopes"});
    scopes.add(*scope);
  }
  return scopes;
}

// The secret is shown this once.
http::Response made_json(const accounts::NewToken& made) {
  json::Value shown = token_json(made.token);
  shown.as_object()->set("token", made.secret);
  http::Response response = private_reply(shown);
  response.status = 201;
  response.fields.add("Location", "/v1/account/tokens/" + made.token.id);
  return response;
}

}  // namespace

Answer get_tokens(const Call& call) {
  CONCORDAT_TRY(who, somebody(call));
  CONCORDAT_TRY(tokens, call.ports.accounts->store().tokens(who->person.id));
  json::Array shown;
  for (const accounts::Token& token : tokens) shown.push_back(token_json(token));
  return private_reply(json::Object{{"tokens", std::move(shown)}});
}

Answer post_tokens(const Call& call) {
  CONCORDAT_TRY(who, somebody_signed_in(call));
  CONCORDAT_TRY(body, object_of(call));
  CONCORDAT_TRY(label, text_of_member(body, "label"));
  CONCORDAT_TRY(scopes, scopes_of(body));
  CONCORDAT_TRY(until, text_of_member(body, "expires"));
  const auto expires = parse_instant(until);
  if (!expires) return fail({.code = "account.expiry", .place = "/expires"});
  CONCORDAT_TRY(made, call.ports.accounts->own().make_token(
                          *who, {.label = label, .scopes = scopes, .expires = *expires}));
  return made_json(made);
}

// Rotates. A token may do so with itself, whatever it is for.
Answer post_token(const Call& call) {
  CONCORDAT_TRY(accounts, accounts_of(call));
  if (!call.who) return fail({.code = "account.sign-in-needed"});
  CONCORDAT_TRY(made, accounts->own().rotate_token(*call.who, call.rest));
  return made_json(made);
}

Answer delete_token(const Call& call) {
  CONCORDAT_TRY(who, somebody(call));
  CONCORDAT_TRY(ended, call.ports.accounts->store().end_token(who->person.id, call.rest));
  if (!ended) return fail({.code = "account.no-such-token"});
  return nothing_more();
}

}  // namespace concordat::api
