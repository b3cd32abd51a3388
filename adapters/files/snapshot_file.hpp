// The snapshot as a file beside the store. See registry/ports/snapshots.hpp.
#pragma once

#include <filesystem>

#include "registry/ports/snapshots.hpp"

namespace concordat::files {

class SnapshotFile final : public Snapshots {
 public:
  explicit SnapshotFile(std::filesystem::path path) : path_(std::move(path)) {}

  [[nodiscard]] Result<std::unique_ptr<Reading>> open() const override;
  // In a file with ".part" behind its name. One process at a time: another one is told snapshot.io.
  [[nodiscard]] Result<std::unique_ptr<Writing>> begin() override;
  [[nodiscard]] Status remove() override;

 private:
  std::filesystem::path path_;
};

}  // namespace concordat::files
