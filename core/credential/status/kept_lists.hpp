// Unpacked status lists by address, the most recently asked of them: what a host stands behind
// `Host::kept_list` with. Verifying and unpacking a list costs more than verifying a credential.
//
// One thread at a time; what is handed out stays good whatever happens here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/credential/status/list.hpp"

namespace concordat::credential {

class KeptLists {
 public:
  // Octets of all lists together at most, and of how much later a time one is believed at most: a
  // key can be withdrawn, or a status set, while a list is kept. A list that says how soon a newer
  // one should be looked for (ttl) is believed no longer than that. With 0 a list answers questions
  // about one and the same time.
  KeptLists(std::size_t limit_bytes, std::int64_t longest_ms)
      : limit_bytes_(limit_bytes), longest_ms_(longest_ms) {}

  // Null when there is none, or it was found to hold at a time after `at`, or too long before, or a
  // verification at `at` could come to something else.
  [[nodiscard]] std::shared_ptr<const StatusList> find(std::string_view id, Instant at);
  // A list that was found to hold at that time, in place of the one before. One larger than all
  // together may be is not kept.
  void keep(std::string_view id, std::shared_ptr<const StatusList> list, Instant at);

  [[nodiscard]] std::size_t size_bytes() const { return size_bytes_; }

 private:
  struct Kept {
    std::string id;
    std::shared_ptr<const StatusList> list;
    Instant held_at;
  };
  using Place = std::list<Kept>::iterator;

  static std::size_t cost(const Kept& kept);
  void drop(Place place);

  std::size_t limit_bytes_;
  std::int64_t longest_ms_;
  std::size_t size_bytes_ = 0;
  std::list<Kept> recent_;                              // asked last stands first
  std::unordered_map<std::string_view, Place> places_;  // under the ids in `recent_`
};

}  // namespace concordat::credential
