// Status lists that were verified and unpacked for one question, for the next one that brings the
// same: found by a digest of its octets and of everything that its verification rested on. So
// nobody is handed a list that somebody else brought, unless he brought it too.
#pragma once

#include <memory>
#include <mutex>

#include "core/base/hex.hpp"
#include "core/credential/status/kept_lists.hpp"
#include "core/crypto/digest.hpp"

namespace concordat::registry {

// Some four of the largest, thousands of the usual.
inline constexpr std::size_t kUsualKeptLists_bytes = std::size_t{64} << 20;
// The same octets say the same for ever; longer than this, nobody has asked.
inline constexpr std::int64_t kLongestKeptList_ms = 3'600'000;

// From any thread.
class KeptStatusLists {
 public:
  explicit KeptStatusLists(std::size_t limit_bytes = kUsualKeptLists_bytes)
      : kept_(limit_bytes, kLongestKeptList_ms) {}

  [[nodiscard]] std::shared_ptr<const credential::StatusList> find(const crypto::Digest& digest,
                                                                   Instant at) {
    const std::lock_guard lock(mutex_);
    return kept_.find(encode_hex(digest), at);
  }
  void keep(const crypto::Digest& digest, Instant at,
            std::shared_ptr<const credential::StatusList> list) {
    const std::lock_guard lock(mutex_);
    kept_.keep(encode_hex(digest), std::move(list), at);
  }
  [[nodiscard]] std::size_t size_bytes() const {
    const std::lock_guard lock(mutex_);
    return kept_.size_bytes();
  }

 private:
  mutable std::mutex mutex_;
  credential::KeptLists kept_;
};

}  // namespace concordat::registry
