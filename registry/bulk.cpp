#include "registry/bulk.hpp"

#include <algorithm>
#include <optional>

#include "core/json/read.hpp"
#include "core/log/entry.hpp"
#include "core/statement/statement.hpp"
#include "registry/ledger.hpp"

namespace concordat::registry {
namespace {

Result<BulkRecord> record_of(std::uint64_t index, ByteView octets) {
  CONCORDAT_TRY(entry, log::decode_entry(octets));
  CONCORDAT_TRY(jws, credential::parse_jws(entry.statement));
  CONCORDAT_TRY(payload, json::read(jws.payload));
  std::string id(payload.text("id"));
  return BulkRecord{.index = index,
                    .recorded = entry.recorded,
                    .id = std::move(id),
                    .payload = std::move(payload),
                    .jws = std::move(entry.statement),
                    .digest = statement::content_digest(jws.payload)};
}

}  // namespace

Result<std::vector<BulkRecord>> Bulk::next(std::uint32_t limit) {
  return source_.kind == nullptr ? statements(limit) : resources(limit);
}

Result<std::vector<BulkRecord>> Bulk::statements(std::uint32_t limit) {
  std::vector<BulkRecord> records;
  const std::uint64_t end = std::min(source_.size, next_ + limit);
  if (next_ >= end) return records;
  CONCORDAT_TRY(entries, source_.store->read(next_, end));
  if (entries.size() != end - next_) return fail({.code = "log.no-such-entry"});
  for (const Bytes& entry : entries) {
    CONCORDAT_TRY(record, record_of(next_, entry));
    records.push_back(std::move(record));
    ++next_;
  }
  return records;
}

Result<std::vector<BulkRecord>> Bulk::resources(std::uint32_t limit) {
  const auto size = static_cast<facts::Ordinal>(source_.size);
  const facts::Tables& tables = source_.ledger->state.tables();
  const auto positions = source_.ledger->resources.entities(
      *source_.kind, static_cast<std::uint32_t>(next_), limit, size);
  std::vector<BulkRecord> records;
  for (const auto& [position, entity] : positions) {
    const auto newest = source_.ledger->resources.description(*source_.kind, entity, tables, size);
    next_ = std::uint64_t{position} + 1;
    if (!newest) continue;
    CONCORDAT_TRY(entries, source_.store->read(*newest, std::uint64_t{*newest} + 1));
    if (entries.empty()) return fail({.code = "log.no-such-entry"});
    CONCORDAT_TRY(record, record_of(*newest, entries.front()));
    record.id = tables.text(entity);
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace concordat::registry
