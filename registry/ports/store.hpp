// The store port: one sequential table of log entries, the checkpoints published over it, and what
// is derived from them to be found quickly: hash tiles and the search projection. Everything else a
// registry knows is computed from the entries.
//
// Nothing of any particular engine leaks through here. All implementations pass the one suite in
// `registry/ports/conformance`.
//
// Threads: every member may be called from any thread. Writes are taken one after the other; a
// const member sees one moment of the store, however many writes are under way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace concordat {

// An entry's length is written in 16 bits in the tiles of the log.
inline constexpr std::size_t kMaxEntryBytes = 65'535;
// Hits that are counted through in one go; a page that somebody reads has far fewer.
inline constexpr std::uint32_t kMaxSearchLimit = 50'001;
// More than any form asks for, and few enough that every engine's expression holds them.
inline constexpr std::size_t kMaxSearchFields = 16;
inline constexpr std::size_t kMaxSearchTokens = 64;
// A hash tile covers so many entries, as the tiles of the log do.
inline constexpr std::uint64_t kTileEntries = 256;
// What a tile holds is the registry's business; twice its entries' hashes are more than any needs.
inline constexpr std::size_t kMaxTileBytes = 16'384;

// Refusals, after which nothing was written:
//   store.conflict         the expected size did not hold, or a position would move back or beyond
//                          the entries
//   store.fenced           the write carried an epoch other than the newest one
//   store.entry-too-large  an entry beyond kMaxEntryBytes, a tile beyond kMaxTileBytes
//   store.query            a search limit out of range, too many fields or tokens, or a cursor this
//                          store did not give
//   store.read-only        the store was opened for reading
//   store.busy             another process kept the store locked for longer than we wait
// Failures of the engine, after which only reading the store again (`size`) tells whether the write
// was applied; never retry blindly:
//   store.full, store.io, store.corrupt
class Store {
 public:
  virtual ~Store() = default;

  // The number of entries.
  [[nodiscard]] virtual Result<std::uint64_t> size() const = 0;

  // Takes the fence: returns a fresh epoch, larger than any before and at least 1. Writes under any
  // other epoch are refused with store.fenced from then on, by whatever process they come.
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
  // Publishes a checkpoint over the first `log_size` entries, for every reader at once. The same
  // size again replaces the note (a cosignature was added); a smaller size, or one beyond the
  // entries, is refused with store.conflict.
  struct Publication {
    std::uint64_t epoch = 0;
    std::uint64_t log_size = 0;
    std::string_view note;
    // Durable when it returns. Otherwise the next append makes it durable, or the end of the store;
    // a machine that loses its power before may come back with an earlier checkpoint.
    bool durable = false;
  };
  [[nodiscard]] virtual Status put_checkpoint(const Publication& publication) = 0;

  // Tiles numbered `first` and on, each derived from kTileEntries entries that are there; octets to
  // the store. A tile may be put anew. Refused with store.conflict: a gap, or a tile beyond the
  // entries. They can be made again, so a crash may lose the newest of them.
  [[nodiscard]] virtual Status put_tiles(std::uint64_t first, const std::vector<Bytes>& tiles) = 0;
  // How many there are from the first on.
  [[nodiscard]] virtual Result<std::uint64_t> tiles() const = 0;
  // None where it has not been put.
  [[nodiscard]] virtual Result<std::optional<Bytes>> tile(std::uint64_t index) const = 0;

  // One row of the search projection. `tokens` are already segmented and folded by the text
  // adapter: UTF-8 without capitals or control characters, separated by spaces, so that every
  // engine finds the same things.
  struct SearchRow {
    std::string kind;         // "certificate", "organisation", ...
    std::string id;           // unique within the kind; a later row replaces an earlier one
    std::uint64_t entry = 0;  // log index of the statement it was made from
    std::vector<std::pair<std::string, std::string>> fields;  // exact-match fields
    std::string tokens;
    friend bool operator==(const SearchRow&, const SearchRow&) = default;
  };
  // Adds rows and moves the projection's own position to `log_size`, atomically. The position never
  // goes back nor beyond the entries, and rows come from entries below it (store.conflict). The
  // projection can be made again from the entries, so it may be lost in a crash, together with its
  // position.
  [[nodiscard]] virtual Status index(const std::vector<SearchRow>& rows,
                                     std::uint64_t log_size) = 0;
  // How far the projection has come.
  [[nodiscard]] virtual Result<std::uint64_t> indexed() const = 0;
  // What the projection holds under that name, its fields sorted and each once; for whoever holds
  // it against the entries.
  [[nodiscard]] virtual Result<std::optional<SearchRow>> row(std::string_view kind,
                                                             std::string_view id) const = 0;

  struct SearchQuery {
    std::string kind;                                         // empty: any
    std::vector<std::pair<std::string, std::string>> fields;  // all must match exactly
    std::string tokens;        // all must occur; the last, or its start
    std::string after;         // cursor of the last hit before; empty: from the start
    std::uint32_t limit = 50;  // 1 to kMaxSearchLimit
  };
  // Hits come in the order in which their (kind, id) was first indexed, so that paging neither
  // skips nor repeats a row while the projection moves on or replaces rows.
  struct SearchHit {
    std::string kind;
    std::string id;
    std::uint64_t entry = 0;
    std::string cursor;
  };
  [[nodiscard]] virtual Result<std::vector<SearchHit>> search(const SearchQuery& query) const = 0;
};

}  // namespace concordat
