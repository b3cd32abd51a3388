// What keeps a vault in order: retention by schedule, rotation of the master key, the check of all.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "registry/vault/vault.hpp"

namespace concordat::registry::vault {

// An upload that takes longer is taken for one that was broken off.
inline constexpr std::int64_t kLongestArrival_ms = std::int64_t{24} * 60 * 60 * 1000;
// Records in one step of retention or rotation.
inline constexpr std::uint32_t kStep = 256;

struct RetentionReport {
  // In the order of erasing; in a dry run what would be, up to kStep.
  std::vector<VaultRecord> due;
  std::uint64_t swept = 0;
};
// Erases what is to be kept no longer than until yesterday, and takes away what never arrived
// whole; notes the run. A dry run changes nothing. Interrupted, it goes on when it is run again.
enum class Retention { kDryRun, kErase };
[[nodiscard]] Result<RetentionReport> run_retention(Vault& vault, Means means, Retention retention);

// Wraps every key that `from` wraps with `to`, and then forgets `from`. Meanwhile both open. It can
// be broken off at any point and run again. Gives how many keys were wrapped anew. Codes:
// vault.not-made, vault.key-wrong (`from` is none of this vault).
struct Rotation {
  SealingKey from;
  SealingKey to;
  std::optional<PassphraseCost> passphrase;  // of `to`, when it comes from one
};
[[nodiscard]] Result<std::uint64_t> rotate(Means means, const Rotation& rotation);

// Opens every record whole. `found` is told of each that is not as it was kept, and the check goes
// on; other errors end it. Gives how many records there are.
[[nodiscard]] Result<std::uint64_t> check_records(Vault& vault, VaultStore& store,
                                                  const std::function<void(const Error&)>& found);

}  // namespace concordat::registry::vault
