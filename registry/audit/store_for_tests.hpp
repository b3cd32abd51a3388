// For tests: records in memory, to be tampered with; a store that fails when it is told to.
#pragma once

#include <mutex>
#include <vector>

#include "registry/ports/audit_store.hpp"
#include "registry/ports/clock.hpp"

namespace concordat::registry::audit::testing {

class MemoryAuditStore final : public AuditStore {
 public:
  [[nodiscard]] Result<std::optional<AuditRow>> newest() const override {
    const std::lock_guard lock(mutex_);
    if (rows.empty()) return std::optional<AuditRow>();
    return std::optional(rows.back());
  }
  [[nodiscard]] Status append(std::span<const AuditRow> added) override {
    const std::lock_guard lock(mutex_);
    ++batches;
    if (failing == Failing::kBefore) return fail({.code = "store.full"});
    const std::uint64_t next = rows.empty() ? 1 : rows.back().number + 1;
    if (added.front().number != next) return fail({.code = "store.conflict"});
    rows.insert(rows.end(), added.begin(), added.end());
    if (failing == Failing::kAfter) return fail({.code = "store.io"});
    return {};
  }
  [[nodiscard]] Result<std::vector<AuditRow>> read(std::uint64_t after,
                                                   std::uint32_t most) const override {
    const std::lock_guard lock(mutex_);
    std::vector<AuditRow> found;
    for (const AuditRow& row : rows) {
      if (row.number > after && found.size() < most) found.push_back(row);
    }
    return found;
  }
  [[nodiscard]] Result<std::vector<AuditRow>> search(const Query& query) const override {
    const std::lock_guard lock(mutex_);
    std::vector<AuditRow> found;
    for (auto row = rows.rbegin(); row != rows.rend() && found.size() < query.limit; ++row) {
      const auto fits = [&](const std::string AuditKeys::* key) {
        return (query.keys.*key).empty() || query.keys.*key == row->keys.*key;
      };
      if (row->number < query.before && fits(&AuditKeys::who) && fits(&AuditKeys::owner) &&
          fits(&AuditKeys::organisation) && fits(&AuditKeys::about) && fits(&AuditKeys::resource) &&
          query.from <= row->keys.at && row->keys.at < query.until) {
        found.push_back(*row);
      }
    }
    return found;
  }

  enum class Failing { kNot, kBefore, kAfter };
  Failing failing = Failing::kNot;
  std::size_t batches = 0;
  std::vector<AuditRow> rows;

 private:
  mutable std::mutex mutex_;
};

class StillClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return time; }
  Instant time{1'780'300'800'000};  // 2026-06-01T08:00:00Z
};

}  // namespace concordat::registry::audit::testing
