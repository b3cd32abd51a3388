// The signing record as an append-only text file: one line `size root` for every head that was
// about to be signed, the last complete line being the newest. See
// registry/ports/signing_record.hpp.
#pragma once

#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include <sys/types.h>

#include "registry/ports/signing_record.hpp"

namespace concordat::files {

class SigningRecordFile final : public SigningRecord {
 public:
  // Creates the file when it is absent. Codes signing-record.io, signing-record.corrupt,
  // signing-record.locked (another process holds it).
  [[nodiscard]] static Result<std::unique_ptr<SigningRecordFile>> open(
      const std::filesystem::path& path);
  // Every head on record, oldest first, without taking the lock: for examining a log, also while a
  // writer runs. A long record is thinned out evenly; first and last are kept. Empty when there is
  // no file. Code signing-record.corrupt, with the line as place.
  [[nodiscard]] static Result<std::vector<Head>> history(const std::filesystem::path& path);
  ~SigningRecordFile() override;
  SigningRecordFile(const SigningRecordFile&) = delete;
  SigningRecordFile& operator=(const SigningRecordFile&) = delete;

  [[nodiscard]] Result<std::optional<Head>> last() const override { return last_; }
  // Also signing-record.removed: the file was taken away; refused until it is back.
  [[nodiscard]] Status record(const Head& head) override;

 private:
  SigningRecordFile(int descriptor, std::filesystem::path path)
      : descriptor_(descriptor), path_(std::move(path)) {}
  int descriptor_;
  std::filesystem::path path_;
  off_t end_ = 0;  // behind the last line that is durable
  std::optional<Head> last_;
};

}  // namespace concordat::files
