#include "adapters/private/vault_store.hpp"

#include <string>

#include "adapters/private/vault_rows.hpp"
#include "adapters/private/vault_schema.hpp"

namespace concordat::private_file {
namespace {

using sqlite::Connection;
using sqlite::Statement;
using sqlite::Transaction;

constexpr std::string_view kBatchColumns =
    "SELECT number, first, count, root, previous, statement, logged FROM vault_batch ";

Status check_replaced(Connection& connection, const VaultRecord& record) {
  if (record.description.replaces.empty()) return {};
  CONCORDAT_TRY(select, connection.prepare(
                            "SELECT 1 FROM vault_record WHERE id = ?1 AND erased IS NULL AND NOT"
                            " EXISTS (SELECT 1 FROM vault_record WHERE replaces = ?1)"));
  CONCORDAT_TRY(current, select.bind(std::string_view(record.description.replaces)).step());
  if (current) return {};
  return fail({.code = "vault.replaced",
               .place = record.description.replaces,
               .expected = "the newest version of a record"});
}

Status insert(Connection& connection, const VaultRecord& record, std::uint64_t sequence) {
  CONCORDAT_TRY(
      statement,
      connection.prepare(
          "INSERT INTO vault_record(sequence, id, kind, confidentiality, basis, owner, about,"
          " media_type, keep_until, kept, replaces, size_bytes, chunks, commitment, master,"
          " wrapped_key, header, parts)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  const VaultDescription& is = record.description;
  const std::string keep_until = to_string(is.keep_until);
  statement.bind(sequence)
      .bind(std::string_view(is.id))
      .bind(std::string_view(is.kind))
      .bind(std::string_view(is.confidentiality))
      .bind(std::string_view(is.basis))
      .bind(std::string_view(is.owner))
      .bind(std::string_view(is.about))
      .bind(std::string_view(is.media_type))
      .bind(std::string_view(keep_until))
      .bind(is.kept.milliseconds)
      .bind(std::string_view(is.replaces))
      .bind(record.size_bytes)
      .bind(record.chunks)
      .bind(ByteView(record.commitment))
      .bind(ByteView(record.secrets.master))
      .bind(ByteView(record.secrets.wrapped_key))
      .bind(ByteView(record.secrets.header))
      .bind(ByteView(record.secrets.parts));
  return statement.run();
}

Result<std::uint64_t> last_sequence(Connection& connection) {
  CONCORDAT_TRY(last, connection.integer("SELECT max(sequence) FROM vault_record"));
  return static_cast<std::uint64_t>(last.value_or(0));
}

// One statement whose parameters are one text.
Status run_for(Connection& connection, std::string_view sql, std::string_view id) {
  CONCORDAT_TRY(statement, connection.prepare(sql));
  return statement.bind(id).run();
}

Result<std::int64_t> began_of(const Statement& row) { return row.integer(0); }

Result<std::string> id_of(const Statement& row) { return std::string(row.text(0)); }

Result<RetentionRun> run_of(const Statement& row) {
  return RetentionRun{.at = Instant{row.integer(0)}, .erased = row.count(1), .swept = row.count(2)};
}

Result<crypto::Digest> commitment_of(const Statement& row) {
  crypto::Digest commitment{};
  if (!take(row, 0, commitment)) return fail({.code = "vault.altered", .place = "commitment"});
  return commitment;
}

}  // namespace

Result<std::unique_ptr<PrivateVaultStore>> PrivateVaultStore::open(
    const std::filesystem::path& path, Opening opening) {
  CONCORDAT_TRY(connection, private_file::open(path, kVaultSchema, opening));
  return std::make_unique<PrivateVaultStore>(std::move(connection));
}

Result<std::vector<MasterKey>> PrivateVaultStore::master_keys() {
  CONCORDAT_TRY(select, connection_.prepare("SELECT id, made, operations, memory_kib, salt"
                                            " FROM vault_master ORDER BY made, id"));
  return all_rows<MasterKey>(select, master_of);
}

Status PrivateVaultStore::add_master_key(const MasterKey& key) {
  if (!key.passphrase) {
    CONCORDAT_TRY(
        add, connection_.prepare("INSERT OR IGNORE INTO vault_master(id, made) VALUES (?, ?)"));
    return add.bind(ByteView(key.id)).bind(key.made.milliseconds).run();
  }
  CONCORDAT_TRY(add, connection_.prepare("INSERT OR IGNORE INTO vault_master(id, made, operations,"
                                         " memory_kib, salt) VALUES (?, ?, ?, ?, ?)"));
  return add.bind(ByteView(key.id))
      .bind(key.made.milliseconds)
      .bind(std::uint64_t{key.passphrase->operations})
      .bind(std::uint64_t{key.passphrase->memory_kib})
      .bind(ByteView(key.passphrase->salt))
      .run();
}

Status PrivateVaultStore::drop_master_key(const SealingKeyId& id) {
  {
    CONCORDAT_TRY(drop, connection_.prepare(
                            "DELETE FROM vault_master WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM"
                            " vault_record WHERE master = ?1 AND erased IS NULL)"));
    CONCORDAT_CHECK(drop.bind(ByteView(id)).run());
  }
  // Keys wrapped by it may still lie in the write-ahead log.
  return settle(connection_);
}

Status PrivateVaultStore::begin(std::string_view id, Instant at) {
  CONCORDAT_TRY(insert, connection_.prepare("INSERT INTO vault_arrival(id, began) VALUES (?, ?)"));
  return insert.bind(id).bind(at.milliseconds).run();
}

Status PrivateVaultStore::append(std::string_view id, std::uint64_t first,
                                 const std::vector<Bytes>& chunks) {
  CONCORDAT_TRY(transaction, Transaction::begin(connection_));
  for (const Bytes& chunk : chunks) {
    CONCORDAT_TRY(insert, connection_.prepare(
                              "INSERT INTO vault_chunk(record, number, octets) VALUES (?, ?, ?)"));
    CONCORDAT_CHECK(insert.bind(id).bind(first++).bind(ByteView(chunk)).run());
  }
  return transaction.commit();
}

Result<std::uint64_t> PrivateVaultStore::finish(const VaultRecord& record) {
  CONCORDAT_TRY(transaction, Transaction::begin(connection_));
  CONCORDAT_TRY(arrival, connection_.prepare("SELECT began FROM vault_arrival WHERE id = ?"));
  CONCORDAT_TRY(began, first_row<std::int64_t>(
                           arrival.bind(std::string_view(record.description.id)), began_of));
  if (!began) {
    // Swept meanwhile: it took longer than anything takes.
    return fail({.code = "vault.not-found", .place = record.description.id});
  }
  arrival.reset();
  CONCORDAT_CHECK(check_replaced(connection_, record));
  CONCORDAT_TRY(last, last_sequence(connection_));
  CONCORDAT_CHECK(insert(connection_, record, last + 1));
  CONCORDAT_CHECK(
      run_for(connection_, "DELETE FROM vault_arrival WHERE id = ?", record.description.id));
  CONCORDAT_CHECK(transaction.commit());
  return last + 1;
}

Status PrivateVaultStore::discard(std::string_view id) {
  CONCORDAT_TRY(transaction, Transaction::begin(connection_));
  CONCORDAT_CHECK(run_for(connection_,
                          "DELETE FROM vault_chunk WHERE record IN"
                          " (SELECT id FROM vault_arrival WHERE id = ?)",
                          id));
  CONCORDAT_CHECK(run_for(connection_, "DELETE FROM vault_arrival WHERE id = ?", id));
  return transaction.commit();
}

Result<std::uint64_t> PrivateVaultStore::sweep(Instant before) {
  CONCORDAT_TRY(select, connection_.prepare("SELECT id FROM vault_arrival WHERE began < ?"));
  CONCORDAT_TRY(ids, all_rows<std::string>(select.bind(before.milliseconds), id_of));
  select.reset();
  for (const std::string& id : ids) CONCORDAT_CHECK(discard(id));
  return std::uint64_t{ids.size()};
}

Result<std::optional<VaultRecord>> PrivateVaultStore::find(std::string_view id) {
  CONCORDAT_TRY(select, connection_.prepare("SELECT " CONCORDAT_VAULT_COLUMNS
                                            " FROM vault_record WHERE id = ?"));
  return first_row<VaultRecord>(select.bind(id), record_of);
}

Result<std::optional<VaultRecord>> PrivateVaultStore::find(std::uint64_t sequence) {
  CONCORDAT_TRY(select, connection_.prepare("SELECT " CONCORDAT_VAULT_COLUMNS
                                            " FROM vault_record WHERE sequence = ?"));
  return first_row<VaultRecord>(select.bind(sequence), record_of);
}

Result<Bytes> PrivateVaultStore::chunk(std::string_view id, std::uint64_t number) {
  CONCORDAT_TRY(select, connection_.prepare(
                            "SELECT octets FROM vault_chunk WHERE record = ? AND number = ?"));
  CONCORDAT_TRY(found, select.bind(id).bind(number).step());
  if (!found) {
    return fail({.code = "vault.altered",
                 .place = std::string(id),
                 .expected = "chunk " + std::to_string(number)});
  }
  const ByteView octets = select.octets(0);
  return Bytes(octets.begin(), octets.end());
}

Result<std::vector<VaultRecord>> PrivateVaultStore::list(const VaultListing& listing) {
  CONCORDAT_TRY(select, connection_.prepare(
                            "SELECT " CONCORDAT_VAULT_COLUMNS
                            " FROM vault_record WHERE sequence > ?1 AND (?2 = '' OR owner = ?2)"
                            " AND (?3 = '' OR about = ?3) AND (?4 = '' OR kind = ?4)"
                            " ORDER BY sequence LIMIT ?5"));
  select.bind(listing.after)
      .bind(std::string_view(listing.owner))
      .bind(std::string_view(listing.about))
      .bind(std::string_view(listing.kind))
      .bind(std::uint64_t{listing.limit});
  CONCORDAT_TRY(records, all_rows<VaultRecord>(select, record_of));
  for (VaultRecord& record : records) record.secrets = {};
  return std::move(records);
}

Status PrivateVaultStore::erase(std::string_view id, const VaultErasure& erasure) {
  {
    CONCORDAT_TRY(transaction, Transaction::begin(connection_));
    CONCORDAT_TRY(update, connection_.prepare(
                              "UPDATE vault_record SET erased = ?, erased_by = ?, erased_why = ?,"
                              " master = NULL, wrapped_key = NULL, header = NULL, parts = NULL,"
                              " about = '' WHERE id = ? AND erased IS NULL"));
    CONCORDAT_CHECK(update.bind(erasure.at.milliseconds)
                        .bind(std::string_view(erasure.by))
                        .bind(std::string_view(erasure.why))
                        .bind(id)
                        .run());
    CONCORDAT_CHECK(run_for(connection_, "DELETE FROM vault_chunk WHERE record = ?", id));
    CONCORDAT_CHECK(transaction.commit());
  }
  return settle(connection_);
}

Result<std::vector<VaultRecord>> PrivateVaultStore::due(Date today, std::uint32_t limit) {
  CONCORDAT_TRY(select, connection_.prepare("SELECT " CONCORDAT_VAULT_COLUMNS
                                            " FROM vault_record WHERE keep_until < ?"
                                            " AND erased IS NULL ORDER BY keep_until LIMIT ?"));
  const std::string day = to_string(today);
  return all_rows<VaultRecord>(select.bind(std::string_view(day)).bind(std::uint64_t{limit}),
                               record_of);
}

Status PrivateVaultStore::note(const RetentionRun& run) {
  CONCORDAT_TRY(insert,
                connection_.prepare("INSERT INTO vault_run(at, erased, swept) VALUES (?, ?, ?)"));
  return insert.bind(run.at.milliseconds).bind(run.erased).bind(run.swept).run();
}

Result<std::vector<RetentionRun>> PrivateVaultStore::runs() {
  CONCORDAT_TRY(select, connection_.prepare("SELECT at, erased, swept FROM vault_run"
                                            " ORDER BY number DESC LIMIT 1000"));
  return all_rows<RetentionRun>(select, run_of);
}

Result<std::vector<VaultRecord>> PrivateVaultStore::wrapped_by(const SealingKeyId& master,
                                                               std::uint32_t limit) {
  CONCORDAT_TRY(select, connection_.prepare("SELECT " CONCORDAT_VAULT_COLUMNS
                                            " FROM vault_record WHERE master = ?"
                                            " AND erased IS NULL LIMIT ?"));
  return all_rows<VaultRecord>(select.bind(ByteView(master)).bind(std::uint64_t{limit}), record_of);
}

Status PrivateVaultStore::rewrap(const std::vector<VaultRecord>& records) {
  CONCORDAT_TRY(transaction, Transaction::begin(connection_));
  for (const VaultRecord& record : records) {
    CONCORDAT_TRY(update, connection_.prepare("UPDATE vault_record SET master = ?, wrapped_key = ?"
                                              " WHERE id = ? AND erased IS NULL"));
    CONCORDAT_CHECK(update.bind(ByteView(record.secrets.master))
                        .bind(ByteView(record.secrets.wrapped_key))
                        .bind(std::string_view(record.description.id))
                        .run());
  }
  return transaction.commit();
}

Result<std::uint64_t> PrivateVaultStore::commitments() { return last_sequence(connection_); }

Result<std::vector<crypto::Digest>> PrivateVaultStore::commitments(std::uint64_t first,
                                                                   std::uint64_t count) {
  CONCORDAT_TRY(select, connection_.prepare("SELECT commitment FROM vault_record"
                                            " WHERE sequence >= ? ORDER BY sequence LIMIT ?"));
  return all_rows<crypto::Digest>(select.bind(first).bind(count), commitment_of);
}

Result<std::optional<KeptBatch>> PrivateVaultStore::last_batch() {
  CONCORDAT_TRY(select,
                connection_.prepare(std::string(kBatchColumns) + "ORDER BY number DESC LIMIT 1"));
  return first_row<KeptBatch>(select, private_file::batch_of);
}

Result<std::optional<KeptBatch>> PrivateVaultStore::batch_of(std::uint64_t sequence) {
  CONCORDAT_TRY(select, connection_.prepare(std::string(kBatchColumns) +
                                            "WHERE first <= ?1 AND first + count > ?1 LIMIT 1"));
  return first_row<KeptBatch>(select.bind(sequence), private_file::batch_of);
}

Status PrivateVaultStore::prepare(const KeptBatch& kept) {
  CONCORDAT_TRY(transaction, Transaction::begin(connection_));
  CONCORDAT_TRY(last, connection_.integer("SELECT max(number) FROM vault_batch"));
  if (static_cast<std::uint64_t>(last.value_or(0)) >= kept.batch.number) {
    return fail({.code = "store.conflict"});
  }
  CONCORDAT_TRY(insert,
                connection_.prepare("INSERT INTO vault_batch(number, first, count, root, statement,"
                                    " previous) VALUES (?, ?, ?, ?, ?, nullif(?, x''))"));
  const ByteView previous = kept.batch.previous ? ByteView(*kept.batch.previous) : ByteView();
  CONCORDAT_CHECK(insert.bind(kept.batch.number)
                      .bind(kept.batch.first)
                      .bind(kept.batch.count)
                      .bind(ByteView(kept.batch.root))
                      .bind(std::string_view(kept.statement))
                      .bind(previous)
                      .run());
  return transaction.commit();
}

Status PrivateVaultStore::set_logged(std::uint64_t number, std::uint64_t index) {
  CONCORDAT_TRY(update, connection_.prepare("UPDATE vault_batch SET logged = ? WHERE number = ?"));
  return update.bind(index).bind(number).run();
}

}  // namespace concordat::private_file
