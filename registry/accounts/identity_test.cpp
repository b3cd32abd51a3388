#include "registry/accounts/identity.hpp"

#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "registry/accounts/accounts_for_tests.hpp"

namespace concordat::accounts {
namespace {

using access::Role;

TEST_CASE("a session ends by silence, by age, and when it is ended") {
  House house;
  house.somebody();
  const std::string secret = house.signed_in().secret;
  for (int passed = 0; passed < 11; ++passed) {
    house.clock.pass(kMaxSilence_ms);
    CHECK(house.who(secret).has_value());
  }
  house.clock.pass(kMaxSilence_ms);
  CHECK(house.who(secret).has_value());
  house.clock.pass(1);
  CHECK_FALSE(house.who(secret).has_value());  // twelve hours old, whatever was done with it

  const std::string silent = house.signed_in().secret;
  house.clock.pass(kMaxSilence_ms + 1);
  CHECK_FALSE(house.who(silent).has_value());

  const Opened ended = house.signed_in();
  CHECK(house.store->end_session(ended.session.person, ended.session.id) == true);
  CHECK_FALSE(house.who(ended.secret).has_value());
  CHECK(house.store->end_session(ended.session.person, ended.session.id) == false);
}

TEST_CASE("a proof is fresh for minutes") {
  House house;
  house.somebody();
  const std::string secret = house.signed_in().secret;
  house.clock.pass(kMaxFreshness_ms);
  CHECK(house.who(secret)->principal.fresh);
  house.clock.pass(1);
  CHECK_FALSE(house.who(secret)->principal.fresh);
}

TEST_CASE("roles are those of now, not those of when somebody signed in") {
  House house;
  house.somebody();
  const std::string secret = house.signed_in().secret;
  People& people = house.accounts->people();
  REQUIRE(people.set_roles("amina@lab.example",
                           {.organisation = "lab.example", .roles = {Role::kAuditor}}));
  CHECK(house.who(secret)->principal.roles == access::RoleSet{Role::kAuditor});
  REQUIRE(people.set_roles("amina@lab.example", {.organisation = "lab.example"}));
  const auto left = house.who(secret);
  REQUIRE(left.has_value());
  CHECK(left->principal.roles.empty());
  CHECK(left->principal.organisation.empty());
}

TEST_CASE("what ends an account ends its sessions and tokens at once") {
  House house;
  house.somebody();
  const auto token =
      house.accounts->own().make_token(*house.who(house.signed_in().secret),
                                       {.label = "ci",
                                        .scopes = {access::Scope::kVault},
                                        .expires = {house.clock.now().milliseconds + kDay_ms}});
  REQUIRE(token.has_value());
  Identities& identities = house.accounts->identities();
  REQUIRE(identities.of_token(token->secret).has_value());
  const std::string secret = house.signed_in().secret;
  REQUIRE(house.accounts->people().disable("amina@lab.example"));
  CHECK_FALSE(house.who(secret).has_value());
  CHECK(identities.of_token(token->secret).error().code == "account.token");
  REQUIRE(house.accounts->people().enable("amina@lab.example"));
  CHECK_FALSE(house.who(secret).has_value());  // a session does not come back
  CHECK(identities.of_token(token->secret).has_value());
}

// A sign-in that reads the person before the role goes, and opens its session after: it must not
// bring the role along.
TEST_CASE("the race between a role that goes and a session that begins is the role's") {
  House house;
  house.somebody();
  People& people = house.accounts->people();
  for (int round = 0; round < 20; ++round) {
    REQUIRE(people.set_roles("amina@lab.example",
                             {.organisation = "lab.example", .roles = {Role::kLaboratory}}));
    std::string secret;
    std::atomic<bool> gone{false};
    std::atomic<bool> overtaken{false};
    std::jthread signing([&] {
      secret = house.signed_in().secret;
      for (int asked = 0; asked < 50; ++asked) {
        const bool before = gone;
        const auto who = house.accounts->identities().of_session(secret);
        if (before && who && *who && !(*who)->principal.roles.empty()) overtaken = true;
      }
    });
    REQUIRE(people.set_roles("amina@lab.example", {.organisation = "lab.example"}));
    gone = true;
    signing.join();
    CHECK_FALSE(overtaken);
    CHECK(house.who(secret)->principal.roles.empty());
  }
}

TEST_CASE("a session that is opened for a person of before a reset does not open") {
  House house;
  const Person person = house.somebody();
  const Opened before = house.signed_in();
  REQUIRE(house.accounts->people().reset(person.id));
  // As a sign-in does that had compared the password before.
  Session late = before.session;
  late.hash = crypto::sha256(bytes_of("late"));
  CHECK(house.store->open(late, std::nullopt).error().code == "account.changed-meanwhile");
  // A rotation of a session that has ended opens none either.
  CHECK(house.accounts->sign_in()
            .rotate(before.session, *house.accounts->people().find(person.id))
            .error()
            .code == "account.changed-meanwhile");
}

TEST_CASE("another process on the same file changes what holds here") {
  House house;
  house.somebody();
  const std::string secret = house.signed_in().secret;
  auto opened = private_file::AccountFile::open(house.folder.file("registry.db-private"),
                                                private_file::Opening::kExisting);
  REQUIRE(opened.has_value());
  auto person = (*opened)->person_named("amina@lab.example");
  REQUIRE(person.has_value());
  (*person)->memberships.clear();
  REQUIRE((*opened)->change(**person));
  CHECK(house.who(secret)->principal.roles.empty());
}

TEST_CASE("secrets that were never given out stand for nobody") {
  House house;
  house.somebody();
  const Opened opened = house.signed_in();
  for (const std::string_view secret : {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
    CHECK_FALSE(house.who(secret).has_value());
    CHECK(house.accounts->identities().of_token(secret).error().code == "account.token");
  }
  // What the store holds is no secret.
  CHECK_FALSE(house.who(encode_hex(opened.session.hash)).has_value());
  CHECK_FALSE(house.who(opened.session.id).has_value());
}

}  // namespace
}  // namespace concordat::accounts
