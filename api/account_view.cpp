#include "api/account_view.hpp"

#include "api/negotiation.hpp"
#include "core/json/read.hpp"

namespace concordat::api {
namespace {

template <class T>
json::Value names_json(access::Set<T> members, std::span<const access::Named<T>> table) {
  json::Array names;
  for (const access::Named<T>& row : table) {
    if (members.contains(row.value)) names.emplace_back(row.name);
  }
  return names;
}

}  // namespace

Result<accounts::Accounts*> accounts_of(const Call& call) {
  if (call.ports.accounts == nullptr) return fail({.code = "account.not-here"});
  return call.ports.accounts;
}

Result<const accounts::Who*> somebody(const Call& call) {
  CONCORDAT_CHECK(accounts_of(call));
  if (!call.who) return fail({.code = "account.sign-in-needed"});
  if (!call.principal.scopes.contains(access::Scope::kAccount)) {
    return fail({.code = "account.scope-missing"});
  }
  return &*call.who;
}

Result<const accounts::Who*> somebody_signed_in(const Call& call) {
  CONCORDAT_TRY(who, somebody(call));
  if (!who->session) return fail({.code = "account.not-fresh"});
  return who;
}

Result<json::Value> object_of(const Call& call) {
  if (media_type(call.request.header("Content-Type")) != kJson) {
    return fail({.code = "request.media-type", .expected = std::string(kJson)});
  }
  CONCORDAT_TRY(body,
                json::read(call.request.body, {.size_bytes = kMaxAccountBody_bytes, .depth = 4}));
  if (body.as_object() == nullptr) return fail({.code = "request.body", .expected = "an object"});
  return body;
}

Result<std::optional<std::string>> optional_text(const json::Value& body, std::string_view name) {
  const json::Value* member = body.find(name);
  if (member == nullptr) return std::nullopt;
  if (const std::string* text = member->as_string()) return *text;
  return fail({.code = "request.body", .place = "/" + std::string(name), .expected = "text"});
}

Result<std::string> text_of_member(const json::Value& body, std::string_view name) {
  CONCORDAT_TRY(text, optional_text(body, name));
  return text.value_or(std::string());
}

json::Value roles_json(access::RoleSet roles) {
  return names_json<access::Role>(roles, access::kRoles);
}

json::Value scopes_json(access::ScopeSet scopes) {
  return names_json<access::Scope>(scopes, access::kScopes);
}

json::Value memberships_json(const accounts::Person& person) {
  json::Array memberships;
  for (const accounts::Membership& membership : person.memberships) {
    memberships.emplace_back(json::Object{{"organisation", membership.organisation},
                                          {"roles", roles_json(membership.roles)}});
  }
  return memberships;
}

json::Value principal_json(const access::Principal& principal) {
  json::Object shown{{"kind", access::name(principal.kind)}};
  if (principal.kind == access::Kind::kNobody) return shown;
  shown.set("account", principal.id);
  if (!principal.organisation.empty()) shown.set("organisation", principal.organisation);
  shown.set("roles", roles_json(principal.roles));
  shown.set("scopes", scopes_json(principal.scopes));
  shown.set("fresh", principal.fresh);
  return shown;
}

json::Value session_json(const accounts::Session& session, bool current) {
  json::Object shown{{"id", session.id},
                     {"opened", to_string(session.opened)},
                     {"seen", to_string(session.seen)},
                     {"client", session.client},
                     {"current", current}};
  if (!session.organisation.empty()) shown.set("organisation", session.organisation);
  return shown;
}

json::Value token_json(const accounts::Token& token) {
  json::Object shown{{"id", token.id},
                     {"label", token.label},
                     {"organisation", token.organisation},
                     {"scopes", scopes_json(token.scopes)},
                     {"made", to_string(token.made)},
                     {"expires", to_string(token.expires)}};
  if (token.used) shown.set("used", to_string(*token.used));
  return shown;
}

http::Response private_reply(const json::Value& value) {
  return json_reply(value, Caching::kNoStore);
}

http::Response nothing_more() { return {.status = 204, .fields = {{"Cache-Control", "no-store"}}}; }

}  // namespace concordat::api
