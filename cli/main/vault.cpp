#include "cli/main/vault.hpp"

#include <utility>

namespace concordat::cli {
namespace {

using Command = int (*)(const VaultOptions&, const Output&);

class VaultGroup {
 public:
  VaultGroup(CLI::App& app, VaultOptions& options, std::function<void(Command)> choose)
      : options_(options), choose_(std::move(choose)) {
    group_ = app.add_subcommand("vault", "records that are secret, and proofs of them");
    group_->require_subcommand(1);
    add_keeping();
    add_looking();
    add_proving();
    add_upkeep();
  }

 private:
  CLI::App* add(const std::string& name, const std::string& about, Command run) {
    CLI::App* made = group_->add_subcommand(name, about);
    made->callback([choose = choose_, run] { choose(run); });
    return made;
  }
  CLI::App* add_with_store(const std::string& name, const std::string& about, Command run) {
    CLI::App* made = add(name, about, run);
    made->add_option("--store", options_.site.store, "sqlite:FILE; the vault is FILE-private")
        ->required();
    return made;
  }
  CLI::App* add_with_key(const std::string& name, const std::string& about, Command run) {
    CLI::App* made = add_with_store(name, about, run);
    made->add_option("--master-key", options_.master_keys, "file of 32 octets, mode 0600");
    made->add_option("--master-passphrase", options_.master_passphrases,
                     "file whose first line is the passphrase");
    return made;
  }
  void add_id(CLI::App& command) {
    command.add_option("id", options_.id, "identifier of the record")->required();
  }
  void add_new_key(CLI::App& command) {
    command.add_option("--new-key", options_.new_key,
                       "file of the master key; written where there is none");
    command.add_option("--new-passphrase", options_.new_passphrase,
                       "file whose first line is the passphrase, in its place");
  }

  void add_keeping() {
    CLI::App* made = add_with_store("make", "make the vault of a store", vault_make);
    add_new_key(*made);

    made = add_with_key("keep", "keep a record", vault_keep);
    made->add_option("file", options_.file, "the body; - for standard input")->required();
    made->add_option("--kind", options_.kind,
                     "test-report, result-rows, compliance-history, inspection-file, consignment, "
                     "comment-confidential or contact-data")
        ->required();
    made->add_option("--class", options_.confidentiality,
                     "internal, confidential, strictly-confidential or personal")
        ->required();
    made->add_option("--basis", options_.basis,
                     "consent, contract, legal-obligation, vital-interest, public-task, "
                     "legitimate-interest or agreement")
        ->required();
    made->add_option("--owner", options_.owner, "organisation on file")->required();
    made->add_option("--media-type", options_.media_type, "of the body")->required();
    made->add_option("--keep-until", options_.keep_until, "the last day, YYYY-MM-DD")->required();
    made->add_option("--about", options_.about, "pseudonym of the person it is about");
    made->add_option("--rows", options_.rows, "JSON array of {name, value}, to be shown singly");
    made->add_option("--replaces", options_.replaces, "the version that this one corrects");

    made = add_with_key("erase", "destroy the key, rows and body of a record", vault_erase);
    add_id(*made);
    made->add_option("--by", options_.by, "pseudonym of who erases")->required();
    made->add_option("--why", options_.why,
                     "data-subject, court-order, owner, kept-in-error or retention-ended")
        ->required();
  }

  void add_looking() {
    CLI::App* made =
        add_with_store("show", "what is known of a record without its key", vault_show);
    add_id(*made);
    made = add_with_store("list", "the records, oldest first", vault_list);
    made->add_option("--owner", options_.owner, "of this organisation");
    made->add_option("--about", options_.about, "about this pseudonym");
    made->add_option("--kind", options_.kind, "of this kind");
    made->add_option("--after", options_.after, "sequence number behind which it begins");
    made->add_option("--limit", options_.limit, "how many at most")->check(CLI::Range(1, 10000));
    made = add_with_key("read", "the body of a record into a file", vault_read);
    add_id(*made);
    made->add_option("-o,--output", options_.output, "file to write, mode 0600")->required();
    made = add_with_key("rows", "the rows of a record, with their numbers", vault_rows);
    add_id(*made);
  }

  void add_proving() {
    CLI::App* made =
        add_with_store("batch", "log the commitments that are not in the log yet", vault_batch);
    made->add_option("--keys", options_.site.keys, "key folder; FILE.keys when not given");
    made->add_option("--passphrase-file", options_.site.passphrase_file,
                     "its first line opens the keys");
    made->add_option("--server", options_.server,
                     "https://HOST of the registry while it runs; the store when not given");
    made = add_with_key("prove", "prove a record, and open parts of it", vault_prove);
    add_id(*made);
    made->add_option("--part", options_.parts, "number of a part to open: 0 to 5 are the header");
    made->add_option("--row", options_.names, "name of a row to open");
    made->add_option("-o,--output", options_.output, "file; standard output when not given");
    made = add("check-proof", "check a proof offline", vault_check_proof);
    made->add_option("file", options_.file, "the proof; - for standard input")->required();
    made->add_option("--log-key", options_.log_key, "the log's verifier key (vkey), or its file")
        ->required();
    made->add_option("--body", options_.body, "the body in hand, held against its digest");
  }

  void add_upkeep() {
    CLI::App* made = add_with_key("retention", "erase what is over its last day", vault_retention);
    made->add_flag("--dry-run", options_.dry_run, "say what would be erased, erase nothing");
    made->add_flag("--runs", options_.runs, "what earlier runs did, the newest first");
    made = add_with_key("rotate", "put every record under another master key", vault_rotate);
    add_new_key(*made);
    add_with_key("check", "open every record whole, and hold the batches against the log",
                 vault_check);
  }

  VaultOptions& options_;
  std::function<void(Command)> choose_;
  CLI::App* group_ = nullptr;
};

}  // namespace

void add_vault(CLI::App& app, VaultOptions& options, std::function<void(Command)> choose) {
  VaultGroup(app, options, std::move(choose));
}

}  // namespace concordat::cli
