// A log as static files: what `log export` writes and what C2SP tlog-tiles clients fetch
// (spec/formats/log-folder.md). Checked from its files alone, without a store.
#pragma once

#include <string>

#include "core/log/fsck.hpp"

namespace concordat::log {

// The files by their path below the log's prefix: "checkpoint", "tile/0/000.p/7".
class LogFiles {
 public:
  virtual ~LogFiles() = default;
  // Code tile.missing when there is no such file.
  [[nodiscard]] virtual Result<Bytes> read(const std::string& path) = 0;
};

struct StaticLog {
  Checkpoint checkpoint;
  // All of them must hold for the checkpoint to be the log's; the host discharges them.
  CheckpointSignatures signatures;
  FsckReport report;
};

// Every entry decoded and hashed, every tile derived and compared, the root compared with that of
// the checkpoint. Codes checkpoint.missing, and those of parse_signed_checkpoint and
// signatures_of; everything below the checkpoint is told by the report.
[[nodiscard]] Result<StaticLog> check_static_log(LogFiles& files, const LogTrust& trust);

// Nothing in the report is wrong, but files are missing: the log could not be checked.
[[nodiscard]] bool only_missing(const FsckReport& report);

}  // namespace concordat::log
