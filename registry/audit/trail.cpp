#include "registry/audit/trail.hpp"

#include <algorithm>
#include <utility>

namespace concordat::registry::audit {
namespace {

// Other processes add a record now and then; who loses so often in a row has met something else.
constexpr int kMostAttempts = 5;

}  // namespace

Result<std::unique_ptr<Trail>> Trail::open(AuditStore& store, const Clock& clock) {
  std::unique_ptr<Trail> trail(new Trail(store, clock));
  CONCORDAT_CHECK(trail->find_end());
  return trail;
}

Status Trail::find_end() {
  CONCORDAT_TRY(newest, store_.newest());
  End end;
  if (newest) {
    CONCORDAT_TRY(record, parse_record(newest->record));
    end = {.number = newest->number, .chained = newest->chained, .at = record.at};
  }
  end_ = end;
  count_.store(end.number, std::memory_order_release);
  return {};
}

Status Trail::write(const std::vector<Waiting*>& batch) {
  for (int attempt = 1;; ++attempt) {
    if (!end_) CONCORDAT_CHECK(find_end());
    const Status written = append(batch);
    if (written) return {};
    // Another process has added to the trail: nothing of ours was written, so we go on from there.
    if (written.error().code != "store.conflict" || attempt == kMostAttempts) return written;
  }
}

Status Trail::append(const std::vector<Waiting*>& batch) {
  End end = *std::exchange(end_, std::nullopt);
  // Time never goes back along the trail, whatever the clock does.
  end.at = std::max(end.at, clock_.now());
  std::vector<AuditRow> rows;
  rows.reserve(batch.size());
  for (const Waiting* waiting : batch) {
    const Record record{.number = ++end.number, .at = end.at, .access = *waiting->access};
    AuditRow row{.number = record.number, .record = to_text(record), .keys = keys_of(record)};
    row.chained = end.chained = chained(end.chained, row.record);
    rows.push_back(std::move(row));
  }
  CONCORDAT_CHECK(store_.append(rows));
  end_ = end;
  count_.store(end.number, std::memory_order_release);
  return {};
}

Status Trail::record(const Access& access) {
  CONCORDAT_CHECK(check_form(access));
  Waiting mine{.access = &access};
  std::unique_lock lock(mutex_);
  if (waiting_.size() >= kMostWaiting) return fail({.code = "audit.busy"});
  waiting_.push_back(&mine);
  while (!mine.outcome) {
    if (writing_) {
      written_.wait(lock);
      continue;
    }
    writing_ = true;
    const std::vector<Waiting*> batch = std::exchange(waiting_, {});
    lock.unlock();
    Status outcome = write(batch);
    if (!outcome) {
      outcome = fail({.code = "audit.unwritten", .arguments = {{"cause", outcome.error().code}}});
    }
    lock.lock();
    for (Waiting* waiting : batch) waiting->outcome = outcome;
    writing_ = false;
    written_.notify_all();
  }
  return *std::move(mine.outcome);
}

}  // namespace concordat::registry::audit
