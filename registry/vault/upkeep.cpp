#include "registry/vault/upkeep.hpp"

#include <algorithm>
#include <utility>

namespace concordat::registry::vault {

Result<RetentionReport> run_retention(Vault& vault, Means means, Retention retention) {
  const Instant now = means.clock.now();
  const Date today = utc_date(now);
  RetentionReport report;
  if (retention == Retention::kDryRun) {
    CONCORDAT_TRY(due, means.store.due(today, kStep));
    report.due = std::move(due);
    return report;
  }
  while (true) {
    CONCORDAT_TRY(due, means.store.due(today, kStep));
    if (due.empty()) break;
    for (VaultRecord& record : due) {
      CONCORDAT_CHECK(vault.erase(record.description.id, "retention", "retention-ended"));
      report.due.push_back(std::move(record));
    }
  }
  CONCORDAT_TRY(swept, means.store.sweep(Instant{now.milliseconds - kLongestArrival_ms}));
  report.swept = swept;
  CONCORDAT_CHECK(means.store.note(
      {.at = now, .erased = std::uint64_t{report.due.size()}, .swept = report.swept}));
  return report;
}

Result<std::uint64_t> rotate(Means means, const Rotation& rotation) {
  // That the old key is one of this vault is seen before the new one is written down.
  CONCORDAT_CHECK(Vault::open(means, {rotation.from}));
  CONCORDAT_CHECK(means.store.add_master_key({.id = means.sealing.id_of(rotation.to),
                                              .passphrase = rotation.passphrase,
                                              .made = means.clock.now()}));
  CONCORDAT_TRY(vault, Vault::open(means, {rotation.to, rotation.from}));
  std::uint64_t wrapped = 0;
  while (true) {
    CONCORDAT_TRY(step, vault.rewrap(rotation.from, rotation.to, kStep));
    if (step == 0) break;
    wrapped += step;
  }
  CONCORDAT_CHECK(means.store.drop_master_key(means.sealing.id_of(rotation.from)));
  return wrapped;
}

Result<std::uint64_t> check_records(Vault& vault, VaultStore& store,
                                    const std::function<void(const Error&)>& found) {
  CONCORDAT_TRY(total, store.commitments());
  std::uint64_t records = 0;
  for (std::uint64_t sequence = 1; sequence <= total; ++sequence) {
    CONCORDAT_TRY(record, store.find(sequence));
    if (!record) continue;  // a gap, which check_batches finds
    ++records;
    const Status sound = vault.check(*record);
    if (sound) continue;
    if (sound.error().code != "vault.altered") return std::unexpected(sound.error());
    found(sound.error());
  }
  return records;
}

}  // namespace concordat::registry::vault
