// The tables of accounts, and how their rows are read and written.
#pragma once

#include "adapters/private/private_file.hpp"
#include "registry/ports/account_store.hpp"

namespace concordat::private_file {

[[nodiscard]] const Schema& account_schema();

// Columns in the order of these texts, beginning with column `at`.
inline constexpr std::string_view kPersonColumns =
    "p.id, ifnull(p.name, ''), p.display_name, p.contact, p.state, p.password_hash, p.seed,"
    " p.second_factor, p.epoch, p.revision, p.made";
inline constexpr int kPersonColumnCount = 11;
inline constexpr std::string_view kSessionColumns =
    "s.hash, s.id, s.person, s.organisation, s.stage, s.tries, s.opened, s.seen, s.proved, s.epoch,"
    " s.client";
inline constexpr std::string_view kTokenColumns =
    "t.hash, t.id, t.person, t.organisation, t.label, t.scopes, t.made, t.expires, t.used";

// Without memberships, which have rows of their own.
[[nodiscard]] accounts::Person person_of(const sqlite::Statement& row, int at = 0);
[[nodiscard]] accounts::Session session_of(const sqlite::Statement& row, int at);
[[nodiscard]] accounts::Token token_of(const sqlite::Statement& row, int at);

// Names with a space between them. A name that this version does not know gives nothing.
[[nodiscard]] std::string text_of(access::RoleSet roles);
[[nodiscard]] std::string text_of(access::ScopeSet scopes);
[[nodiscard]] access::RoleSet roles_of(std::string_view text);
[[nodiscard]] access::ScopeSet scopes_of(std::string_view text);

}  // namespace concordat::private_file
