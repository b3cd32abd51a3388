// A log carried from one store to another: a backup taken from a running registry, a backup brought
// back, a store made anew from its entries. Any engine to any other, since only the port is used.
//
// Nothing is believed: every entry is hashed on its way, and what arrives must have the roots that
// were signed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/log/note.hpp"
#include "core/merkle/hash.hpp"
#include "registry/ports/signing_record.hpp"
#include "registry/ports/store.hpp"
#include "registry/ports/tokenizer.hpp"
#include "registry/ports/verifier.hpp"

namespace concordat::registry {

// The key that entry 0 gives the log. Codes registry.not-founded, and those of the decoders.
[[nodiscard]] Result<log::VerifierKey> log_key_of(const Store& store);

struct CopyPlan {
  const Store& from;
  Store& into;  // empty
  const Verifier& verifier;
  // Heads known to have been signed, from wherever they come: the record of what was signed, a
  // published checkpoint, a proof. One beyond the entries refuses the copy.
  std::vector<SigningRecord::Head> heads = {};
  // Also the entries that no checkpoint covers yet; they must decode. Otherwise the copy ends with
  // the newest checkpoint. With it a checkpoint that does not hold is left behind: the next writer
  // signs the same head again.
  bool whole = false;
  std::function<void(std::uint64_t done, std::uint64_t total)> progress = {};
};

// How many entries arrived. Codes:
//   registry.checkpoint       the newest checkpoint is missing or does not hold (not with `whole`)
//   registry.ahead-of-store   a head lies beyond the entries: they are an old backup's
//   registry.forked           the entries have another root than the one signed
//   repair.entry              an entry cannot be read or decoded; its number is in the place
// and those of the stores.
[[nodiscard]] Result<std::uint64_t> copy_log(const CopyPlan& plan);

// Makes the search projection of all `size` entries. The store's codes.
[[nodiscard]] Status make_projection(Store& store, const Tokenizer& tokenizer, std::uint64_t size);

}  // namespace concordat::registry
