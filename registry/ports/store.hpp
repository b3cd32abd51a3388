// The store port: one sequential table of log entries, the checkpoints published over it, and the
// search projection. Everything else a registry knows is computed from the entries.
//
// Nothing of any particular engine leaks through here. All implementations pass the one suite in
// `registry/ports/store_conformance.hpp`.
//
// Threads: one writer calls `append`, `put_checkpoint` and `index`; any number of threads may call
// the const members at the same time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace concordat {

// Two kinds of failure, because they ask for different answers:
//   store.conflict     the expected size or the epoch did not hold; nothing was written
//   store.full, store.io, store.corrupt
//                      the engine failed; whether the batch was applied is known only by reading
//                      the store again (`size`), never by a blind retry
class Store {
 public:
  virtual ~Store() = default;

  // The number of entries.
  [[nodiscard]] virtual Result<std::uint64_t> size() const = 0;

  // Takes the fence: returns a fresh epoch, larger than any before. Writes under an older epoch are
  // refused with store.fenced from then on.
  [[nodiscard]] virtual Result<std::uint64_t> take_epoch() = 0;

  // Appends all entries, or none, at exactly `expected_size`. Durable when it returns.
  struct Append {
    std::uint64_t epoch = 0;
    std::uint64_t expected_size = 0;
    const std::vector<Bytes>* entries = nullptr;
  };
  [[nodiscard]] virtual Status append(const Append& batch) = 0;

  // Entries [begin, end), in order; end is clamped to the size.
  [[nodiscard]] virtual Result<std::vector<Bytes>> read(std::uint64_t begin,
                                                        std::uint64_t end) const = 0;

  // The newest published checkpoint (a signed note), if any.
  [[nodiscard]] virtual Result<std::optional<std::string>> checkpoint() const = 0;
  [[nodiscard]] virtual Status put_checkpoint(std::uint64_t epoch, std::uint64_t log_size,
                                              std::string_view note) = 0;

  // One row of the search projection. `tokens` are already segmented and folded by the text adapter,
  // separated by single spaces, so that every engine finds the same things.
  struct SearchRow {
    std::string kind;                  // "certificate", "organisation", ...
    std::string id;                    // unique within the kind; a later row replaces an earlier one
    std::uint64_t entry = 0;           // log index of the statement it was made from
    std::vector<std::pair<std::string, std::string>> fields;  // exact-match fields
    std::string tokens;
  };
  // Adds rows and moves the projection's own position to `log_size`, atomically.
  [[nodiscard]] virtual Status index(const std::vector<SearchRow>& rows, std::uint64_t log_size) = 0;
  // How far the projection has come.
  [[nodiscard]] virtual Result<std::uint64_t> indexed() const = 0;

  struct SearchQuery {
    std::string kind;                  // empty: any
    std::vector<std::pair<std::string, std::string>> fields;  // all must match exactly
    std::string tokens;                // all must occur; the last may be a prefix
    std::string after;                 // cursor: the last key of the page before, empty for the first
    std::uint32_t limit = 50;          // 1 to 500
  };
  struct SearchHit {
    std::string kind;
    std::string id;
    std::uint64_t entry = 0;
    std::string cursor;
  };
  [[nodiscard]] virtual Result<std::vector<SearchHit>> search(const SearchQuery& query) const = 0;
};

}  // namespace concordat
