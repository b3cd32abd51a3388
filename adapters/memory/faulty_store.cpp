#include "adapters/memory/faulty_store.hpp"

#include <algorithm>

namespace concordat::memory {
namespace {

std::unexpected<Error> failure(const FaultyStore::Plan& plan) {
  return fail({.code = plan.code, .arguments = {{"detail", "planned fault"}}});
}

}  // namespace

void FaultyStore::plan(Plan plan) {
  const std::lock_guard lock(mutex_);
  plan.nth += counts_[static_cast<std::size_t>(plan.write)];
  plans_.push_back(std::move(plan));
}

std::size_t FaultyStore::count(Write write) const {
  const std::lock_guard lock(mutex_);
  return counts_[static_cast<std::size_t>(write)];
}

bool FaultyStore::all_struck() const {
  const std::lock_guard lock(mutex_);
  return plans_.empty();
}

std::optional<FaultyStore::Plan> FaultyStore::next(Write write) {
  const std::lock_guard lock(mutex_);
  const std::size_t nth = ++counts_[static_cast<std::size_t>(write)];
  const auto met = std::ranges::find_if(
      plans_, [&](const Plan& plan) { return plan.write == write && plan.nth == nth; });
  if (met == plans_.end()) return std::nullopt;
  Plan plan = std::move(*met);
  plans_.erase(met);
  return plan;
}

Result<std::uint64_t> FaultyStore::take_epoch() {
  const auto plan = next(Write::kTakeEpoch);
  if (!plan) return inner().take_epoch();
  if (plan->fault == Fault::kApplied) CONCORDAT_CHECK(inner().take_epoch());
  return failure(*plan);
}

Status FaultyStore::append(const Append& batch) {
  const auto plan = next(Write::kAppend);
  if (!plan) return inner().append(batch);
  if (plan->fault == Fault::kApplied) CONCORDAT_CHECK(inner().append(batch));
  return failure(*plan);
}

Status FaultyStore::put_checkpoint(const Publication& publication) {
  const auto plan = next(Write::kPutCheckpoint);
  if (!plan) return inner().put_checkpoint(publication);
  if (plan->fault == Fault::kApplied) CONCORDAT_CHECK(inner().put_checkpoint(publication));
  return failure(*plan);
}

Status FaultyStore::put_tiles(std::uint64_t first, const std::vector<Bytes>& tiles) {
  const auto plan = next(Write::kPutTiles);
  if (!plan) return inner().put_tiles(first, tiles);
  if (plan->fault == Fault::kApplied) CONCORDAT_CHECK(inner().put_tiles(first, tiles));
  return failure(*plan);
}

Status FaultyStore::index(const std::vector<SearchRow>& rows, std::uint64_t log_size) {
  const auto plan = next(Write::kIndex);
  if (!plan) return inner().index(rows, log_size);
  if (plan->fault == Fault::kApplied) CONCORDAT_CHECK(inner().index(rows, log_size));
  return failure(*plan);
}

}  // namespace concordat::memory
