#include "adapters/private/vault_rows.hpp"

namespace concordat::private_file {
namespace {

using sqlite::Statement;

std::unexpected<Error> altered(std::string_view place) {
  return fail({.code = "vault.altered", .place = std::string(place)});
}

std::string text(const Statement& row, int column) { return std::string(row.text(column)); }

Bytes octets(const Statement& row, int column) {
  const ByteView view = row.octets(column);
  return {view.begin(), view.end()};
}

VaultDescription description_of(const Statement& row) {
  return {.id = text(row, 1),
          .kind = text(row, 2),
          .confidentiality = text(row, 3),
          .basis = text(row, 4),
          .owner = text(row, 5),
          .about = text(row, 6),
          .media_type = text(row, 7),
          .keep_until = {},
          .kept = Instant{row.integer(9)},
          .replaces = text(row, 10)};
}

}  // namespace

Result<VaultRecord> record_of(const Statement& row) {
  VaultRecord record{.description = description_of(row)};
  const auto keep_until = parse_date(row.text(8));
  if (!keep_until || !take(row, 13, record.commitment)) return altered(record.description.id);
  record.description.keep_until = *keep_until;
  record.sequence = row.count(0);
  record.size_bytes = row.count(11);
  record.chunks = row.count(12);
  record.replaced_by = text(row, 21);
  if (!row.is_null(18)) {
    record.erasure =
        VaultErasure{.at = Instant{row.integer(18)}, .by = text(row, 19), .why = text(row, 20)};
    return record;
  }
  if (!take(row, 14, record.secrets.master)) return altered(record.description.id);
  record.secrets.wrapped_key = octets(row, 15);
  record.secrets.header = octets(row, 16);
  record.secrets.parts = octets(row, 17);
  return record;
}

Result<KeptBatch> batch_of(const Statement& row) {
  KeptBatch kept;
  kept.batch.number = row.count(0);
  kept.batch.first = row.count(1);
  kept.batch.count = row.count(2);
  bool whole = take(row, 3, kept.batch.root);
  if (!row.is_null(4)) whole = take(row, 4, kept.batch.previous.emplace()) && whole;
  if (!whole) return altered("batch " + std::to_string(kept.batch.number));
  kept.statement = text(row, 5);
  if (!row.is_null(6)) kept.logged = row.count(6);
  return kept;
}

Result<MasterKey> master_of(const Statement& row) {
  MasterKey key;
  bool whole = take(row, 0, key.id);
  key.made = Instant{row.integer(1)};
  if (!row.is_null(2)) {
    PassphraseCost& cost = key.passphrase.emplace();
    cost.operations = static_cast<std::uint32_t>(row.integer(2));
    cost.memory_kib = static_cast<std::uint32_t>(row.integer(3));
    whole = take(row, 4, cost.salt) && whole;
  }
  if (!whole) return altered("master key");
  return key;
}

}  // namespace concordat::private_file
