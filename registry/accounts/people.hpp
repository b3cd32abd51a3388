// What the operator does with accounts: no password is ever known to anybody but its owner.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registry/accounts/ports.hpp"

namespace concordat::accounts {

struct Invited {
  Person person;
  std::string link;  // with which a password is chosen, once, within a day; shown once
};
struct Newcomer {
  std::string name;
  std::string display_name;
  std::string contact;
  std::vector<Membership> memberships;
};

class People {
 public:
  explicit People(const Ports& ports) : ports_(ports) {}

  // Codes: account.name (not a name to sign in with), account.name-taken, account.text,
  // account.too-many-memberships.
  [[nodiscard]] Result<Invited> add(const Newcomer& newcomer);
  // By sign-in name or pseudonym. Code account.no-such-person.
  [[nodiscard]] Result<Person> find(std::string_view name_or_id);
  // All of them, by pseudonym.
  [[nodiscard]] Result<std::vector<Person>> list();
  // Those and no others in that organisation; none: no member any more. Holds from the next request
  // on, whatever sessions and tokens there are.
  [[nodiscard]] Result<Person> set_roles(std::string_view name_or_id, const Membership& membership);
  // Another link; password, second factor, recovery codes, sessions and tokens are over.
  [[nodiscard]] Result<Invited> reset(std::string_view name_or_id);
  // Nothing signs in or acts until it is enabled; sessions are over.
  [[nodiscard]] Result<Person> disable(std::string_view name_or_id);
  [[nodiscard]] Result<Person> enable(std::string_view name_or_id);
  // Name, contact and everything else but the pseudonym are overwritten.
  [[nodiscard]] Result<Person> erase(std::string_view name_or_id);

 private:
  [[nodiscard]] Result<std::string> new_link(const Person& person);
  [[nodiscard]] Result<Person> set_state(std::string_view name_or_id, State state);

  const Ports& ports_;
};

[[nodiscard]] std::string_view name_of(State state);

}  // namespace concordat::accounts
