// What the use cases of accounts share: bodies read, people and sessions shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/call.hpp"
#include "api/cookies.hpp"

namespace concordat::api {

// A password of the longest kind, every character escaped, and what stands beside it.
inline constexpr std::size_t kMaxAccountBody_bytes = std::size_t{16} * 1024;

// Code account.not-here: this server keeps none.
[[nodiscard]] Result<accounts::Accounts*> accounts_of(const Call& call);
// Codes: account.not-here, account.sign-in-needed, account.scope-missing (a token that is not for
// accounts).
[[nodiscard]] Result<const accounts::Who*> somebody(const Call& call);
// The same for what a session alone may do. Code account.not-fresh.
[[nodiscard]] Result<const accounts::Who*> somebody_signed_in(const Call& call);

// A JSON object. Codes: request.media-type, json.*, request.body.
[[nodiscard]] Result<json::Value> object_of(const Call& call);
// A member that is text; none when it is absent. Code request.body with its place.
[[nodiscard]] Result<std::optional<std::string>> optional_text(const json::Value& body,
                                                               std::string_view name);
// The same, empty when it is absent.
[[nodiscard]] Result<std::string> text_of_member(const json::Value& body, std::string_view name);

[[nodiscard]] json::Value roles_json(access::RoleSet roles);
[[nodiscard]] json::Value scopes_json(access::ScopeSet scopes);
[[nodiscard]] json::Value memberships_json(const accounts::Person& person);
// {"kind", "account", "organisation", "roles", "scopes", "fresh"}
[[nodiscard]] json::Value principal_json(const access::Principal& principal);
[[nodiscard]] json::Value session_json(const accounts::Session& session, bool current);
[[nodiscard]] json::Value token_json(const accounts::Token& token);

// Of what is private nothing is kept on the way.
[[nodiscard]] http::Response private_reply(const json::Value& value);
[[nodiscard]] http::Response nothing_more();  // 204

}  // namespace concordat::api
