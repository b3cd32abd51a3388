// The command line: arguments in, one command out.
#include <CLI/CLI.hpp>

#include "adapters/system/core_dumps.hpp"
#include "cli/commands.hpp"
#include "cli/main/account_commands.hpp"
#include "cli/main/audit.hpp"
#include "cli/main/reference.hpp"
#include "cli/main/vault.hpp"

namespace {

using namespace concordat::cli;

void add_site(CLI::App& command, SiteOptions& site) {
  command.add_option("--store", site.store, "sqlite:FILE")->required();
  command.add_option("--keys", site.keys, "key folder; FILE.keys when not given");
  command.add_option("--passphrase-file", site.passphrase_file, "its first line opens the keys");
}

void add_seen(CLI::App& command, SiteOptions& site) {
  command.add_option("--seen", site.seen,
                     "checkpoint, proof or exported folder that shows what was signed");
}

void add_offline(CLI::App& command, OfflineOptions& offline) {
  command.add_option("--log-key", offline.log_key, "the log's verifier key (vkey), or its file");
  command.add_flag("--expired-ok", offline.expired_ok,
                   "answer from a bundle that has expired, and say so");
}

// Every command, its options, and what it ended with.
class CommandLine {
 public:
  CommandLine() : app_("Concordat: will this market accept this certificate, and why?") {
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.add_option("--format", format_, "text or json")->check(CLI::IsMember({"text", "json"}));
    app_.add_option("--lang", output_.language, "ar, zh, en, fr, ru or es")
        ->check(CLI::IsMember({"ar", "zh", "en", "fr", "ru", "es"}));
    app_.add_flag_callback(
        "--reference",
        [this] {
          std::fputs(command_reference(app_).c_str(), stdout);
          throw CLI::Success();
        },
        "print every command and option as Markdown");
    add_writing();
    add_serving();
    add_asking();
    add_verifying();
    add_issuing();
    add_paper();
    add_taking_along();
    add_log();
    add_keeping();
    add_keys();
    add_account_commands(app_, account_,
                         {.on = [this](CLI::App* made, auto run) { on(made, account_, run); },
                          .add_site = [this](CLI::App& made) { add_site(made, account_.site); }});
    add_vault(app_, vault_, [this](int (*run)(const VaultOptions&, const Output&)) {
      chosen_ = [this, run] { return run(vault_, output_); };
    });
    audit_.add_to(app_, chosen_, output_);
  }

