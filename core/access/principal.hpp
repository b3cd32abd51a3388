// Who asks: a person with an account, a service with a token, or nobody in particular.
//
// A principal carries no name. Its id is a pseudonym, so that it may stand in audit records and, as
// a commitment, in the public log, where a name could never be erased.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace concordat::access {

// A few enumerators out of at most 32.
template <class T>
class Set {
 public:
  constexpr Set() = default;
  constexpr Set(std::initializer_list<T> members) {
    for (const T member : members) add(member);
  }

  constexpr void add(T member) { bits_ |= bit(member); }
  constexpr void remove(T member) { bits_ &= ~bit(member); }
  [[nodiscard]] constexpr bool contains(T member) const { return (bits_ & bit(member)) != 0; }
  [[nodiscard]] constexpr bool intersects(Set other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

  friend constexpr bool operator==(Set, Set) = default;

 private:
  static constexpr std::uint32_t bit(T member) {
    return std::uint32_t{1} << static_cast<unsigned>(member);
  }
  std::uint32_t bits_ = 0;
};

enum class Kind : std::uint8_t { kNobody, kPerson, kService };

// What somebody does in an organisation. It gives no authority in law: that is the organisation's,
// and comes from the facts on file.
enum class Role : std::uint8_t {
  kOperator,
  kRegulator,
  kAccreditor,
  kCertificationBody,
  kLaboratory,
  kCustomsOfficer,
  kTrader,
  kEvaluator,
  kAuditor,
  kAdministrator,  // of the organisation's own people and tokens
};
using RoleSet = Set<Role>;

// What a token was given for. A person who signed in has them all and is held by roles alone.
enum class Scope : std::uint8_t {
  kAccount,     // the account's own sessions and tokens, the organisation's people
  kStatements,  // submit statements in the organisation's name
  kVault,       // keep, read, disclose, erase confidential records
  kExchange,    // ask other organisations for records, grant, refuse
  kAudit,       // read records of access
  kOperate,     // keys, jobs, backups of the registry
};
using ScopeSet = Set<Scope>;

template <class T>
struct Named {
  T value;
  std::string_view name;  // as the command, the interface and stored rows spell it
};

inline constexpr Named<Kind> kKinds[] = {
    {Kind::kNobody, "nobody"}, {Kind::kPerson, "person"}, {Kind::kService, "service"}};

inline constexpr Named<Role> kRoles[] = {
    {Role::kOperator, "operator"},     {Role::kRegulator, "regulator"},
    {Role::kAccreditor, "accreditor"}, {Role::kCertificationBody, "certification-body"},
    {Role::kLaboratory, "laboratory"}, {Role::kCustomsOfficer, "customs-officer"},
    {Role::kTrader, "trader"},         {Role::kEvaluator, "evaluator"},
    {Role::kAuditor, "auditor"},       {Role::kAdministrator, "administrator"},
};

inline constexpr Named<Scope> kScopes[] = {
    {Scope::kAccount, "account"}, {Scope::kStatements, "statements"},
    {Scope::kVault, "vault"},     {Scope::kExchange, "exchange"},
    {Scope::kAudit, "audit"},     {Scope::kOperate, "operate"},
};

template <class T>
[[nodiscard]] constexpr std::string_view name_in(std::span<const Named<T>> table, T value) {
  for (const Named<T>& row : table) {
    if (row.value == value) return row.name;
  }
  return {};
}

template <class T>
[[nodiscard]] constexpr std::optional<T> named_in(std::span<const Named<T>> table,
                                                  std::string_view name) {
  for (const Named<T>& row : table) {
    if (row.name == name) return row.value;
  }
  return std::nullopt;
}

[[nodiscard]] constexpr std::string_view name(Kind kind) { return name_in<Kind>(kKinds, kind); }
[[nodiscard]] constexpr std::string_view name(Role role) { return name_in<Role>(kRoles, role); }
[[nodiscard]] constexpr std::string_view name(Scope scope) {
  return name_in<Scope>(kScopes, scope);
}
[[nodiscard]] constexpr std::optional<Role> role_named(std::string_view name) {
  return named_in<Role>(kRoles, name);
}
[[nodiscard]] constexpr std::optional<Scope> scope_named(std::string_view name) {
  return named_in<Scope>(kScopes, name);
}
[[nodiscard]] constexpr ScopeSet every_scope() {
  ScopeSet scopes;
  for (const Named<Scope>& row : kScopes) scopes.add(row.value);
  return scopes;
}

struct Principal {
  Kind kind = Kind::kNobody;
  std::string id = {};            // a pseudonym; empty for nobody
  std::string organisation = {};  // its id on file in the registry
  RoleSet roles = {};
  bool fresh = false;    // signed in, or signed in again, within minutes
  ScopeSet scopes = {};  // of a person every one, of a service those of its token
};

}  // namespace concordat::access
