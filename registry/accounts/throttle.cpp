#include "registry/accounts/throttle.hpp"

#include <algorithm>

namespace concordat::accounts {
namespace {

// Failures this old count no more.
constexpr std::int64_t kForgottenAfter_ms = std::int64_t{24} * 60 * 60 * 1000;
// Beyond it a wait would not fit its number; it is cut off by the longest one anyway.
constexpr unsigned kMostDoublings = 20;
constexpr std::size_t kGroupsOfNetwork = 4;  // of an IPv6 address: 64 bits

// The first four groups, with those that "::" leaves out.
std::string network_of_v6(std::string_view address) {
  const auto gap = address.find("::");
  std::string network;
  std::size_t groups = 0;
  std::string_view rest = address.substr(0, gap);
  while (!rest.empty() && groups < kGroupsOfNetwork) {
    const auto colon = rest.find(':');
    network.append(rest.substr(0, colon)).push_back(':');
    rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
    ++groups;
  }
  for (; groups < kGroupsOfNetwork; ++groups) network.append("0:");
  return network + ":/64";
}

}  // namespace

std::string Throttle::network_of(std::string_view address) {
  constexpr std::string_view kMapped = "::ffff:";
  if (address.starts_with(kMapped) && address.find('.') != std::string_view::npos) {
    address.remove_prefix(kMapped.size());
  }
  if (address.find(':') == std::string_view::npos) return std::string(address);
  return network_of_v6(address);
}

std::int64_t Throttle::wait_of(const Count& count, Instant now) {
  const auto known = by_key_.find(count.key);
  if (known == by_key_.end()) return 0;
  Failures& failures = *known->second;
  const std::int64_t passed = now.milliseconds - failures.last.milliseconds;
  if (passed >= kForgottenAfter_ms) failures.count = 0;
  if (failures.count < count.pace.free) return 0;
  const unsigned doublings = std::min(failures.count - count.pace.free, kMostDoublings);
  const std::int64_t delay = std::min(count.pace.first_ms << doublings, count.pace.longest_ms);
  // A clock that was set back makes nobody wait longer than a delay.
  return std::clamp<std::int64_t>(delay - passed, 0, delay);
}

Throttle::Failures& Throttle::counted(const std::string& key) {
  const auto known = by_key_.find(key);
  if (known != by_key_.end()) {
    order_.splice(order_.end(), order_, known->second);
    return *known->second;
  }
  if (order_.size() >= kMaxCounted) {
    by_key_.erase(order_.front().key);
    order_.pop_front();
  }
  order_.push_back({.key = key});
  const auto place = std::prev(order_.end());
  by_key_.emplace(place->key, place);
  return *place;
}

Status Throttle::charge(const std::vector<Count>& counts, Instant now) {
  const std::lock_guard lock(mutex_);
  std::int64_t wait = 0;
  for (const Count& count : counts) wait = std::max(wait, wait_of(count, now));
  if (wait > 0) {
    return fail({.code = "account.slow-down",
                 .arguments = {{"seconds", std::to_string((wait + 999) / 1000)}}});
  }
  for (const Count& count : counts) {
    Failures& failures = counted(count.key);
    ++failures.count;
    failures.last = now;
  }
  return {};
}

void Throttle::take_back(const std::string& key, bool all) {
  const auto known = by_key_.find(key);
  if (known == by_key_.end()) return;
  const Order::iterator place = known->second;
  if (!all && place->count > 1) {
    --place->count;
    return;
  }
  by_key_.erase(known);
  order_.erase(place);
}

void Throttle::succeeded(const std::vector<Count>& counts) {
  const std::lock_guard lock(mutex_);
  for (const Count& count : counts) take_back(count.key, count.in_a_row);
}

void Throttle::refund(const std::vector<Count>& counts) {
  const std::lock_guard lock(mutex_);
  for (const Count& count : counts) take_back(count.key, false);
}

}  // namespace concordat::accounts
