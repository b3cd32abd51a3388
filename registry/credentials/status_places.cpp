#include "registry/credentials/status_places.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "core/base/hex.hpp"

namespace concordat::registry {
namespace {

constexpr std::string_view kPurpose = "status list places 1";
constexpr std::size_t kName_bytes = 8;
constexpr std::size_t kDraw_bytes = 4;
// Draws beyond one for each place. One in some hundred thousand is thrown away; that all of these
// are will not happen to anybody.
constexpr std::size_t kSpareDraws = 1024;

// Numbers below a bound, each as likely as any other: what would make the small ones likelier is
// thrown away.
class Draws {
 public:
  explicit Draws(Bytes octets) : octets_(std::move(octets)) {}

  // Nothing when the octets have come to an end.
  std::optional<std::uint32_t> below(std::uint32_t bound) {
    constexpr std::uint64_t kAll = std::uint64_t{1} << 32;
    const std::uint64_t fair = kAll - kAll % bound;
    while (next_ + kDraw_bytes <= octets_.size()) {
      std::uint32_t drawn = 0;
      for (std::size_t at = 0; at < kDraw_bytes; ++at) drawn = drawn << 8 | octets_[next_ + at];
      next_ += kDraw_bytes;
      if (drawn < fair) return drawn % bound;
    }
    return std::nullopt;
  }

 private:
  Bytes octets_;
  std::size_t next_ = 0;
};

}  // namespace

StatusPlaces::StatusPlaces(const crypto::Digest& secret, const KeyedStream& stream)
    : secret_(secret), stream_(stream) {
  const crypto::Digest digest = crypto::sha256(secret_);
  name_ = encode_hex(ByteView(digest).first(kName_bytes));
}

Result<std::unique_ptr<StatusPlaces>> StatusPlaces::of(const CredentialKey& key,
                                                       const KeyedStream& stream) {
  CONCORDAT_TRY(secret, key.secret_for(kPurpose));
  return std::unique_ptr<StatusPlaces>(new StatusPlaces(secret, stream));
}

// Fisher and Yates, from the last place to the first.
Result<StatusPlaces::Shuffle> StatusPlaces::shuffled(std::uint64_t list) const {
  CONCORDAT_TRY(octets,
                stream_.octets(secret_, list, (kEntriesOfList + kSpareDraws) * kDraw_bytes));
  Draws draws(std::move(octets));
  Shuffle shuffle(kEntriesOfList);
  std::iota(shuffle.begin(), shuffle.end(), 0U);
  for (std::uint32_t left = kEntriesOfList; left > 1; --left) {
    const auto drawn = draws.below(left);
    if (!drawn) return fail({.code = "signer.failed"});
    std::swap(shuffle[left - 1], shuffle[*drawn]);
  }
  return shuffle;
}

Result<std::shared_ptr<const StatusPlaces::Shuffle>> StatusPlaces::of_list(
    std::uint64_t list) const {
  {
    const std::lock_guard lock(mutex_);
    const auto known = std::ranges::find(recent_, list, &Kept::list);
    if (known != recent_.end()) {
      recent_.splice(recent_.begin(), recent_, known);
      return recent_.front().shuffle;
    }
  }
  CONCORDAT_TRY(made, shuffled(list));
  auto shared = std::make_shared<const Shuffle>(std::move(made));
  const std::lock_guard lock(mutex_);
  recent_.push_front({list, shared});
  if (recent_.size() > kMostShuffles) recent_.pop_back();
  return shared;
}

}  // namespace concordat::registry
