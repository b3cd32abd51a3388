#include "adapters/memory/memory_store.hpp"

#include <algorithm>
#include <mutex>

#include "registry/ports/search_query.hpp"
#include "registry/ports/store_rules.hpp"

namespace concordat::memory {
namespace {

using Tokens = std::set<std::string, std::less<>>;

// All must occur; the last one, or its start.
bool contains_all(const Tokens& tokens, const std::vector<std::string_view>& wanted) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto found = tokens.lower_bound(wanted[i]);
    if (found == tokens.end()) return false;
    const bool last = i + 1 == wanted.size();
    if (last ? !std::string_view(*found).starts_with(wanted[i]) : *found != wanted[i]) return false;
  }
  return true;
}

}  // namespace

Result<std::uint64_t> MemoryStore::size() const {
  const std::shared_lock lock(medium_->mutex_);
  return medium_->entries_.size();
}

Result<std::uint64_t> MemoryStore::take_epoch() {
  const std::unique_lock lock(medium_->mutex_);
  return ++medium_->epoch_;
}

Status MemoryStore::append(const Append& batch) {
  CONCORDAT_CHECK(check_entries(batch));
  const std::unique_lock lock(medium_->mutex_);
  auto& entries = medium_->entries_;
  CONCORDAT_CHECK(check_epoch(batch.epoch, medium_->epoch_));
  CONCORDAT_CHECK(check_expected_size(batch.expected_size, entries.size()));
  entries.insert(entries.end(), batch.entries->begin(), batch.entries->end());
  return {};
}

Result<std::vector<Bytes>> MemoryStore::read(std::uint64_t begin, std::uint64_t end) const {
  const std::shared_lock lock(medium_->mutex_);
  const auto& entries = medium_->entries_;
  end = std::min<std::uint64_t>(end, entries.size());
  if (begin >= end) return std::vector<Bytes>{};
  return std::vector<Bytes>(entries.begin() + static_cast<std::ptrdiff_t>(begin),
                            entries.begin() + static_cast<std::ptrdiff_t>(end));
}

Result<std::optional<std::string>> MemoryStore::checkpoint() const {
  const std::shared_lock lock(medium_->mutex_);
  return medium_->checkpoint_;
}

Status MemoryStore::put_checkpoint(const Publication& publication) {
  const std::unique_lock lock(medium_->mutex_);
  CONCORDAT_CHECK(check_epoch(publication.epoch, medium_->epoch_));
  CONCORDAT_CHECK(
      check_position(publication.log_size, medium_->checkpoint_size_, medium_->entries_.size()));
  medium_->checkpoint_ = std::string(publication.note);
  medium_->checkpoint_size_ = publication.log_size;
  return {};
}

Status MemoryStore::put_tiles(std::uint64_t first, const std::vector<Bytes>& tiles) {
  const std::unique_lock lock(medium_->mutex_);
  auto& kept = medium_->tiles_;
  CONCORDAT_CHECK(check_tiles(first, tiles, kept.size(), medium_->entries_.size()));
  kept.resize(std::max<std::size_t>(kept.size(), first + tiles.size()));
  std::ranges::copy(tiles, kept.begin() + static_cast<std::ptrdiff_t>(first));
  return {};
}

Result<std::uint64_t> MemoryStore::tiles() const {
  const std::shared_lock lock(medium_->mutex_);
  return medium_->tiles_.size();
}

Result<std::optional<Bytes>> MemoryStore::tile(std::uint64_t index) const {
  const std::shared_lock lock(medium_->mutex_);
  if (index >= medium_->tiles_.size()) return std::nullopt;
  return medium_->tiles_[index];
}

Status MemoryStore::index(const std::vector<SearchRow>& rows, std::uint64_t log_size) {
  const std::unique_lock lock(medium_->mutex_);
  CONCORDAT_CHECK(check_position(log_size, medium_->indexed_, medium_->entries_.size()));
  CONCORDAT_CHECK(check_rows(rows, log_size));
  for (const SearchRow& row : rows) {
    Medium::Row indexed;
    indexed.row = row;
    indexed.fields = {row.fields.begin(), row.fields.end()};
    for (const std::string_view token : split_tokens(row.tokens)) indexed.tokens.emplace(token);
    const auto [known, added] =
        medium_->row_by_key_.try_emplace({row.kind, row.id}, medium_->rows_.size());
    if (added) {
      medium_->rows_.push_back(std::move(indexed));
    } else {
      medium_->rows_[known->second] = std::move(indexed);
    }
  }
  medium_->indexed_ = log_size;
  return {};
}

Result<std::uint64_t> MemoryStore::indexed() const {
  const std::shared_lock lock(medium_->mutex_);
  return medium_->indexed_;
}

Result<std::optional<Store::SearchRow>> MemoryStore::row(std::string_view kind,
                                                         std::string_view id) const {
  const std::shared_lock lock(medium_->mutex_);
  const auto known = medium_->row_by_key_.find({std::string(kind), std::string(id)});
  if (known == medium_->row_by_key_.end()) return std::nullopt;
  const Medium::Row& kept = medium_->rows_[known->second];
  SearchRow row = kept.row;
  row.fields = {kept.fields.begin(), kept.fields.end()};
  return row;
}

Result<std::vector<Store::SearchHit>> MemoryStore::search(const SearchQuery& query) const {
  CONCORDAT_TRY(start, start_of(query));
  const auto wanted = split_tokens(query.tokens);
  std::vector<SearchHit> hits;
  const std::shared_lock lock(medium_->mutex_);
  for (std::uint64_t at = start; at < medium_->rows_.size() && hits.size() < query.limit; ++at) {
    const Medium::Row& row = medium_->rows_[at];
    if (!query.kind.empty() && row.row.kind != query.kind) continue;
    const bool matches = std::ranges::all_of(
        query.fields, [&](const auto& field) { return row.fields.contains(field); });
    if (!matches || !contains_all(row.tokens, wanted)) continue;
    hits.push_back({row.row.kind, row.row.id, row.row.entry, cursor_of(at + 1)});
  }
  return hits;
}

}  // namespace concordat::memory
