// Rows of the vault's tables as values. Of this folder alone.
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include "adapters/sqlite/database.hpp"
#include "registry/ports/vault_store.hpp"

namespace concordat::private_file {

// Columns of vault_record in the order that `record_of` reads; the last tells its successor.
#define CONCORDAT_VAULT_COLUMNS                                                             \
  "sequence, id, kind, confidentiality, basis, owner, about, media_type, keep_until, kept," \
  " replaces, size_bytes, chunks, commitment, master, wrapped_key, header, parts, erased,"  \
  " erased_by, erased_why, (SELECT newer.id FROM vault_record newer"                        \
  " WHERE newer.replaces = vault_record.id AND newer.replaces <> '')"

// Code vault.altered: the file holds what nobody wrote there.
[[nodiscard]] Result<VaultRecord> record_of(const sqlite::Statement& row);
[[nodiscard]] Result<KeptBatch> batch_of(const sqlite::Statement& row);
[[nodiscard]] Result<MasterKey> master_of(const sqlite::Statement& row);

// All rows of a statement with its parameters bound.
template <class T>
[[nodiscard]] Result<std::vector<T>> all_rows(sqlite::Statement& select,
                                              Result<T> (*read)(const sqlite::Statement&)) {
  std::vector<T> rows;
  while (true) {
    CONCORDAT_TRY(more, select.step());
    if (!more) return rows;
    CONCORDAT_TRY(row, read(select));
    rows.push_back(std::move(row));
  }
}

template <class T>
[[nodiscard]] Result<std::optional<T>> first_row(sqlite::Statement& select,
                                                 Result<T> (*read)(const sqlite::Statement&)) {
  CONCORDAT_TRY(found, select.step());
  if (!found) return std::optional<T>();
  CONCORDAT_TRY(row, read(select));
  return std::optional<T>(std::move(row));
}

// Octets of a fixed size out of a column.
template <std::size_t Size>
[[nodiscard]] bool take(const sqlite::Statement& row, int column, std::array<Byte, Size>& into) {
  const ByteView octets = row.octets(column);
  if (octets.size() != Size) return false;
  std::ranges::copy(octets, into.begin());
  return true;
}

}  // namespace concordat::private_file
