#include "adapters/private/account_rows.hpp"

#include <algorithm>
#include <array>

namespace concordat::private_file {
namespace {

constexpr std::array<std::string_view, 8> kFirst = {
    "CREATE TABLE account_person(id TEXT PRIMARY KEY, name TEXT UNIQUE, display_name TEXT NOT NULL,"
    " contact TEXT NOT NULL, state INTEGER NOT NULL, password_hash TEXT NOT NULL,"
    " seed BLOB NOT NULL, second_factor INTEGER NOT NULL, step INTEGER NOT NULL DEFAULT -1,"
    " epoch INTEGER NOT NULL, revision INTEGER NOT NULL, made INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE account_membership(person TEXT NOT NULL, organisation TEXT NOT NULL,"
    " roles TEXT NOT NULL, PRIMARY KEY(person, organisation)) WITHOUT ROWID",
    "CREATE TABLE account_session(hash BLOB PRIMARY KEY, id TEXT NOT NULL, person TEXT NOT NULL,"
    " organisation TEXT NOT NULL, stage INTEGER NOT NULL, tries INTEGER NOT NULL,"
    " opened INTEGER NOT NULL, seen INTEGER NOT NULL, proved INTEGER NOT NULL,"
    " epoch INTEGER NOT NULL, client TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX account_session_person ON account_session(person)",
    "CREATE TABLE account_token(hash BLOB PRIMARY KEY, id TEXT NOT NULL, person TEXT NOT NULL,"
    " organisation TEXT NOT NULL, label TEXT NOT NULL, scopes TEXT NOT NULL,"
    " made INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER) WITHOUT ROWID",
    "CREATE INDEX account_token_person ON account_token(person)",
    "CREATE TABLE account_link(person TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE,"
    " expires INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE account_recovery(person TEXT NOT NULL, hash BLOB NOT NULL,"
    " PRIMARY KEY(person, hash)) WITHOUT ROWID",
};
constexpr std::array<Step, 1> kSteps = {kFirst};
constexpr Schema kSchema{.name = "accounts", .steps = kSteps};

template <class T>
std::string joined(access::Set<T> members, std::span<const access::Named<T>> table) {
  std::string text;
  for (const access::Named<T>& row : table) {
    if (!members.contains(row.value)) continue;
    if (!text.empty()) text.push_back(' ');
    text.append(row.name);
  }
  return text;
}

template <class T>
access::Set<T> members_of(std::string_view text, std::span<const access::Named<T>> table) {
  access::Set<T> members;
  while (!text.empty()) {
    const auto space = std::min(text.find(' '), text.size());
    if (const auto member = access::named_in<T>(table, text.substr(0, space))) {
      members.add(*member);
    }
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return members;
}

crypto::Digest digest_of(ByteView octets) {
  crypto::Digest digest{};
  std::copy_n(octets.begin(), std::min(octets.size(), digest.size()), digest.begin());
  return digest;
}

Instant instant_of(const sqlite::Statement& row, int column) { return {row.integer(column)}; }

}  // namespace

const Schema& account_schema() { return kSchema; }

std::string text_of(access::RoleSet roles) { return joined<access::Role>(roles, access::kRoles); }
std::string text_of(access::ScopeSet scopes) {
  return joined<access::Scope>(scopes, access::kScopes);
}
access::RoleSet roles_of(std::string_view text) {
  return members_of<access::Role>(text, access::kRoles);
}
access::ScopeSet scopes_of(std::string_view text) {
  return members_of<access::Scope>(text, access::kScopes);
}

accounts::Person person_of(const sqlite::Statement& row, int at) {
  const ByteView seed = row.octets(at + 6);
  // A state that this version does not know lets nobody in.
  const std::int64_t state = row.integer(at + 4);
  return {.id = std::string(row.text(at)),
          .name = std::string(row.text(at + 1)),
          .display_name = std::string(row.text(at + 2)),
          .contact = std::string(row.text(at + 3)),
          .state = state == 0   ? accounts::State::kActive
                   : state == 2 ? accounts::State::kErased
                                : accounts::State::kDisabled,
          .password_hash = std::string(row.text(at + 5)),
          .seed = Bytes(seed.begin(), seed.end()),
          .second_factor = row.integer(at + 7) != 0,
          .epoch = row.count(at + 8),
          .revision = row.count(at + 9),
          .made = instant_of(row, at + 10)};
}

accounts::Session session_of(const sqlite::Statement& row, int at) {
  return {.hash = digest_of(row.octets(at)),
          .id = std::string(row.text(at + 1)),
          .person = std::string(row.text(at + 2)),
          .organisation = std::string(row.text(at + 3)),
          .stage = row.integer(at + 4) == 1 ? accounts::Stage::kWhole : accounts::Stage::kPassword,
          .tries = static_cast<std::uint32_t>(row.integer(at + 5)),
          .opened = instant_of(row, at + 6),
          .seen = instant_of(row, at + 7),
          .proved = instant_of(row, at + 8),
          .epoch = row.count(at + 9),
          .client = std::string(row.text(at + 10))};
}

accounts::Token token_of(const sqlite::Statement& row, int at) {
  accounts::Token token{.hash = digest_of(row.octets(at)),
                        .id = std::string(row.text(at + 1)),
                        .person = std::string(row.text(at + 2)),
                        .organisation = std::string(row.text(at + 3)),
                        .label = std::string(row.text(at + 4)),
                        .scopes = scopes_of(row.text(at + 5)),
                        .made = instant_of(row, at + 6),
                        .expires = instant_of(row, at + 7)};
  if (!row.is_null(at + 8)) token.used = instant_of(row, at + 8);
  return token;
}

}  // namespace concordat::private_file
