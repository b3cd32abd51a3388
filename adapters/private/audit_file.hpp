// The audit port in the private file.
//
// Rows can be added and read; the file's own triggers refuse to change or delete one, so that no
// mistake of ours does. Whoever means to gets past them, and is found out by `registry/audit`.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "adapters/private/private_file.hpp"
#include "registry/ports/audit_store.hpp"

namespace concordat::private_file {

class AuditFile final : public AuditStore {
 public:
  // Codes of private_file::open.
  [[nodiscard]] static Result<std::unique_ptr<AuditFile>> open(const std::filesystem::path& path,
                                                               Opening opening);

  [[nodiscard]] Result<std::optional<AuditRow>> newest() const override;
  [[nodiscard]] Status append(std::span<const AuditRow> rows) override;
  [[nodiscard]] Result<std::vector<AuditRow>> read(std::uint64_t after,
                                                   std::uint32_t most) const override;
  [[nodiscard]] Result<std::vector<AuditRow>> search(const Query& query) const override;

 private:
  AuditFile(sqlite::Connection writing, sqlite::Connection reading)
      : writing_(std::move(writing)), reading_(std::move(reading)) {}

  // One of each, so that a long search holds up no access.
  std::mutex writer_;
  sqlite::Connection writing_;  // guarded by writer_
  mutable std::mutex reader_;
  mutable sqlite::Connection reading_;  // guarded by reader_
};

}  // namespace concordat::private_file
