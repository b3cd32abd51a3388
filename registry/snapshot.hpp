// The ledger kept beside the store as it was at some size, so that a start need fold only what came
// after. What is believed of it, and why, is in docs/design/snapshot.md.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "registry/ledger.hpp"
#include "registry/ports/snapshots.hpp"

namespace concordat::registry {

// Which sources made this program fold as it does: the digest of them all, as hex digits.
[[nodiscard]] std::string_view folding_digest();

// Writes the ledger, of whose entries nothing may be speculative, as the log `origin`'s. Nobody
// applies meanwhile. Codes of the port. `commit` is left to the caller: nobody need stand still for
// that.
[[nodiscard]] Status write_snapshot(const Ledger& ledger, std::string_view origin,
                                    Snapshots::Writing& writing);

// A log as its published checkpoint shows it.
struct PublishedLog {
  const Store& store;
  std::string origin;
  std::uint64_t size = 0;
  merkle::Hash root{};
};

// The ledger that the snapshot holds, whole and of this log and layout as far as it says itself;
// whether its tree is the beginning of the published one is known when the entries up to
// `published.size` have been appended to it. Codes snapshot.absent, snapshot.damaged,
// snapshot.other-layout, snapshot.other-log, snapshot.ahead (of what is published: of a log that
// was put back since), and those of the port.
[[nodiscard]] Result<std::shared_ptr<Ledger>> read_snapshot(const Snapshots& snapshots,
                                                            const PublishedLog& published);

// Whether a snapshot that this program would read is whole and of this log, whose tree at its size
// the caller has derived from the entries. Nothing is wrong with none, with another program's, or
// with one of more entries than the log view has. Codes snapshot.damaged, snapshot.other-log.
[[nodiscard]] Status check_snapshot(const Snapshots& snapshots, std::string_view origin,
                                    const LogView& log);

// The ledger of everything stored: from the snapshot and the entries after it, where there is one
// that can be believed, else from all entries. It agrees with what was published: codes
// registry.checkpoint, registry.forked, and those of `replay`.
struct Restoring {
  PublishedLog published;
  const Verifier& verifier;
  const Snapshots* snapshots = nullptr;  // null: all entries
  bool judge_everything = false;         // then all entries, too
  Store* keep_tiles = nullptr;           // see Replay
  std::function<void(const Progress&)> progress = {};
  // Why there is a snapshot that is not used.
  std::function<void(const Error&)> unused = {};
};
[[nodiscard]] Result<std::shared_ptr<Ledger>> restore(const Restoring& request);

}  // namespace concordat::registry
