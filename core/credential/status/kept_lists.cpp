#include "core/credential/status/kept_lists.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace concordat::credential {

std::size_t KeptLists::cost(const Kept& kept) {
  return kept.id.size() + kept.list->bits.size() + sizeof(Kept) + sizeof(StatusList);
}

void KeptLists::drop(Place place) {
  size_bytes_ -= cost(*place);
  places_.erase(place->id);
  recent_.erase(place);
}

std::shared_ptr<const StatusList> KeptLists::find(std::string_view id, Instant at) {
  const auto found = places_.find(id);
  if (found == places_.end()) return nullptr;
  const Place place = found->second;
  const std::int64_t most_ms = std::min(longest_ms_, place->list->ttl_ms.value_or(longest_ms_));
  const std::int64_t age_ms = at.milliseconds - place->held_at.milliseconds;
  // What holds now says nothing about yesterday.
  if (age_ms < 0 || age_ms > most_ms || !place->list->window.holds(at)) {
    drop(place);
    return nullptr;
  }
  recent_.splice(recent_.begin(), recent_, place);
  return place->list;
}

void KeptLists::keep(std::string_view id, std::shared_ptr<const StatusList> list, Instant at) {
  if (const auto found = places_.find(id); found != places_.end()) drop(found->second);
  Kept kept{.id = std::string(id), .list = std::move(list), .held_at = at};
  const std::size_t cost_bytes = cost(kept);
  if (cost_bytes > limit_bytes_) return;
  while (size_bytes_ + cost_bytes > limit_bytes_) drop(std::prev(recent_.end()));
  recent_.push_front(std::move(kept));
  places_.emplace(recent_.front().id, recent_.begin());
  size_bytes_ += cost_bytes;
}

}  // namespace concordat::credential
