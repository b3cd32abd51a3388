// The tables of the vault in the private file.
//
//   vault_master   master keys in use; of those from passphrases, what deriving them costs
//   vault_arrival  records that have begun to arrive
//   vault_record   records that are kept, and what is left of those that were erased
//   vault_chunk    sealed bodies, chunk by chunk, of arrivals and records alike
//   vault_batch    batches of commitments, with the statement that logs each
//   vault_run      what retention did
#pragma once

#include <array>

#include "adapters/private/private_file.hpp"

namespace concordat::private_file {

inline constexpr std::array<std::string_view, 10> kVaultTables = {
    "CREATE TABLE vault_master(id BLOB PRIMARY KEY, made INTEGER NOT NULL,"
    " operations INTEGER, memory_kib INTEGER, salt BLOB) WITHOUT ROWID",
    "CREATE TABLE vault_arrival(id TEXT PRIMARY KEY, began INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE vault_record(sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
    " kind TEXT NOT NULL, confidentiality TEXT NOT NULL, basis TEXT NOT NULL, owner TEXT NOT NULL,"
    " about TEXT NOT NULL, media_type TEXT NOT NULL, keep_until TEXT NOT NULL,"
    " kept INTEGER NOT NULL, replaces TEXT NOT NULL, size_bytes INTEGER NOT NULL,"
    " chunks INTEGER NOT NULL, commitment BLOB NOT NULL, master BLOB, wrapped_key BLOB,"
    " header BLOB, parts BLOB, erased INTEGER, erased_by TEXT, erased_why TEXT)",
    // A version is replaced once.
    "CREATE UNIQUE INDEX vault_record_replaces ON vault_record(replaces) WHERE replaces <> ''",
    "CREATE INDEX vault_record_due ON vault_record(keep_until) WHERE erased IS NULL",
    "CREATE INDEX vault_record_master ON vault_record(master) WHERE erased IS NULL",
    "CREATE INDEX vault_record_about ON vault_record(about) WHERE about <> ''",
    "CREATE TABLE vault_chunk(record TEXT NOT NULL, number INTEGER NOT NULL,"
    " octets BLOB NOT NULL, UNIQUE(record, number))",
    "CREATE TABLE vault_batch(number INTEGER PRIMARY KEY, first INTEGER NOT NULL UNIQUE,"
    " count INTEGER NOT NULL, root BLOB NOT NULL, previous BLOB, statement TEXT NOT NULL,"
    " logged INTEGER)",
    "CREATE TABLE vault_run(number INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
    " erased INTEGER NOT NULL, swept INTEGER NOT NULL)",
};
inline constexpr std::array<Step, 1> kVaultSteps = {kVaultTables};
inline constexpr Schema kVaultSchema{.name = "vault", .steps = kVaultSteps};

}  // namespace concordat::private_file
