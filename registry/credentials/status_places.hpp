// Where on a status list the status of a log entry stands: a shuffle that only the registry's
// credential key can make again (spec/formats/status-lists.md). Nothing is stored: the same key
// gives the same places after a restart, a replay and a restored backup, and another key gives
// another name, under which nothing that was issued before is looked for.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/credential/status/list.hpp"
#include "core/facts/row.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/ports/keyed_stream.hpp"

namespace concordat::registry {

// Log entries that share a list, each with a place of its own. Among so many one is not told by who
// asks (Bitstring Status List 1.0, 3.2); more would make every list larger for whoever needs one.
inline constexpr std::uint32_t kEntriesOfList =
    static_cast<std::uint32_t>(credential::kFewestEntries);
// Shuffles that are kept, half a megabyte each: those of the newest lists are asked for again and
// again, another takes some milliseconds.
inline constexpr std::size_t kMostShuffles = 8;

// From any thread.
class StatusPlaces {
 public:
  // Of the entries of a list, in their order, the place of each: a permutation.
  using Shuffle = std::vector<std::uint32_t>;

  // Codes: signer.failed, issuing.key-varies. The stream outlives this.
  [[nodiscard]] static Result<std::unique_ptr<StatusPlaces>> of(const CredentialKey& key,
                                                                const KeyedStream& stream);

  // What tells these places from those of any other key: 16 hexadecimal digits.
  [[nodiscard]] const std::string& name() const { return name_; }
  // The places of entries `list` * kEntriesOfList and on. Code signer.failed.
  [[nodiscard]] Result<std::shared_ptr<const Shuffle>> of_list(std::uint64_t list) const;

 private:
  StatusPlaces(const crypto::Digest& secret, const KeyedStream& stream);
  [[nodiscard]] Result<Shuffle> shuffled(std::uint64_t list) const;

  struct Kept {
    std::uint64_t list = 0;
    std::shared_ptr<const Shuffle> shuffle;
  };

  crypto::Digest secret_;
  const KeyedStream& stream_;
  std::string name_;
  mutable std::mutex mutex_;  // guards recent_
  mutable std::list<Kept> recent_;
};

}  // namespace concordat::registry
