// Opening a bundle: every signature, proof and seal checked before anything is answered from it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/log/note.hpp"
#include "registry/bundle/format.hpp"
#include "registry/bundle/lines.hpp"
#include "registry/registry.hpp"

namespace concordat::registry::bundle {

struct Bundle {
  Manifest manifest;
  std::string signer;  // the operator, who answers for what was left out
  std::uint64_t kept = 0;
  Instant recorded;  // of the log's last entry: what was recorded later is not known here
  std::vector<std::string> controllers;
  std::vector<std::string> status_lists;
  // Answers every question of the coverage as the whole log does, and refuses every other.
  std::unique_ptr<Registry> registry;
};

// Whom the reader trusts, and with what signatures are checked.
struct OpeningPorts {
  const log::VerifierKey& log_key;
  const Verifier& verifier;
};

// What is refused, the first thing wrong, with its line. The log: offline.form, offline.origin,
// offline.gap (an entry or a run is not at its place), offline.last-missing, offline.time,
// extract.*, entry.*, offline.entry (one does not decode or fold; its cause among the arguments),
// merkle.root-mismatch, those of checkpoints, checkpoint.signature, offline.checkpoint (it speaks
// of another log or size). The parts: offline.seal (other lines than the manifest says),
// offline.surplus (something behind the last part). The signature: those of key_on_file and
// check_signature. Those of Lines, of read_manifest_line. Dates are not looked at: age.hpp.
[[nodiscard]] Result<Bundle> open(Lines& lines, const OpeningPorts& ports);

}  // namespace concordat::registry::bundle
