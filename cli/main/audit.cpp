#include "cli/main/audit.hpp"

namespace concordat::cli {
namespace {

void add_store(CLI::App& command, SiteOptions& site) {
  command.add_option("--store", site.store, "sqlite:FILE")->required();
}

void add_filters(CLI::App& command, AuditOptions& options) {
  command.add_option("--person", options.person, "pseudonym of who asked");
  command.add_option("--organisation", options.organisation, "for which organisation");
  command.add_option("--owner", options.owner, "the organisation whose it is");
  command.add_option("--about", options.about, "pseudonym of whom it is about");
  command.add_option("--resource", options.resource, "what was asked for");
  command.add_option("--from", options.from, "YYYY-MM-DDTHH:MM:SSZ, and later");
  command.add_option("--until", options.until, "YYYY-MM-DDTHH:MM:SSZ, and before");
  command.add_option("--before", options.before, "numbers below: the next page");
  command.add_option("--limit", options.limit, "1 to 1000");
}

}  // namespace

void AuditCommands::add_to(CLI::App& app, std::function<int()>& chosen, const Output& output) {
  const auto on = [&, this](CLI::App* command, int (*run)(const AuditOptions&, const Output&)) {
    command->callback([this, &chosen, &output, run] {
      chosen = [this, &output, run] { return run(options_, output); };
    });
  };
  CLI::App* group = app.add_subcommand("audit", "records of access to what is not public");
  group->require_subcommand(1);
  CLI::App* made = group->add_subcommand("check", "are they whole, and what the log commits to");
  add_store(*made, options_.site);
  on(made, audit_check);
  made = group->add_subcommand("search", "who looked at what, the newest first; leaves a record");
  add_store(*made, options_.site);
  add_filters(*made, options_);
  on(made, audit_search);
  made = group->add_subcommand(
      "counts", "how many people looked, by organisation and purpose; counts of few are withheld");
  add_store(*made, options_.site);
  made->add_option("--from", options_.from, "YYYY-MM-DDTHH:MM:SSZ, and later");
  made->add_option("--until", options_.until, "YYYY-MM-DDTHH:MM:SSZ, and before");
  made->add_option("--minimum", options_.minimum, "of people in a count that is shown")
      ->check(CLI::Range(2, 1'000));
  on(made, audit_counts);
  made = group->add_subcommand("head", "commit the log to the newest record");
  add_store(*made, options_.site);
  made->add_option("--keys", options_.site.keys, "key folder; FILE.keys when not given");
  made->add_option("--passphrase-file", options_.site.passphrase_file,
                   "its first line opens the keys");
  on(made, audit_head);
}

}  // namespace concordat::cli
