// Every command: plain options in, exit status out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/site.hpp"

namespace concordat::cli {

// Exit statuses.
inline constexpr int kAnswered = 0;
inline constexpr int kRefused = 1;     // the input was refused, or a proof does not hold
inline constexpr int kUnanswered = 2;  // it could not be answered or checked
inline constexpr int kUsage = 64;

struct Output {
  bool json = false;            // --format json
  std::string language = "en";  // --lang
};

struct InitOptions {
  SiteOptions site;
  std::string origin = "concordat.example/log";
  std::string founding;  // template; that of the demonstration when empty
  bool demonstration = false;
};
int init(const InitOptions& options, const Output& output);

struct SubmitOptions {
  SiteOptions site;
  std::vector<std::string>
      files;  // JSON arrays or NDJSON of drafts, NDJSON of JWS; "-": standard input
  bool enrol = false;
};
int submit(const SubmitOptions& options, const Output& output);

struct FileOptions {
  SiteOptions site;           // of the store; of the keys alone when there is a server
  std::string server;         // "https://registry.example", in place of a store
  std::string file;           // CSV or NDJSON; "-": standard input
  std::string body;           // the organisation that files and signs
  std::string report;         // NDJSON, a line for each line
  std::uint64_t stop_at = 0;  // refused lines; 0: never
};
// Files certificates of a body, many at once (docs/use/filing.md).
int file(const FileOptions& options, const Output& output);

struct ImportOptions {
  SiteOptions site;
  std::string kind;
  std::vector<std::string> files;
  bool dry_run = false;  // print the drafts instead of submitting them
};
int import(const ImportOptions& options, const Output& output);

// A bundle in place of a registry: no store, no network.
struct OfflineOptions {
  std::string bundle;
  std::string log_key;  // vkey, or a file that holds it
  bool expired_ok = false;
};

struct DecideOptions {
  SiteOptions site;
  OfflineOptions offline;
  std::string receipt;  // name of the key that signs; a receipt instead of an answer
  std::string purpose;  // empty: market-access when a product is described, else recognition
  std::string market;
  std::vector<std::string> certificates;
  std::string issuer;
  std::string digest;
  std::string on;  // date
  std::string event = "placing-on-market";
  std::string product;    // "hs=8516,model=K-200,attribute.voltage=230"
  std::string operators;  // "brand=...,importer=..."
  std::optional<std::uint64_t> as_of;
  std::string batch;           // CSV manifest; NDJSON out
  std::string credential;      // file: the question starts from what somebody shows
  std::string controllers;     // folder of documents of its issuer, JSON
  bool as_credential = false;  // the answer as a credential of the registry's
  std::string key;             // that signs it; unsigned when empty
};
int decide(const DecideOptions& options, const Output& output);

struct CoverageOptions {
  SiteOptions site;
  std::string on;  // date; today when empty
  std::string sector;
  std::string kind;      // "R1" to "R7"
  bool changes = false;  // the days on which it changes, in place of one day
  std::string from;
  std::string until;
  std::optional<std::uint64_t> as_of;
};
// Who recognises whom (docs/use/who-recognises-whom.md).
int coverage(const CoverageOptions& options, const Output& output);

struct ShowOptions {
  SiteOptions site;
  std::string kind;
  std::string id;
};
int show(const ShowOptions& options, const Output& output);

struct SearchOptions {
  SiteOptions site;
  std::string kind = "certificates";
  std::string text;
  std::vector<std::string> filters;  // name=value
  std::string after;
  std::uint32_t limit = 20;
};
int search(const SearchOptions& options, const Output& output);

struct LogOptions {
  SiteOptions site;
  std::uint64_t index = 0;
  std::string path;  // folder to export to or to check, or proof file
  std::string vkey;
};
int log_check(const LogOptions& options, const Output& output);
// An exported log, by its key alone.
int log_check_folder(const LogOptions& options, const Output& output);
int log_prove(const LogOptions& options, const Output& output);
int log_verify_proof(const LogOptions& options, const Output& output);
int log_export(const LogOptions& options, const Output& output);
int log_checkpoint(const LogOptions& options, const Output& output);
int log_key(const LogOptions& options, const Output& output);

struct KeepOptions {
  SiteOptions site;
  std::string file;  // the backup; snapshot and repair need none
};
// Copies the log of a registry, running or not, into a store of its own.
int backup(const KeepOptions& options, const Output& output);
// Makes a store from a backup, unless something newer is known to have been signed.
int restore(const KeepOptions& options, const Output& output);
// Keeps the folded log beside the store, so that the next start need not fold it again.
int snapshot(const KeepOptions& options, const Output& output);
// Makes everything that is derived again from the entries, in a fresh store in place of this one.
int repair(const KeepOptions& options, const Output& output);

struct KeysOptions {
  SiteOptions site;
  std::string organisation;
};
int keys_generate(const KeysOptions& options, const Output& output);
int keys_show(const KeysOptions& options, const Output& output);

struct AccountOptions {
  SiteOptions site;
  std::string name;  // to sign in with, or the pseudonym
  std::string display_name;
  std::string contact;
  std::vector<std::string> roles;  // "ORGANISATION=ROLE,ROLE"
};
// Print the account; `add` and `reset` with the link for its owner, which is shown this once.
int account_add(const AccountOptions& options, const Output& output);
int account_list(const AccountOptions& options, const Output& output);
int account_roles(const AccountOptions& options, const Output& output);
int account_reset(const AccountOptions& options, const Output& output);
int account_disable(const AccountOptions& options, const Output& output);
int account_enable(const AccountOptions& options, const Output& output);
int account_erase(const AccountOptions& options, const Output& output);
struct AuditOptions {
  SiteOptions site;
  std::string person;  // those of AuditKeys, each any when empty
  std::string organisation;
  std::string owner;
  std::string about;
  std::string resource;
  std::string from;  // instants
  std::string until;
  std::uint64_t before = 0;  // numbers below; 0: from the newest on
  std::uint32_t limit = 50;
  std::uint64_t minimum = 5;  // of people in a count that is published
};
// Whether the records of access are whole; exit status 1 when they are not.
int audit_check(const AuditOptions& options, const Output& output);
int audit_search(const AuditOptions& options, const Output& output);
// How many people looked, by organisation and purpose, counts of few withheld.
int audit_counts(const AuditOptions& options, const Output& output);
// Logs the newest record's number and hash.
int audit_head(const AuditOptions& options, const Output& output);

struct VerifyOptions {
  OfflineOptions offline;
  std::string file;   // what is presented; "-": standard input
  std::string suite;  // NDJSON of questions instead (spec/formats/verification.md)
  std::string at;     // as of when; now when empty
  std::int64_t skew_seconds = 60;
  std::string controllers;   // folder of DID documents and controlled identifier documents
  std::string key;           // a public JWK, or a file that holds it
  std::string status_lists;  // folder of list credentials and tokens
  std::vector<std::string> list_issuers;  // who may state a status beside the issuer
  std::optional<std::string> nonce;
  std::optional<std::string> audience;
  std::optional<std::int64_t> max_age_seconds;
  bool strict_terms = false;
  bool online = false;             // fetch what is not at hand, from these hosts alone
  std::vector<std::string> hosts;  // NAME or NAME:PORT
  SiteOptions trust;  // whose registry is asked about the issuer; none when its store is empty
};
// Exit status 0 verified, 1 rejected, 2 could not be checked; of a suite 0 when every line was
// answered, whatever the verdicts.
int verify(const VerifyOptions& options, const Output& output);

struct BundleOptions {
  SiteOptions site;
  std::vector<std::string> markets;
  std::vector<std::string> sectors;
  bool all = false;
  std::string expires;      // a date or an instant
  std::string key;          // of the key folder; the operator's when empty
  std::string controllers;  // folders whose documents go into it
  std::string status_lists;
  std::string file;  // where to
};
int bundle_make(const BundleOptions& options, const Output& output);
// Exit status 0 good, 1 refused, 2 good and expired.
int bundle_check(const OfflineOptions& options, const Output& output);

struct ReceiptOptions {
  std::string file;  // "-": standard input
  OfflineOptions offline;
  SiteOptions site;  // derives the answer again from a store, when one is named
};
int receipt_check(const ReceiptOptions& options, const Output& output);

struct CredentialOptions {
  SiteOptions site;
  std::string kind;  // certificates, organisations, accreditations
  std::string id;
  std::string key;          // of the key folder; unsigned and without a status when empty
  std::string status_list;  // address of somebody else's list in place of the registry's own
  std::uint64_t status_index = 0;
  std::string status_purpose = "revocation";
};
struct VocabularyOptions {
  SiteOptions site;
  std::string entry;        // "standards/IEC-60335-1:2010", with a third part where it has one
  bool everything = false;  // one entry a line
};
int vocabulary(const VocabularyOptions& options, const Output& output);

// Prints the credential: a token where a key is named, else JSON.
int credential_issue(const CredentialOptions& options, const Output& output);
// Prints the DID document under which that key is found.
int credential_did(const CredentialOptions& options, const Output& output);

struct StatusListOptions {
  SiteOptions site;
  std::string key;  // of the key folder
  std::uint64_t number = 0;
  std::uint64_t index = 0;
  std::string form = "suspension";
  std::string timestamp;  // as it was then; as it is now when empty
  std::string kind;       // certificates, organisations, accreditations
  std::string id;
  std::string folder;
};
// One list as a token.
int status_list_print(const StatusListOptions& options, const Output& output);
// Where the status of a credential about something stands, and what stands there.
int status_list_find(const StatusListOptions& options, const Output& output);
// What stands at a place of a list, and which log entry that is about.
int status_list_read(const StatusListOptions& options, const Output& output);
// Every list in every form, as files that a static server can serve under their addresses.
int status_list_export(const StatusListOptions& options, const Output& output);

struct PaperOptions {
  SiteOptions site;
  std::string id;              // identifier or number
  std::string file;            // "-": standard output
  std::string size = "a4";     // or "letter"
  std::string public_address;  // for the code; none when empty
  std::string key;             // of the key folder, for the credential within it; none when empty
};
// The certificate as a PDF, in the language of `output`.
int certificate_paper(const PaperOptions& options, const Output& output);

struct ServeOptions {
  SiteOptions site;
  std::string credential_key;  // of the key folder; credentials are given unsigned when empty
  std::string receipt_key;     // of the key folder; no receipts are given when empty
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  bool read_only = false;
  std::string public_address;  // "https://registry.example"; empty: as each request says it
  std::uint32_t kept_verdicts_mib = 32;  // memory for verdicts given before; 0 keeps none
  std::string tls_certificate;           // PEM; plain HTTP when empty
  std::string tls_key;                   // PEM
  std::string client_authorities;        // PEM; clients are not asked for certificates when empty
  std::string map;                       // shapes of markets, GeoJSON; none when empty
  std::string web;                       // folder of the web application; plain pages when empty
  bool vc_api = false;                   // the interface for tests, below /vc-api
  std::string vc_api_keys;               // folder of its own keys; it signs nothing when empty
  bool vc_api_anywhere = false;          // it may be reached from other machines
};
int serve(const ServeOptions& options, const Output& output);

// Canonical form (RFC 8785) of standard input.
int jcs();

}  // namespace concordat::cli
