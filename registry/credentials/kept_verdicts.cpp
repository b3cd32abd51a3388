#include "registry/credentials/kept_verdicts.hpp"

#include <cstring>
#include <iterator>
#include <utility>

namespace concordat::registry {
namespace {

// What the list, the table and the shared block take beside the text.
constexpr std::size_t kFrame_bytes = 256;

bool is_good(const KeptVerdict& verdict, Instant now, std::uint64_t log_size) {
  if (verdict.log_size && *verdict.log_size != log_size) return false;
  return verdict.at || verdict.window.holds(now);
}

}  // namespace

std::size_t KeptVerdicts::Hash::operator()(const crypto::Digest& digest) const {
  std::size_t hash = 0;
  std::memcpy(&hash, digest.data(), sizeof hash);
  return hash;
}

std::size_t KeptVerdicts::cost(const Entry& entry) {
  return entry.verdict->text.capacity() + sizeof(KeptVerdict) + kFrame_bytes;
}

void KeptVerdicts::drop(Place place) {
  counts_.size_bytes -= cost(*place);
  places_.erase(place->question);
  recent_.erase(place);
  counts_.entries = places_.size();
}

std::shared_ptr<const KeptVerdict> KeptVerdicts::find(const crypto::Digest& question, Instant now,
                                                      std::uint64_t log_size) {
  if (limit_bytes_ == 0) return nullptr;
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(question);
  if (found == places_.end()) {
    ++counts_.missed;
    return nullptr;
  }
  const Place place = found->second;
  if (!is_good(*place->verdict, now, log_size)) {
    ++counts_.missed;
    drop(place);
    return nullptr;
  }
  ++counts_.found;
  recent_.splice(recent_.begin(), recent_, place);
  return place->verdict;
}

void KeptVerdicts::keep(const crypto::Digest& question, KeptVerdict verdict) {
  Entry entry{.question = question,
              .verdict = std::make_shared<const KeptVerdict>(std::move(verdict))};
  const std::size_t cost_bytes = cost(entry);
  if (cost_bytes > limit_bytes_) return;
  const std::lock_guard lock(mutex_);
  if (const auto found = places_.find(question); found != places_.end()) drop(found->second);
  while (counts_.size_bytes + cost_bytes > limit_bytes_) drop(std::prev(recent_.end()));
  recent_.push_front(std::move(entry));
  places_.emplace(question, recent_.begin());
  counts_.size_bytes += cost_bytes;
  counts_.entries = places_.size();
}

KeptVerdicts::Counts KeptVerdicts::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

}  // namespace concordat::registry