  int run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? kAnswered : kUsage;
    }
    output_.json = format_ == "json";
    return chosen_();
  }

 private:
  template <class Options>
  void on(CLI::App* command, Options& options, int (*run)(const Options&, const Output&)) {
    command->callback([this, &options, run] {
      chosen_ = [this, &options, run] { return run(options, output_); };
    });
  }

  void add_writing() {
    CLI::App* made = app_.add_subcommand("init", "found a registry");
    add_site(*made, init_.site);
    made->add_option("--origin", init_.origin, "the log's identity, for ever");
    made->add_option("--founding", init_.founding, "founding template (JSON)");
    made->add_flag("--demo", init_.demonstration, "load the demonstration registry");
    on(made, init_, init);

    made = app_.add_subcommand("submit", "sign and submit drafts, or submit signed statements");
    add_site(*made, submit_.site);
    made->add_option("files", submit_.files, "JSON arrays or NDJSON; standard input when none");
    made->add_flag("--enrol", submit_.enrol, "make and enrol a key for authors without one");
    on(made, submit_, submit);

    made = app_.add_subcommand("file", "sign and file certificates of a body, many at once");
    add_site(*made, file_.site);
    made->get_option("--store")->required(false);  // a server can take them instead
    made->add_option("--server", file_.server,
                     "https://HOST of a registry that takes them; needs --keys");
    made->add_option("--body", file_.body, "the organisation that files and signs")->required();
    made->add_option("file", file_.file,
                     "CSV or NDJSON, a certificate a line; - for standard input")
        ->required();
    made->add_option("--report", file_.report, "file for the outcome of every line (NDJSON)");
    made->add_option("--stop-at", file_.stop_at, "stop at so many refused lines");
    on(made, file_, file);

    made =
        app_.add_subcommand("import", "read a published file of others as transcribed statements");
    add_site(*made, import_.site);
    made->get_option("--store")->required(false);  // neither `list` nor --dry-run needs one
    made->add_option("kind", import_.kind, "kind of file; `import list` names them")->required();
    made->add_option("files", import_.files, "files, as their publishers give them");
    made->add_flag("--dry-run", import_.dry_run, "print the drafts, submit nothing");
    on(made, import_, import);
  }

  void add_tls(CLI::App& made) {
    auto* certificate = made.add_option("--tls-certificate", serve_.tls_certificate,
                                        "TLS: the server's certificate and those above it, PEM");
    auto* key = made.add_option("--tls-key", serve_.tls_key, "the certificate's key, PEM");
    certificate->needs(key);
    key->needs(certificate);
    made.add_option("--client-authorities", serve_.client_authorities,
                    "TLS: who signs the certificates that clients may show, PEM")
        ->needs(certificate);
  }

  void add_serving() {
    CLI::App* made = app_.add_subcommand("serve", "answer over HTTP");
    add_site(*made, serve_.site);
    made->add_option("--address", serve_.address, "address to listen on");
    made->add_option("--port", serve_.port, "port; 0 chooses a free one and prints it");
    made->add_option("--credential-key", serve_.credential_key,
                     "name of the key that signs credentials; unsigned when not given");
    made->add_option("--receipt-key", serve_.receipt_key,
                     "name of the operator's key that signs receipts; none when not given");
    made->add_flag("--read-only", serve_.read_only, "answer without the keys, refuse writes");
    made->add_option("--public-address", serve_.public_address,
                     "https://HOST under which others reach it; otherwise http and the host that a "
                     "request names");
    add_tls(*made);
    auto* web = made->add_option("--web", serve_.web,
                                 "folder of the web application, as ./dev web builds it");
    made->add_option("--map", serve_.map, "shapes of markets for the application, GeoJSON")
        ->needs(web);
    made->add_option("--kept-verdicts", serve_.kept_verdicts_mib,
                     "MiB for verdicts given before; 0 keeps none")
        ->check(CLI::Range(0, 4096));
    made->add_flag("--vc-api", serve_.vc_api,
                   "the VC-API below /vc-api, for tests; loopback addresses alone");
    made->add_option(
        "--vc-api-keys", serve_.vc_api_keys,
        "folder of test keys, made when missing, with which the VC-API signs anything");
    made->add_flag("--vc-api-anywhere", serve_.vc_api_anywhere,
                   "let other machines reach the VC-API and have it sign");
    add_seen(*made, serve_.site);
    on(made, serve_, serve);
  }

  void add_coverage() {
    CLI::App* made =
        app_.add_subcommand("coverage", "who recognises whom, and where nothing leads");
    add_site(*made, coverage_.site);
    made->add_option("--on", coverage_.on, "date, YYYY-MM-DD; today when absent");
    made->add_option("--sector", coverage_.sector, "one product group");
    made->add_option("--kind", coverage_.kind, "R1 to R7")
        ->check(CLI::IsMember({"R1", "R2", "R3", "R4", "R5", "R6", "R7"}));
    made->add_flag("--changes", coverage_.changes, "the days on which it changes instead");
    made->add_option("--from", coverage_.from, "with --changes: the first day looked at");
    made->add_option("--until", coverage_.until, "with --changes: the day behind the last");
    made->add_option("--as-of", coverage_.as_of, "log size to answer at");
    on(made, coverage_, coverage);
  }

  void add_asking() {
    CLI::App* made = app_.add_subcommand("decide", "will this market accept this certificate?");
    add_site(*made, decide_.site);
    made->get_option("--store")->required(false);  // or a bundle
    made->add_option("--bundle", decide_.offline.bundle, "a bundle to ask instead of a store");
    add_offline(*made, decide_.offline);
    made->add_option("--receipt", decide_.receipt,
                     "print a receipt, signed by this key of the operator");
    made->add_option("--market", decide_.market, "ES, EU, GB-NIR ...");
    made->add_option("--certificate", decide_.certificates, "number as printed, or identifier");
    made->add_option("--issuer", decide_.issuer, "who issued it, when several use the number");
    made->add_option("--digest", decide_.digest, "sha256:... of the document in hand");
    made->add_option("--on", decide_.on, "date of the event, YYYY-MM-DD");
    made->add_option("--event", decide_.event,
                     "placing-on-market, presentation-at-border, putting-into-service");
    made->add_option("--purpose", decide_.purpose, "recognition or market-access");
    made->add_option("--product", decide_.product,
                     "hs=...,model=...,sector=...,batch=...,attribute.NAME=VALUE");
    made->add_option("--operators", decide_.operators,
                     "manufacturer=...,holder=...,brand=...,importer=...");
    made->add_option("--as-of", decide_.as_of, "log size to answer at");
    made->add_option("--batch", decide_.batch, "CSV manifest; one answer a line (NDJSON)");
    made->add_option("--credential", decide_.credential,
                     "conformity credential that is shown; answers in JSON; - for standard input");
    made->add_option("--controllers", decide_.controllers,
                     "folder of DID documents and controlled identifier documents for it");
    made->add_flag("--as-credential", decide_.as_credential,
                   "the answer as a credential: what the registry computed");
    made->add_option("--key", decide_.key, "name of the key that signs it");
    on(made, decide_, decide);

    add_coverage();

    made = app_.add_subcommand("show", "one resource or statement");
    add_site(*made, show_.site);
    made->add_option("kind", show_.kind, "certificates, organisations, statements ...")->required();
    made->add_option("id", show_.id, "identifier, number or index")->required();
    on(made, show_, show);

    made = app_.add_subcommand("search", "full text and by field");
    add_site(*made, search_.site);
    made->add_option("text", search_.text, "words");
    made->add_option("--kind", search_.kind, "kind of resource");
    made->add_option("--where", search_.filters, "NAME=VALUE, exact");
    made->add_option("--after", search_.after, "cursor");
    made->add_option("--limit", search_.limit, "1 to 500");
    on(made, search_, search);

    made = app_.add_subcommand("jcs", "canonical form (RFC 8785) of standard input");
    made->callback([this] { chosen_ = [] { return jcs(); }; });
  }

  void add_verifying() {
    CLI::App* made = app_.add_subcommand("verify", "is this credential good?");
    made->add_option("file", verify_.file, "credential or presentation; - for standard input");
    made->add_option("--suite", verify_.suite, "NDJSON of questions; one answer a line");
    made->add_option("--at", verify_.at, "as of when, YYYY-MM-DDTHH:MM:SSZ; now when not given");
    made->add_option("--skew", verify_.skew_seconds, "seconds that clocks may differ")
        ->check(CLI::Range(0, 3600));
    made->add_option("--controllers", verify_.controllers,
                     "folder of DID documents and controlled identifier documents");
    made->add_option("--key", verify_.key, "public JWK, or its file, for an issuer without one");
    made->add_option("--status-lists", verify_.status_lists, "folder of status lists");
    made->add_option("--status-list-issuer", verify_.list_issuers,
                     "who may state a status beside the issuer");
    made->add_option("--nonce", verify_.nonce, "what the holder must have signed");
    made->add_option("--audience", verify_.audience, "whom it must have been made for");
    made->add_option("--max-age", verify_.max_age_seconds, "seconds since the holder made it")
        ->check(CLI::Range(0, 366 * 24 * 3600));
    made->add_flag("--strict-terms", verify_.strict_terms,
                   "refuse terms that no context defines, and unknown contexts");
    CLI::Option* online =
        made->add_flag("--online", verify_.online, "fetch documents that are not at hand");
    online->needs(made->add_option("--host", verify_.hosts,
                                   "NAME or NAME:PORT that may be asked; nothing else is")
                      ->needs(online));
    made->add_option("--trust", verify_.trust.store, "sqlite:FILE of a registry to ask");
    made->add_option("--bundle", verify_.offline.bundle,
                     "a bundle to ask, and whose documents and status lists are used");
    add_offline(*made, verify_.offline);
    on(made, verify_, verify);
  }

  void add_issuing() {
    CLI::App* group = app_.add_subcommand("credential", "credentials about what is on file");
    group->require_subcommand(1);
    CLI::App* made = group->add_subcommand("issue", "print a credential, in the registry's name");
    add_site(*made, credential_.site);
    made->add_option("kind", credential_.kind,
                     "certificates, organisations, accreditations, designations, signatories, "
                     "agreements or equivalence-decisions")
        ->required();
    made->add_option("id", credential_.id, "identifier, number or index")->required();
    made->add_option("--key", credential_.key,
                     "name of the key that signs; unsigned when not given");
    made->add_option("--status-list", credential_.status_list,
                     "address of a status list that somebody else keeps, in place of our own");
    made->add_option("--status-index", credential_.status_index, "its place in that list");
    made->add_option("--status-purpose", credential_.status_purpose,
                     "revocation, suspension, refresh or message");
    on(made, credential_, credential_issue);
    made = group->add_subcommand("did", "print the DID document to publish for that key");
    add_site(*made, credential_.site);
    made->add_option("--key", credential_.key, "name of the key")->required();
    on(made, credential_, credential_did);

    made = app_.add_subcommand("vocabulary", "the catalogue of schemes, profiles and criteria");
    add_site(*made, vocabulary_.site);
    made->add_option("entry", vocabulary_.entry,
                     "KIND/IDENTIFIER[/PART], as behind /vocabulary/ of an address");
    made->add_flag("--all", vocabulary_.everything, "every entry, one a line");
    on(made, vocabulary_, vocabulary);
    add_status_lists(*group);
  }

  CLI::App* add_status_list(CLI::App& group, const std::string& name, const std::string& about) {
    CLI::App* made = group.add_subcommand(name, about);
    add_site(*made, status_list_.site);
    made->add_option("--key", status_list_.key, "name of the key that signs credentials")
        ->required();
    return made;
  }

  void add_status_lists(CLI::App& credential) {
    CLI::App* group =
        credential.add_subcommand("status-list", "the status lists of what the registry issues");
    group->require_subcommand(1);
    const auto add_moment = [this](CLI::App& command) {
      command.add_option("--timestamp", status_list_.timestamp,
                         "as it was then, YYYY-MM-DDTHH:MM:SSZ; now when not given");
    };
    CLI::App* made = add_status_list(*group, "print", "print a list as a signed token");
    made->add_option("number", status_list_.number, "of the list, from 0")->required();
    made->add_option("--form", status_list_.form, "suspension, revocation or token")
        ->check(CLI::IsMember({"suspension", "revocation", "token"}));
    add_moment(*made);
    on(made, status_list_, status_list_print);
    made = add_status_list(*group, "find", "where the status of a credential stands, and which");
    made->add_option("kind", status_list_.kind, "certificates, organisations or accreditations")
        ->required();
    made->add_option("id", status_list_.id, "identifier, number or index")->required();
    on(made, status_list_, status_list_find);
    made = add_status_list(*group, "read", "what stands at a place, and which entry it is about");
    made->add_option("number", status_list_.number, "of the list, from 0")->required();
    made->add_option("index", status_list_.index, "the place on it, from 0")->required();
    add_moment(*made);
    on(made, status_list_, status_list_read);
    made = add_status_list(*group, "export", "write every list to a folder for a static server");
    made->add_option("folder", status_list_.folder, "where to")->required();
    on(made, status_list_, status_list_export);
  }

  void add_paper() {
    CLI::App* group = app_.add_subcommand("certificate", "what a holder prints");
    group->require_subcommand(1);
    CLI::App* made =
        group->add_subcommand("paper", "a certificate as a PDF, in the language of --lang");
    add_site(*made, paper_.site);
    made->add_option("id", paper_.id, "identifier or number")->required();
    made->add_option("-o,--output", paper_.file, "file to write; - for standard output")
        ->required();
    made->add_option("--size", paper_.size, "a4 or letter")->check(CLI::IsMember({"a4", "letter"}));
    made->add_option("--public-address", paper_.public_address,
                     "https://HOST that the code leads to; without it there is none");
    made->add_option("--key", paper_.key,
                     "name of the key that signs the credential within it; none when not given");
    on(made, paper_, certificate_paper);
  }

  void add_taking_along() {
    CLI::App* group = app_.add_subcommand("bundle", "a part of the registry to take along");
    group->require_subcommand(1);
    CLI::App* made = group->add_subcommand("make", "write a bundle");
    add_site(*made, bundle_.site);
    made->add_option("--market", bundle_.markets, "what can be asked about: this market");
    made->add_option("--sector", bundle_.sectors, "what can be asked about: this product group");
    made->add_flag("--all", bundle_.all, "everything");
    made->add_option("--expires", bundle_.expires, "YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SSZ")
        ->required();
    made->add_option("--key", bundle_.key, "name of the operator's key; its own when not given");
    made->add_option("--controllers", bundle_.controllers,
                     "folder of DID documents and controlled identifier documents to take along");
    made->add_option("--status-lists", bundle_.status_lists,
                     "folder of status lists to take along");
    made->add_option("-o,--output", bundle_.file, "where to")->required();
    on(made, bundle_, bundle_make);
    made = group->add_subcommand("check", "check a bundle; what it covers, and how old it is");
    made->add_option("file", checked_.bundle, "the bundle")->required();
    add_offline(*made, checked_);
    on(made, checked_, bundle_check);

    group = app_.add_subcommand("receipt", "signed answers");
    group->require_subcommand(1);
    made = group->add_subcommand("check", "check a receipt, and derive its answer again");
    made->add_option("file", receipt_.file, "the receipt; - for standard input")->required();
    made->add_option("--bundle", receipt_.offline.bundle, "a bundle to derive the answer from");
    made->add_option("--store", receipt_.site.store, "sqlite:FILE of a registry to derive it from");
    add_offline(*made, receipt_.offline);
    on(made, receipt_, receipt_check);
  }

  void add_log() {
    CLI::App* log = app_.add_subcommand("log", "check, prove and export the log");
    log->require_subcommand(1);
    CLI::App* made = log->add_subcommand("check", "derive everything again from the entries");
    add_site(*made, log_.site);
    add_seen(*made, log_.site);
    on(made, log_, log_check);
    made = log->add_subcommand("check-folder", "derive an exported log again from its files");
    made->add_option("folder", log_.path, "the folder")->required();
    made->add_option("--key", log_.vkey, "the log's verifier key (vkey)")->required();
    on(made, log_, log_check_folder);
    made = log->add_subcommand("prove", "print a proof that an entry is in the log");
    add_site(*made, log_.site);
    made->add_option("index", log_.index, "entry")->required();
    on(made, log_, log_prove);
    made = log->add_subcommand("verify-proof", "check a proof offline");
    made->add_option("file", log_.path, "proof file; - for standard input")->required();
    made->add_option("--key", log_.vkey, "the log's verifier key (vkey)")->required();
    on(made, log_, log_verify_proof);
    made = log->add_subcommand("export", "write tiles and checkpoint to a folder");
    add_site(*made, log_.site);
    made->add_option("folder", log_.path, "where to")->required();
    on(made, log_, log_export);
    made = log->add_subcommand("checkpoint", "print the newest signed checkpoint");
    add_site(*made, log_.site);
    on(made, log_, log_checkpoint);
    made = log->add_subcommand("key", "print the verifier key (vkey) that checks its proofs");
    add_site(*made, log_.site);
    on(made, log_, log_key);
  }

  void add_keeping() {
    CLI::App* made = app_.add_subcommand("backup", "copy the log, also of a running registry");
    add_site(*made, keep_.site);
    made->add_option("file", keep_.file, "the copy, a store of its own")->required();
    on(made, keep_, backup);
    made = app_.add_subcommand("restore", "make a store from a backup");
    add_site(*made, keep_.site);
    made->add_option("file", keep_.file, "the backup")->required();
    add_seen(*made, keep_.site);
    on(made, keep_, restore);
    made =
        app_.add_subcommand("snapshot", "keep the folded log beside the store, for a quick start");
    add_site(*made, keep_.site);
    on(made, keep_, snapshot);
    made = app_.add_subcommand("repair", "make again from the entries all that is derived");
    add_site(*made, keep_.site);
    add_seen(*made, keep_.site);
    on(made, keep_, repair);
  }

  void add_keys() {
    CLI::App* keys = app_.add_subcommand("keys", "signing keys of this installation");
    keys->require_subcommand(1);
    CLI::App* made = keys->add_subcommand("generate", "make a key for an organisation");
    add_site(*made, keys_.site);
    made->add_option("organisation", keys_.organisation, "identifier")->required();
    on(made, keys_, keys_generate);
    made = keys->add_subcommand("show", "print the public key of an organisation");
    add_site(*made, keys_.site);
    made->add_option("organisation", keys_.organisation, "identifier")->required();
    on(made, keys_, keys_show);
  }

  CLI::App app_;
  std::string format_ = "text";
  Output output_;
  InitOptions init_;
  SubmitOptions submit_;
  FileOptions file_;
  ImportOptions import_;
  ServeOptions serve_;
  DecideOptions decide_;
  CoverageOptions coverage_;
  ShowOptions show_;
  SearchOptions search_;
  VerifyOptions verify_;
  CredentialOptions credential_;
  VocabularyOptions vocabulary_;
  StatusListOptions status_list_;
  PaperOptions paper_;
  BundleOptions bundle_;
  OfflineOptions checked_;
  ReceiptOptions receipt_;
  LogOptions log_;
  KeepOptions keep_;
  KeysOptions keys_;
  AccountOptions account_;
  VaultOptions vault_;
  AuditCommands audit_;
  std::function<int()> chosen_;
};

}  // namespace

int main(int argc, char** argv) {
  concordat::forbid_core_dumps();
  return CommandLine().run(argc, argv);
}
