// The store port in one SQLite file: the default engine.
//
// Write-ahead logging with a sync at every commit of entries. An append touches the one table of
// entries and nothing else. Readers have connections of their own and never wait for the writer.
// Several processes may open one file; the epoch decides which of them may write.
#pragma once

#include <memory>
#include <string>

#include "registry/ports/store.hpp"

namespace concordat::sqlite {

enum class OpenMode {
  kExisting,         // store.not-found when there is no file
  kCreateNew,        // store.exists when there is one
  kCreateIfMissing,  // either
  kReadOnly,         // like kExisting; every write is refused with store.read-only
};

class SqliteStore final : public Store {
 public:
  // Codes beside those of the modes: store.foreign (another program's file), store.newer (made by a
  // later version), store.cannot-open, store.corrupt, store.io.
  [[nodiscard]] static Result<std::unique_ptr<SqliteStore>> open(const std::string& path,
                                                                 OpenMode mode);
  // Folds what lies in the write-ahead log of a closed store into its file and removes the log, so
  // that the file is the whole store. Codes as for `open`; store.busy while anybody has it open.
  [[nodiscard]] static Status settle(const std::string& path);
  ~SqliteStore() override;

  [[nodiscard]] Result<std::uint64_t> size() const override;
  [[nodiscard]] Result<std::uint64_t> take_epoch() override;
  [[nodiscard]] Status append(const Append& batch) override;
  [[nodiscard]] Result<std::vector<Bytes>> read(std::uint64_t begin,
                                                std::uint64_t end) const override;
  [[nodiscard]] Result<std::optional<std::string>> checkpoint() const override;
  [[nodiscard]] Status put_checkpoint(const Publication& publication) override;
  [[nodiscard]] Status put_tiles(std::uint64_t first, const std::vector<Bytes>& tiles) override;
  [[nodiscard]] Result<std::uint64_t> tiles() const override;
  [[nodiscard]] Result<std::optional<Bytes>> tile(std::uint64_t index) const override;
  [[nodiscard]] Status index(const std::vector<SearchRow>& rows, std::uint64_t log_size) override;
  [[nodiscard]] Result<std::uint64_t> indexed() const override;
  [[nodiscard]] Result<std::optional<SearchRow>> row(std::string_view kind,
                                                     std::string_view id) const override;
  [[nodiscard]] Result<std::vector<SearchHit>> search(const SearchQuery& query) const override;

  // Reads the whole file and says whether its pages hold together and no entry is missing:
  // store.corrupt with the first finding as argument "detail". Whether the entries are the ones
  // that were signed is for the log to check.
  [[nodiscard]] Status check() const;

 private:
  struct Parts;
  explicit SqliteStore(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace concordat::sqlite
