// Verdicts that were given before, for the same octets: a second question about a credential costs
// a hash and a look instead of a signature.
//
// What a verdict rests on is in its key (the whole question: document, documents, keys and policy),
// in its window (core/credential/window.hpp), or in the log size of the registry that was asked. So
// one that is found is the verdict that would be given now, to the letter.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/credential/window.hpp"
#include "core/crypto/digest.hpp"

namespace concordat::registry {

// A verdict takes about one kibibyte with what leads to it.
inline constexpr std::size_t kUsualKeptVerdicts_bytes = std::size_t{32} << 20;

struct KeptVerdict {
  std::string text;  // the answer without its time: JSON up to where "at" stands
  // The time that the question named; otherwise it holds for the times of the window.
  std::optional<Instant> at;
  credential::Window window;
  std::optional<std::uint64_t> log_size;  // of the registry, where it was asked
};

// From any thread.
class KeptVerdicts {
 public:
  // The least recently asked go when all together are larger. 0 keeps none.
  explicit KeptVerdicts(std::size_t limit_bytes = kUsualKeptVerdicts_bytes)
      : limit_bytes_(limit_bytes) {}

  // Null when there is none that holds at that time and that size of the log.
  [[nodiscard]] std::shared_ptr<const KeptVerdict> find(const crypto::Digest& question, Instant now,
                                                        std::uint64_t log_size);
  void keep(const crypto::Digest& question, KeptVerdict verdict);

  struct Counts {
    std::uint64_t found = 0;
    std::uint64_t missed = 0;
    std::size_t entries = 0;
    std::size_t size_bytes = 0;
  };
  [[nodiscard]] Counts counts() const;

 private:
  struct Entry {
    crypto::Digest question;
    std::shared_ptr<const KeptVerdict> verdict;
  };
  struct Hash {
    std::size_t operator()(const crypto::Digest& digest) const;
  };
  using Place = std::list<Entry>::iterator;

  static std::size_t cost(const Entry& entry);
  void drop(Place place);

  const std::size_t limit_bytes_;
  mutable std::mutex mutex_;
  Counts counts_;
  std::list<Entry> recent_;  // asked last stands first
  std::unordered_map<crypto::Digest, Place, Hash> places_;
};

}  // namespace concordat::registry
