#include "cli/main/account_commands.hpp"

namespace concordat::cli {

void add_account_commands(CLI::App& app, AccountOptions& options, const AccountCommands& commands) {
  CLI::App* group = app.add_subcommand("account", "who may sign in to this registry");
  group->require_subcommand(1);
  const auto add = [&](const char* name, const char* about,
                       int (*run)(const AccountOptions&, const Output&)) {
    CLI::App* made = group->add_subcommand(name, about);
    commands.add_site(*made);
    commands.on(made, run);
    return made;
  };
  const auto add_named = [&](const char* name, const char* about,
                             int (*run)(const AccountOptions&, const Output&)) {
    CLI::App* made = add(name, about, run);
    made->add_option("name", options.name, "the name to sign in with, or the account")->required();
    return made;
  };
  CLI::App* made =
      add_named("add", "make an account; prints the link with which its owner chooses a password",
                account_add);
  made->add_option("--display-name", options.display_name, "what the person is called");
  made->add_option("--contact", options.contact, "how the person is reached");
  made->add_option("--role", options.roles, "ORGANISATION=ROLE,ROLE; may be given again");
  add("list", "every account", account_list);
  made = add_named("roles", "change roles; they hold from the next request on", account_roles);
  made->add_option("roles", options.roles, "ORGANISATION=ROLE,ROLE; no role: no member any more")
      ->required();
  add_named("reset", "end password, second factor, sessions and tokens; prints another link",
            account_reset);
  add_named("disable", "let nobody in with it until it is enabled", account_disable);
  add_named("enable", "let its owner in again", account_enable);
  add_named("erase", "overwrite all of it but the pseudonym", account_erase);
}

}  // namespace concordat::cli
