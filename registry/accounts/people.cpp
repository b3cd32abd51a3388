#include "registry/accounts/people.hpp"

#include <algorithm>

#include "registry/accounts/limits.hpp"
#include "registry/accounts/own_account.hpp"
#include "registry/accounts/secrets.hpp"
#include "registry/accounts/sign_in.hpp"

namespace concordat::accounts {
namespace {

// People are listed in one go by the operator alone; the store gives them in pages.
constexpr std::size_t kPage = 500;

Status check_memberships(const std::vector<Membership>& memberships) {
  if (memberships.size() <= kMaxMemberships) return {};
  return fail({.code = "account.too-many-memberships",
               .expected = "at most " + std::to_string(kMaxMemberships)});
}

}  // namespace

std::string_view name_of(State state) {
  switch (state) {
    case State::kActive:
      return "active";
    case State::kDisabled:
      return "disabled";
    case State::kErased:
      return "erased";
  }
  return {};
}

Result<std::string> People::new_link(const Person& person) {
  std::string link = new_checked_secret(ports_.randomness, kLinkPrefix);
  const Instant expires{ports_.clock.now().milliseconds + kMaxLink_ms};
  CONCORDAT_CHECK(ports_.store.set_link(person.id, hash_of(link), expires));
  return link;
}

Result<Invited> People::add(const Newcomer& newcomer) {
  const std::string name = sign_in_name(newcomer.name, ports_.form);
  if (name.empty()) return fail({.code = "account.name", .place = "/name"});
  CONCORDAT_CHECK(check_private_text(newcomer.display_name, "/displayName"));
  CONCORDAT_CHECK(check_private_text(newcomer.contact, "/contact"));
  CONCORDAT_CHECK(check_memberships(newcomer.memberships));
  Person person{.id = new_id(ports_.randomness, 'p'),
                .name = name,
                .display_name = newcomer.display_name,
                .contact = newcomer.contact,
                .memberships = newcomer.memberships,
                .made = ports_.clock.now()};
  std::ranges::sort(person.memberships, {}, &Membership::organisation);
  CONCORDAT_CHECK(ports_.store.add(person));
  CONCORDAT_TRY(link, new_link(person));
  return Invited{.person = std::move(person), .link = std::move(link)};
}

Result<Person> People::find(std::string_view name_or_id) {
  CONCORDAT_TRY(by_id, ports_.store.person(name_or_id));
  if (by_id) return *by_id;
  CONCORDAT_TRY(by_name, ports_.store.person_named(sign_in_name(name_or_id, ports_.form)));
  if (by_name) return *by_name;
  return fail({.code = "account.no-such-person", .place = std::string(name_or_id)});
}

Result<std::vector<Person>> People::list() {
  std::vector<Person> all;
  for (;;) {
    const std::string after = all.empty() ? std::string() : all.back().id;
    CONCORDAT_TRY(page, ports_.store.people(after, kPage));
    all.insert(all.end(), page.begin(), page.end());
    if (page.size() < kPage) return all;
  }
}

Result<Person> People::set_roles(std::string_view name_or_id, const Membership& membership) {
  CONCORDAT_TRY(person, find(name_or_id));
  std::erase_if(person.memberships, [&](const Membership& member) {
    return member.organisation == membership.organisation;
  });
  if (!membership.roles.empty()) person.memberships.push_back(membership);
  CONCORDAT_CHECK(check_memberships(person.memberships));
  std::ranges::sort(person.memberships, {}, &Membership::organisation);
  CONCORDAT_CHECK(ports_.store.change(person));
  return person;
}

Result<Invited> People::reset(std::string_view name_or_id) {
  CONCORDAT_TRY(person, find(name_or_id));
  if (person.state == State::kErased) {
    return fail({.code = "account.no-such-person", .place = std::string(name_or_id)});
  }
  person.password_hash.clear();
  person.seed.clear();
  person.second_factor = false;
  ++person.epoch;
  // First the row, by whose epoch everything else is judged: a sign-in under way comes too late.
  CONCORDAT_CHECK(ports_.store.change(person));
  CONCORDAT_CHECK(ports_.store.end_sessions(person.id));
  CONCORDAT_CHECK(ports_.store.end_tokens(person.id));
  CONCORDAT_CHECK(ports_.store.set_recovery_codes(person.id, {}));
  CONCORDAT_TRY(link, new_link(person));
  return Invited{.person = std::move(person), .link = std::move(link)};
}

Result<Person> People::set_state(std::string_view name_or_id, State state) {
  CONCORDAT_TRY(person, find(name_or_id));
  if (person.state == State::kErased) {
    return fail({.code = "account.no-such-person", .place = std::string(name_or_id)});
  }
  person.state = state;
  ++person.epoch;
  CONCORDAT_CHECK(ports_.store.change(person));
  CONCORDAT_CHECK(ports_.store.end_sessions(person.id));
  return person;
}

Result<Person> People::disable(std::string_view name_or_id) {
  return set_state(name_or_id, State::kDisabled);
}

Result<Person> People::enable(std::string_view name_or_id) {
  return set_state(name_or_id, State::kActive);
}

Result<Person> People::erase(std::string_view name_or_id) {
  CONCORDAT_TRY(person, find(name_or_id));
  CONCORDAT_CHECK(ports_.store.erase(person.id));
  return find(person.id);
}

}  // namespace concordat::accounts
