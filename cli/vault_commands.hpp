// The commands of the vault (docs/use/vault.md): plain options in, exit status out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/commands.hpp"

namespace concordat::cli {

struct VaultOptions {
  SiteOptions site;
  // Master keys: files of 32 octets, and files whose first line is a passphrase.
  std::vector<std::string> master_keys;
  std::vector<std::string> master_passphrases;
  std::string new_key;         // rotate: the key to wrap with from now on; make: written when new
  std::string new_passphrase;  // the same from a passphrase
  std::string id;
  std::string file;  // the body, or the proof; "-": standard input
  std::string output;
  std::string kind;
  std::string confidentiality;
  std::string basis;
  std::string owner;
  std::string about;
  std::string media_type;
  std::string keep_until;
  std::string replaces;
  std::string rows;                  // JSON file
  std::vector<std::uint64_t> parts;  // to open in a proof
  std::vector<std::string> names;    // rows to open, by name
  std::string by;
  std::string why;
  std::string server;   // batch: hand in there, in place of the store
  std::string log_key;  // check-proof
  std::string body;     // check-proof: the body in hand
  std::uint64_t after = 0;
  std::uint32_t limit = 50;
  bool dry_run = false;
  bool runs = false;
};

// Makes the private file beside the store and gives it its first master key.
int vault_make(const VaultOptions& options, const Output& output);
int vault_keep(const VaultOptions& options, const Output& output);
// What is known of a record without a key; and of all.
int vault_show(const VaultOptions& options, const Output& output);
int vault_list(const VaultOptions& options, const Output& output);
// The body, and the rows.
int vault_read(const VaultOptions& options, const Output& output);
int vault_rows(const VaultOptions& options, const Output& output);
int vault_erase(const VaultOptions& options, const Output& output);

int vault_retention(const VaultOptions& options, const Output& output);
int vault_rotate(const VaultOptions& options, const Output& output);
int vault_check(const VaultOptions& options, const Output& output);

// Logs the commitments that are in no batch yet.
int vault_batch(const VaultOptions& options, const Output& output);
int vault_prove(const VaultOptions& options, const Output& output);
// Offline, by the key of the log alone.
int vault_check_proof(const VaultOptions& options, const Output& output);

}  // namespace concordat::cli
