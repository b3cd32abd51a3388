// Traces of a log outside its store: a published checkpoint, a proof, an exported folder. Each
// shows what was signed, so that an old backup in place of a newer store gives itself away.
#pragma once

#include <string>
#include <vector>

#include "core/log/note.hpp"
#include "registry/ports/signing_record.hpp"

namespace concordat::cli {

// The heads that these files or folders show, when the log's own key signed them. Code seen.form,
// the file as place, for anything else.
[[nodiscard]] Result<std::vector<SigningRecord::Head>> heads_seen(
    const std::vector<std::string>& traces, const log::VerifierKey& key);

}  // namespace concordat::cli
