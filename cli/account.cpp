// account: who may sign in, for the operator of this installation.
#include "cli/print.hpp"
#include "cli/site_accounts.hpp"
#include "registry/bundle/signing.hpp"

namespace concordat::cli {
namespace {

using accounts::Membership;
using accounts::Person;
using private_file::Opening;

json::Value roles_json(access::RoleSet roles) {
  json::Array names;
  for (const auto& row : access::kRoles) {
    if (roles.contains(row.value)) names.emplace_back(row.name);
  }
  return names;
}

json::Object person_json(const Person& person) {
  json::Array memberships;
  for (const Membership& membership : person.memberships) {
    memberships.emplace_back(json::Object{{"organisation", membership.organisation},
                                          {"roles", roles_json(membership.roles)}});
  }
  return {{"account", person.id},
          {"name", person.name},
          {"displayName", person.display_name},
          {"state", accounts::name_of(person.state)},
          {"memberships", std::move(memberships)},
          {"secondFactor", person.second_factor}};
}

std::string person_text(const Person& person) {
  std::string text = person.id + "  " + std::string(accounts::name_of(person.state));
  if (!person.name.empty()) text += "  " + person.name;
  for (const Membership& membership : person.memberships) {
    text += "  " + membership.organisation + "=";
    std::string_view between;
    for (const auto& row : access::kRoles) {
      if (!membership.roles.contains(row.value)) continue;
      text.append(between).append(row.name);
      between = ",";
    }
  }
  return text;
}

void print_person(const Person& person, const Output& output, const std::string& link = {}) {
  json::Object shown = person_json(person);
  if (output.json) {
    if (!link.empty()) shown.set("link", link);
    print_json(shown);
    return;
  }
  print_line(person_text(person));
  if (!link.empty()) print_line("link  " + link);
}

int print_outcome(const Result<Person>& outcome, const Output& output) {
  if (!outcome) return print_error(outcome.error(), output, status_of(outcome.error()));
  print_person(*outcome, output);
  return kAnswered;
}

int print_outcome(const Result<accounts::Invited>& outcome, const Output& output) {
  if (!outcome) return print_error(outcome.error(), output, status_of(outcome.error()));
  print_person(outcome->person, output, outcome->link);
  return kAnswered;
}

Error not_roles(std::string_view text) {
  std::string expected;
  for (const auto& row : access::kRoles) expected.append(row.name).append(" ");
  expected.pop_back();
  return {.code = "account.roles", .place = std::string(text), .expected = std::move(expected)};
}

// "ORGANISATION=ROLE,ROLE"; no role at all where nothing stands behind the sign.
Result<Membership> membership_of(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) return fail(not_roles(text));
  Membership membership{.organisation = std::string(text.substr(0, equals))};
  for (std::string_view rest = text.substr(equals + 1); !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    const auto role = access::role_named(rest.substr(0, end));
    if (!role) return fail(not_roles(text));
    membership.roles.add(*role);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return membership;
}

// All of them of organisations on file, or of the operator, whom the founding statement names.
Result<std::vector<Membership>> memberships_of(const AccountOptions& options,
                                               const Output& output) {
  std::vector<Membership> memberships;
  if (options.roles.empty()) return memberships;
  CONCORDAT_TRY(registry, open_registry(options.site, Access::kRead, output));
  CONCORDAT_TRY(operating, registry::bundle::operator_of(*registry));
  for (const std::string& text : options.roles) {
    CONCORDAT_TRY(membership, membership_of(text));
    if (membership.organisation != operating) {
      CONCORDAT_TRY(shown, registry->show("organisations", membership.organisation));
      membership.organisation = shown.id;
    }
    memberships.push_back(std::move(membership));
  }
  return memberships;
}

// What is asked, of the accounts of this site.
template <class Ask>
int with_accounts(const AccountOptions& options, Opening opening, const Output& output,
                  const Ask& ask) {
  const auto site = SiteAccounts::open(options.site, {}, opening);
  if (!site) return print_error(site.error(), output, kUnanswered);
  return ask((*site)->accounts().people());
}

}  // namespace

int account_add(const AccountOptions& options, const Output& output) {
  const auto memberships = memberships_of(options, output);
  if (!memberships) return print_error(memberships.error(), output, kRefused);
  return with_accounts(options, Opening::kCreate, output, [&](accounts::People& people) {
    return print_outcome(people.add({.name = options.name,
                                     .display_name = options.display_name,
                                     .contact = options.contact,
                                     .memberships = *memberships}),
                         output);
  });
}

int account_list(const AccountOptions& options, const Output& output) {
  return with_accounts(options, Opening::kExisting, output, [&](accounts::People& people) {
    const auto all = people.list();
    if (!all) return print_error(all.error(), output, kUnanswered);
    for (const Person& person : *all) print_person(person, output);
    return int{kAnswered};
  });
}

int account_roles(const AccountOptions& options, const Output& output) {
  const auto memberships = memberships_of(options, output);
  if (!memberships) return print_error(memberships.error(), output, kRefused);
  return with_accounts(options, Opening::kExisting, output, [&](accounts::People& people) {
    Result<Person> person = people.find(options.name);
    for (const Membership& membership : *memberships) {
      if (person) person = people.set_roles(person->id, membership);
    }
    return print_outcome(person, output);
  });
}

int account_reset(const AccountOptions& options, const Output& output) {
  return with_accounts(options, Opening::kExisting, output, [&](accounts::People& people) {
    return print_outcome(people.reset(options.name), output);
  });
}

int account_disable(const AccountOptions& options, const Output& output) {
  return with_accounts(options, Opening::kExisting, output, [&](accounts::People& people) {
    return print_outcome(people.disable(options.name), output);
  });
}

int account_enable(const AccountOptions& options, const Output& output) {
  return with_accounts(options, Opening::kExisting, output, [&](accounts::People& people) {
    return print_outcome(people.enable(options.name), output);
  });
}

int account_erase(const AccountOptions& options, const Output& output) {
  return with_accounts(options, Opening::kExisting, output, [&](accounts::People& people) {
    return print_outcome(people.erase(options.name), output);
  });
}

}  // namespace concordat::cli
