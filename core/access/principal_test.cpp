#include "core/access/principal.hpp"

#include <doctest/doctest.h>

namespace concordat::access {
namespace {

TEST_CASE("every role and scope has one name, and is found by it") {
  for (const Named<Role>& row : kRoles) {
    CHECK(name(row.value) == row.name);
    CHECK(role_named(row.name) == row.value);
  }
  for (const Named<Scope>& row : kScopes) {
    CHECK(name(row.value) == row.name);
    CHECK(scope_named(row.name) == row.value);
    CHECK(every_scope().contains(row.value));
  }
  CHECK_FALSE(role_named("Operator"));
  CHECK_FALSE(role_named(""));
  CHECK_FALSE(scope_named("everything"));
}

TEST_CASE("a set knows its members and no others") {
  RoleSet roles{Role::kAuditor, Role::kTrader};
  CHECK(roles.contains(Role::kTrader));
  CHECK_FALSE(roles.contains(Role::kOperator));
  CHECK(roles.intersects({Role::kOperator, Role::kAuditor}));
  roles.remove(Role::kAuditor);
  CHECK_FALSE(roles.intersects({Role::kOperator, Role::kAuditor}));
  roles.remove(Role::kTrader);
  CHECK(roles.empty());
  CHECK(roles == RoleSet{});
}

TEST_CASE("who is not named is nobody, with nothing") {
  const Principal nobody;
  CHECK(nobody.kind == Kind::kNobody);
  CHECK(nobody.roles.empty());
  CHECK(nobody.scopes.empty());
  CHECK_FALSE(nobody.fresh);
}

}  // namespace
}  // namespace concordat::access
