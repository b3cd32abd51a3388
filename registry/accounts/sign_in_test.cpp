#include "registry/accounts/sign_in.hpp"

#include <doctest/doctest.h>

#include "registry/accounts/accounts_for_tests.hpp"

namespace concordat::accounts {
namespace {

std::string code_of_failure(const Result<Opened>& outcome) {
  return outcome ? "" : outcome.error().code;
}

TEST_CASE("the right name and password open a session, whatever the case of the name") {
  House house;
  const Person person = house.somebody();
  const auto opened = house.sign_in("Amina@LAB.example", kPassword);
  REQUIRE(opened.has_value());
  CHECK(opened->session.stage == Stage::kWhole);
  CHECK(opened->session.organisation == "lab.example");
  const auto who = house.who(opened->secret);
  REQUIRE(who.has_value());
  CHECK(who->principal.id == person.id);
  CHECK(who->principal.kind == access::Kind::kPerson);
  CHECK(who->principal.roles.contains(access::Role::kLaboratory));
  CHECK(who->principal.fresh);
}

TEST_CASE("whoever cannot sign in is told the same, after the same steps") {
  House house;
  house.somebody("amina@lab.example");
  house.somebody("disabled@lab.example");
  REQUIRE(house.accounts->people().disable("disabled@lab.example"));
  REQUIRE(house.accounts->people().add({.name = "invited@lab.example"}));
  house.somebody("erased@lab.example");
  REQUIRE(house.accounts->people().erase("erased@lab.example"));
  const int before = house.hash.compared;
  int asked = 0;
  for (const std::string_view name :
       {"amina@lab.example", "disabled@lab.example", "invited@lab.example", "erased@lab.example",
        "nobody@lab.example", "", "a b", "a\u202eb"}) {
    const auto refused = house.sign_in(name, kOtherPassword);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error() == Error{.code = "account.sign-in"});
    CHECK(house.hash.compared == before + ++asked);
  }
  // Even with the right password.
  CHECK(code_of_failure(house.sign_in("disabled@lab.example", kPassword)) == "account.sign-in");
}

TEST_CASE("a flood for a password costs one comparison of nothing") {
  House house;
  house.somebody();
  const std::string flood(std::size_t{4} << 20, 'x');
  CHECK(code_of_failure(house.sign_in("amina@lab.example", flood)) == "account.sign-in");
}

TEST_CASE("names that exist and names that do not are slowed down alike") {
  House house;
  house.somebody();
  for (const std::string_view name : {"amina@lab.example", "nobody@lab.example"}) {
    for (int guess = 0; guess < 4; ++guess) {
      CHECK(code_of_failure(house.sign_in(name, "guess")) == "account.sign-in");
    }
    CHECK(code_of_failure(house.sign_in(name, "guess")) == "account.slow-down");
  }
}

TEST_CASE("strangers do not lock an owner out") {
  House house;
  house.somebody();
  const Opened first = house.signed_in();
  for (int guess = 0; guess < 300; ++guess) {
    const std::string stranger = "198.51.100." + std::to_string(guess);
    [[maybe_unused]] const auto refused =
        house.sign_in("amina@lab.example", "guess", {.address = stranger});
  }
  // From elsewhere, as a stranger: after so many failures there is one try a minute for all.
  CHECK(code_of_failure(house.sign_in("amina@lab.example", kPassword)) == "account.slow-down");
  house.clock.pass(kMinute_ms);
  CHECK(house.sign_in("amina@lab.example", kPassword).has_value());
  // From a device that is known: at once, even from the network of a stranger.
  for (int guess = 0; guess < 300; ++guess) {
    const std::string stranger = "203.0.113." + std::to_string(guess);
    [[maybe_unused]] const auto refused =
        house.sign_in("amina@lab.example", "guess", {.address = stranger});
  }
  CHECK(house.sign_in("amina@lab.example", kPassword,
                      {.address = "203.0.113.9", .device = first.device}));
}

TEST_CASE("a device mark is of one person and ends with a reset") {
  House house;
  const Person person = house.somebody();
  const Person other = house.somebody("bruno@lab.example");
  SignIn& sign_in = house.accounts->sign_in();
  const std::string mark = house.signed_in().device;
  CHECK(sign_in.known_device(mark, person)->has_value());
  CHECK_FALSE(sign_in.known_device(mark, other)->has_value());
  for (std::size_t at = 0; at < mark.size(); ++at) {
    std::string altered = mark;
    altered[at] = altered[at] == 'A' ? 'B' : 'A';
    CHECK_FALSE(sign_in.known_device(altered, person)->has_value());
  }
  for (const std::string_view nonsense : {"", "A", "===", "x y"}) {
    CHECK_FALSE(sign_in.known_device(nonsense, person)->has_value());
  }
  REQUIRE(house.accounts->people().reset(person.id));
  CHECK_FALSE(sign_in.known_device(mark, *house.accounts->people().find(person.id))->has_value());
}

TEST_CASE("a known device has failures of its own, and they slow it down") {
  House house;
  house.somebody();
  const std::string mark = house.signed_in().device;
  const Caller caller{.address = "192.0.2.7", .device = mark};
  for (int guess = 0; guess < 10; ++guess) {
    CHECK(code_of_failure(house.sign_in("amina@lab.example", "guess", caller)) ==
          "account.sign-in");
  }
  CHECK(code_of_failure(house.sign_in("amina@lab.example", "guess", caller)) ==
        "account.slow-down");
}

TEST_CASE("one network that tries many names is slowed down over all of them") {
  House house;
  house.somebody();
  for (int guess = 0; guess < 60; ++guess) {
    CHECK(code_of_failure(house.sign_in("name" + std::to_string(guess), "guess")) ==
          "account.sign-in");
  }
  CHECK(code_of_failure(house.sign_in("another", "guess")) == "account.slow-down");
  CHECK(house.sign_in("amina@lab.example", kPassword, {.address = "198.51.100.1"}));
}

TEST_CASE("signing in again ends the session that was held and begins another") {
  House house;
  house.somebody();
  const Opened first = house.signed_in();
  const auto second = house.sign_in("amina@lab.example", kPassword,
                                    {.address = "192.0.2.7", .session = first.secret});
  REQUIRE(second.has_value());
  CHECK(second->secret != first.secret);
  CHECK_FALSE(house.who(first.secret).has_value());
  CHECK(house.who(second->secret).has_value());
}

TEST_CASE("a session that an attacker chose is never taken up") {
  House house;
  house.somebody();
  const std::string chosen = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  const auto opened =
      house.sign_in("amina@lab.example", kPassword, {.address = "192.0.2.7", .session = chosen});
  REQUIRE(opened.has_value());
  CHECK(opened->secret != chosen);
  CHECK_FALSE(house.who(chosen).has_value());
}

TEST_CASE("with a second factor the password alone stands for nobody") {
  House house;
  house.somebody();
  house.with_second_factor(house.signed_in());
  const auto half = house.sign_in("amina@lab.example", kPassword);
  REQUIRE(half.has_value());
  CHECK(half->session.stage == Stage::kPassword);
  CHECK(half->device.empty());
  CHECK_FALSE(house.who(half->secret).has_value());
  CHECK(house.accounts->identities().waits_for_code(half->secret) == true);

  const Caller caller{.address = "192.0.2.7", .session = half->secret};
  SignIn& sign_in = house.accounts->sign_in();
  CHECK(code_of_failure(sign_in.finish({.code = "000000"}, caller)) == "account.code");
  const std::string code = house.code_of("amina@lab.example");
  const auto whole = sign_in.finish({.code = code}, caller);
  REQUIRE(whole.has_value());
  CHECK(whole->secret != half->secret);
  CHECK(house.who(whole->secret).has_value());
  CHECK_FALSE(house.who(half->secret).has_value());
  // Neither the half session nor the code serves twice.
  CHECK(code_of_failure(sign_in.finish({.code = code}, caller)) == "account.no-attempt");
  const auto again = house.sign_in("amina@lab.example", kPassword);
  REQUIRE(again.has_value());
  const Caller replaying{.address = "192.0.2.7", .session = again->secret};
  CHECK(code_of_failure(sign_in.finish({.code = code}, replaying)) == "account.code");
  // Nor one of a step before one that was used.
  CHECK(code_of_failure(sign_in.finish({.code = house.code_of("amina@lab.example", -1)},
                                       replaying)) == "account.code");
}

TEST_CASE("codes cannot be tried out") {
  House house;
  house.somebody();
  house.with_second_factor(house.signed_in());
  SignIn& sign_in = house.accounts->sign_in();
  const auto half = house.sign_in("amina@lab.example", kPassword);
  const Caller caller{.address = "192.0.2.7", .session = half->secret};
  for (int guess = 0; guess < 5; ++guess) {
    CHECK(code_of_failure(sign_in.finish({.code = "000000"}, caller)) == "account.code");
  }
  CHECK(code_of_failure(sign_in.finish({.code = "000000"}, caller)) == "account.no-attempt");
  // Another right password does not give another row of tries at once.
  const auto next = house.sign_in("amina@lab.example", kPassword);
  CHECK(code_of_failure(sign_in.finish({.code = "000000"},
                                       {.address = "192.0.2.7", .session = next->secret})) ==
        "account.slow-down");
}

TEST_CASE("the second step has its time") {
  House house;
  house.somebody();
  house.with_second_factor(house.signed_in());
  const auto half = house.sign_in("amina@lab.example", kPassword);
  house.clock.pass(kMaxSecondStep_ms + 1);
  const Caller caller{.address = "192.0.2.7", .session = half->secret};
  CHECK(code_of_failure(house.accounts->sign_in().finish(
            {.code = house.code_of("amina@lab.example")}, caller)) == "account.no-attempt");
  CHECK(house.accounts->identities().waits_for_code(half->secret) == false);
}

TEST_CASE("a recovery code serves once, however it is typed") {
  House house;
  house.somebody();
  const Confirmed confirmed = house.with_second_factor(house.signed_in());
  REQUIRE(confirmed.recovery_codes.size() == kRecoveryCodes);
  SignIn& sign_in = house.accounts->sign_in();
  std::string typed = confirmed.recovery_codes[3];
  std::erase(typed, '-');
  for (char& letter : typed) letter = static_cast<char>(std::tolower(letter));
  for (const std::string_view expected : {"", "account.code"}) {
    const auto half = house.sign_in("amina@lab.example", kPassword);
    CHECK(code_of_failure(sign_in.finish({.recovery_code = typed},
                                         {.address = "192.0.2.7", .session = half->secret})) ==
          expected);
  }
}

TEST_CASE("somebody acts for an organisation of their own alone") {
  House house;
  house.somebody();
  SignIn& sign_in = house.accounts->sign_in();
  const Given given{
      .name = "amina@lab.example", .password = kPassword, .organisation = "other.example"};
  CHECK(code_of_failure(sign_in.begin(given, {.address = "192.0.2.7"})) == "account.not-a-member");
}

TEST_CASE("a hash of yesterday's cost is renewed when the password is at hand") {
  House house;
  house.somebody();
  house.hash.cost = "c2";
  CHECK(house.sign_in("amina@lab.example", kPassword));
  CHECK(house.accounts->people().find("amina@lab.example")->password_hash.starts_with("c2$"));
  const int made = house.hash.made;
  CHECK(house.sign_in("amina@lab.example", kPassword));
  CHECK(house.hash.made == made);
}

}  // namespace
}  // namespace concordat::accounts
