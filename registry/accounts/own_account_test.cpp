#include "registry/accounts/own_account.hpp"

#include <fstream>
#include <set>

#include <doctest/doctest.h>

#include "registry/accounts/accounts_for_tests.hpp"
#include "registry/accounts/secrets.hpp"

namespace concordat::accounts {
namespace {

template <class T>
std::string code_of_failure(const Result<T>& outcome) {
  return outcome ? "" : outcome.error().code;
}

Wanted wanted(const House& house, std::int64_t lasting_ms = kDay_ms) {
  return {.label = "ci",
          .scopes = {access::Scope::kStatements},
          .expires = {house.clock.now().milliseconds + lasting_ms}};
}

TEST_CASE("a first password is chosen with a link, once, within a day") {
  House house;
  People& people = house.accounts->people();
  OwnAccount& own = house.accounts->own();
  const auto invited = people.add({.name = "amina@lab.example"});
  REQUIRE(invited.has_value());
  CHECK(code_of_failure(own.choose_password(invited->link, "short")) == "account.password-short");
  CHECK(own.choose_password(invited->link, kPassword));
  CHECK(code_of_failure(own.choose_password(invited->link, kOtherPassword)) == "account.link");
  CHECK(house.sign_in("amina@lab.example", kPassword));

  const auto late = people.reset("amina@lab.example");
  house.clock.pass(kMaxLink_ms);
  CHECK(code_of_failure(own.choose_password(late->link, kPassword)) == "account.link");
  const auto first = people.reset("amina@lab.example");
  const auto second = people.reset("amina@lab.example");
  CHECK(code_of_failure(own.choose_password(first->link, kPassword)) == "account.link");
  CHECK(own.choose_password(second->link, kPassword));
  CHECK(code_of_failure(own.choose_password("concordat-link_x", kPassword)) == "account.link");
}

TEST_CASE("a new password ends every other session and gives this one another secret") {
  House house;
  house.somebody();
  const Opened here = house.signed_in();
  const Opened elsewhere = house.signed_in();
  OwnAccount& own = house.accounts->own();
  const Who who = *house.who(here.secret);
  CHECK(code_of_failure(own.change_password(who, "guess", kOtherPassword)) == "account.password");
  const auto changed = own.change_password(who, kPassword, kOtherPassword);
  REQUIRE(changed.has_value());
  CHECK_FALSE(house.who(here.secret).has_value());
  CHECK_FALSE(house.who(elsewhere.secret).has_value());
  CHECK(house.who(changed->secret).has_value());
  CHECK_FALSE(house.sign_in("amina@lab.example", kPassword).has_value());
  CHECK(house.sign_in("amina@lab.example", kOtherPassword).has_value());
}

TEST_CASE("a rotated session is not younger than its first") {
  House house;
  house.somebody();
  const Opened first = house.signed_in();
  house.clock.pass(kMaxSilence_ms);
  const auto changed =
      house.accounts->own().change_password(*house.who(first.secret), kPassword, kOtherPassword);
  REQUIRE(changed.has_value());
  CHECK(changed->session.opened == first.session.opened);
}

TEST_CASE("a second factor counts once its code was shown") {
  House house;
  house.somebody();
  const Opened opened = house.signed_in();
  OwnAccount& own = house.accounts->own();
  CHECK(code_of_failure(own.confirm_second_factor(*house.who(opened.secret), "000000")) ==
        "account.no-seed");
  const auto enrolment = own.begin_second_factor(*house.who(opened.secret));
  REQUIRE(enrolment.has_value());
  CHECK(enrolment->secret.size() == 32);
  CHECK(enrolment->address.find(enrolment->secret) != std::string::npos);
  CHECK(house.signed_in().session.stage == Stage::kWhole);  // not yet
  CHECK(code_of_failure(own.confirm_second_factor(*house.who(opened.secret), "000000")) ==
        "account.code");
  const Opened elsewhere = house.signed_in();
  const auto confirmed =
      own.confirm_second_factor(*house.who(opened.secret), house.code_of("amina@lab.example"));
  REQUIRE(confirmed.has_value());
  CHECK_FALSE(house.who(opened.secret).has_value());
  CHECK_FALSE(house.who(elsewhere.secret).has_value());
  CHECK(house.who(confirmed->session.secret).has_value());
  const Who who = *house.who(confirmed->session.secret);
  CHECK(code_of_failure(own.begin_second_factor(who)) == "account.second-factor-on");
  const std::set<std::string> codes(confirmed->recovery_codes.begin(),
                                    confirmed->recovery_codes.end());
  CHECK(codes.size() == kRecoveryCodes);
  CHECK(codes.begin()->size() == 29);

  const auto anew = own.new_recovery_codes(who);
  REQUIRE(anew.has_value());
  CHECK(house.store->take_recovery_code(
            who.person.id, hash_of_recovery_code(who.person.id, *codes.begin())) == false);
  CHECK(house.store->recovery_codes(who.person.id) == kRecoveryCodes);

  const auto ended = own.end_second_factor(who);
  REQUIRE(ended.has_value());
  CHECK(house.store->recovery_codes(who.person.id) == 0);
  CHECK(house.signed_in().session.stage == Stage::kWhole);
}

TEST_CASE("what changes how an account is reached asks for a fresh proof") {
  House house;
  house.somebody();
  const Opened opened = house.signed_in();
  house.clock.pass(kMaxFreshness_ms + 1);
  const Who who = *house.who(opened.secret);
  OwnAccount& own = house.accounts->own();
  CHECK(code_of_failure(own.begin_second_factor(who)) == "account.not-fresh");
  CHECK(code_of_failure(own.confirm_second_factor(who, "000000")) == "account.not-fresh");
  CHECK(code_of_failure(own.end_second_factor(who)) == "account.not-fresh");
  CHECK(code_of_failure(own.new_recovery_codes(who)) == "account.not-fresh");
  CHECK(code_of_failure(own.make_token(who, wanted(house))) == "account.not-fresh");
  CHECK(code_of_failure(own.rotate_token(who, "t-1")) == "account.not-fresh");
}

TEST_CASE("a token has scopes, a term, and at most the roles of its person") {
  House house;
  house.somebody();
  OwnAccount& own = house.accounts->own();
  const Who who = *house.who(house.signed_in().secret);
  CHECK(code_of_failure(own.make_token(who, wanted(house, 0))) == "account.expiry");
  CHECK(code_of_failure(own.make_token(who, wanted(house, kMaxToken_ms + 1))) == "account.expiry");
  Wanted none = wanted(house);
  none.scopes = {};
  CHECK(code_of_failure(own.make_token(who, none)) == "account.scopes");
  Wanted forged = wanted(house);
  forged.label = "x\r\nSet-Cookie: a=b";
  CHECK(code_of_failure(own.make_token(who, forged)) == "account.text");

  const auto made = own.make_token(who, wanted(house));
  REQUIRE(made.has_value());
  const auto service = house.accounts->identities().of_token(made->secret);
  REQUIRE(service.has_value());
  CHECK(service->principal.kind == access::Kind::kService);
  CHECK(service->principal.scopes == access::ScopeSet{access::Scope::kStatements});
  CHECK(service->principal.roles.contains(access::Role::kLaboratory));
  CHECK_FALSE(service->principal.fresh);
  // A token cannot make another, nor change how the account is reached.
  CHECK(code_of_failure(own.make_token(*service, wanted(house))) == "account.not-fresh");
  CHECK(code_of_failure(own.change_password(*service, kPassword, kOtherPassword)) ==
        "account.not-fresh");
  CHECK(house.store->tokens(who.person.id)->front().used == house.clock.now());

  house.clock.pass(kDay_ms);
  CHECK(code_of_failure(house.accounts->identities().of_token(made->secret)) == "account.token");
}

TEST_CASE("a rotated token overlaps with the one before for a day") {
  House house;
  house.somebody();
  OwnAccount& own = house.accounts->own();
  Identities& identities = house.accounts->identities();
  const Who who = *house.who(house.signed_in().secret);
  const auto made = own.make_token(who, wanted(house, 30 * kDay_ms));
  REQUIRE(made.has_value());
  const auto rotated = own.rotate_token(who, made->token.id);
  REQUIRE(rotated.has_value());
  CHECK(identities.of_token(made->secret).has_value());
  CHECK(identities.of_token(rotated->secret).has_value());
  house.clock.pass(kTokenOverlap_ms);
  CHECK(code_of_failure(identities.of_token(made->secret)) == "account.token");
  // By itself it gets another secret, and no longer a term.
  const Who service = *identities.of_token(rotated->secret);
  const auto again = own.rotate_token(service, rotated->token.id);
  REQUIRE(again.has_value());
  CHECK(again->token.expires == rotated->token.expires);
  CHECK(code_of_failure(own.rotate_token(service, "t-of-another")) == "account.not-fresh");
  // Revoked at once.
  CHECK(house.store->end_token(who.person.id, again->token.id) == true);
  CHECK(code_of_failure(identities.of_token(again->secret)) == "account.token");
}

TEST_CASE("tokens have a number, and what has expired is cleared away") {
  House house;
  house.somebody();
  OwnAccount& own = house.accounts->own();
  const Opened opened = house.signed_in();
  for (std::size_t count = 0; count < kMaxTokens; ++count) {
    REQUIRE(own.make_token(*house.who(opened.secret), wanted(house, kHour_ms)));
  }
  CHECK(code_of_failure(own.make_token(*house.who(opened.secret), wanted(house))) ==
        "account.too-many-tokens");
  house.clock.pass(kHour_ms);
  REQUIRE(house.accounts->forget());
  CHECK(house.store->tokens(opened.session.person)->empty());
  CHECK(house.store->sessions(opened.session.person)->size() == 1);
  house.clock.pass(kMaxSession_ms);
  REQUIRE(house.accounts->forget());
  CHECK(house.store->sessions(opened.session.person)->empty());
}

TEST_CASE("people correct what is held about them") {
  House house;
  house.somebody();
  OwnAccount& own = house.accounts->own();
  const Who who = *house.who(house.signed_in().secret);
  CHECK(code_of_failure(own.correct(who, {.display_name = "A\nB"})) == "account.text");
  CHECK(code_of_failure(own.correct(who, {.contact = std::string(401, 'x')})) == "account.text");
  REQUIRE(own.correct(who, {.display_name = "Amina D.", .contact = "desk 4"}));
  CHECK(house.accounts->people().find("amina@lab.example")->display_name == "Amina D.");
  // On what was read before.
  CHECK(code_of_failure(own.correct(who, {.contact = "desk 5"})) == "account.changed-meanwhile");
}

TEST_CASE("an erased person leaves a pseudonym in the file and nothing else") {
  House house;
  const Person person = house.somebody();
  const Opened opened = house.signed_in();
  REQUIRE(
      house.accounts->own().correct(*house.who(opened.secret), {.contact = "behind the old mill"}));
  const auto erased = house.accounts->people().erase("amina@lab.example");
  REQUIRE(erased.has_value());
  CHECK(erased->id == person.id);
  CHECK(erased->state == State::kErased);
  CHECK_FALSE(house.who(opened.secret).has_value());
  CHECK(code_of_failure(house.accounts->people().find("amina@lab.example")) ==
        "account.no-such-person");
  CHECK(code_of_failure(house.accounts->people().reset(person.id)) == "account.no-such-person");
  CHECK(code_of_failure(house.accounts->people().enable(person.id)) == "account.no-such-person");
  // The name is free again, for somebody else.
  CHECK(house.somebody().id != person.id);
  REQUIRE(house.accounts->people().erase("amina@lab.example"));
  house.accounts.reset();
  house.store.reset();
  for (const auto& entry : std::filesystem::directory_iterator(house.folder.path())) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string octets{std::istreambuf_iterator<char>(file), {}};
    for (const std::string_view held : {"amina@lab", "Amina Diallo", "old mill", "+221 33"}) {
      CHECK(octets.find(held) == std::string::npos);
    }
  }
}

TEST_CASE("no secret lies in the file as it was given out") {
  House house;
  house.somebody();
  const Opened opened = house.signed_in();
  const auto enrolment = house.accounts->own().begin_second_factor(*house.who(opened.secret));
  const auto confirmed = house.accounts->own().confirm_second_factor(
      *house.who(opened.secret), house.code_of("amina@lab.example"));
  REQUIRE(confirmed.has_value());
  const auto token =
      house.accounts->own().make_token(*house.who(confirmed->session.secret), wanted(house));
  REQUIRE(token.has_value());
  const auto invited = house.accounts->people().add({.name = "bruno@lab.example"});
  const auto person = house.accounts->people().find("amina@lab.example");
  const auto seed = house.seal.open(person->seed, person->id);
  REQUIRE(seed.has_value());
  house.accounts.reset();
  house.store.reset();
  for (const auto& entry : std::filesystem::directory_iterator(house.folder.path())) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string octets{std::istreambuf_iterator<char>(file), {}};
    for (const std::string_view secret :
         {std::string_view(kPassword), std::string_view(opened.secret),
          std::string_view(confirmed->session.secret), std::string_view(token->secret),
          std::string_view(invited->link), std::string_view(enrolment->secret),
          std::string_view(confirmed->recovery_codes.front()), text_of(ByteView(*seed))}) {
      CHECK(octets.find(secret) == std::string::npos);
    }
  }
}

}  // namespace
}  // namespace concordat::accounts
