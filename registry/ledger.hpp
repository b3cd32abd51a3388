// What the entries of the log amount to: the facts, the tree, and the stamp of the newest entry.
//
// A ledger is built by replay and then extended by the sequencer alone. When a commit fails
// half-way the ledger is thrown away and a new one replayed: speculative facts never survive a
// failed write.
#pragma once

#include <functional>
#include <memory>

#include "core/facts/state.hpp"
#include "core/merkle/frontier.hpp"
#include "registry/log_view.hpp"
#include "registry/ports/verifier.hpp"
#include "registry/registry.hpp"
#include "registry/resources.hpp"
#include "registry/workspaces.hpp"

namespace concordat::registry {

struct Ledger {
  explicit Ledger(const Store& store) : log(store) {}

  facts::State state;
  Workspaces workspaces{state};
  ResourceIndex resources;
  LogView log;
  merkle::Frontier frontier;  // over the entries applied
  Instant last_recorded;
  std::uint64_t from_snapshot = 0;  // how many entries a snapshot spared us
};

// Folds the entries of a log again. Code registry.replay, `place` "entry 17", with the cause among
// the arguments.
struct Replay {
  const Store& store;
  // Judges entries again as they were judged when they came: signature and authority.
  const Verifier* verifier = nullptr;
  // Entries below are not judged again: a checkpoint that the log's key signed covers them, and the
  // caller compares its root with the ledger's before it believes anything.
  std::uint64_t judged_below = 0;
  // Where hash tiles that are missing are put; whoever may not write leaves it out. They can be
  // done without, so a store that does not take them fails nothing.
  Store* keep_tiles = nullptr;
  std::function<void(const Progress&)> progress = {};
  // A ledger of the first entries, to which the others are added; null: all of them are folded.
  std::shared_ptr<Ledger> base = nullptr;
};
[[nodiscard]] Result<std::shared_ptr<Ledger>> replay(const Replay& request);

}  // namespace concordat::registry
