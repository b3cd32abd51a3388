// The store port in memory: for tests, simulations and scenarios. It holds what SQLite would hold,
// and forgets it with the process.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <shared_mutex>

#include "registry/ports/store.hpp"

namespace concordat::memory {

// What outlives a MemoryStore: opening another one over the same medium is the reopening of a file,
// and two at once are two processes on one file.
class Medium {
 public:
  Medium() = default;
  Medium(const Medium&) = delete;
  Medium& operator=(const Medium&) = delete;

 private:
  friend class MemoryStore;

  struct Row {
    Store::SearchRow row;
    std::set<std::pair<std::string, std::string>> fields;
    std::set<std::string, std::less<>> tokens;
  };

  mutable std::shared_mutex mutex_;  // guards everything below
  std::deque<Bytes> entries_;
  std::uint64_t epoch_ = 0;
  std::uint64_t checkpoint_size_ = 0;
  std::optional<std::string> checkpoint_;
  std::vector<Bytes> tiles_;
  std::uint64_t indexed_ = 0;
  std::vector<Row> rows_;  // rank - 1 is the position
  std::map<std::pair<std::string, std::string>, std::size_t> row_by_key_;
};

class MemoryStore final : public Store {
 public:
  MemoryStore() : MemoryStore(std::make_shared<Medium>()) {}
  explicit MemoryStore(std::shared_ptr<Medium> medium) : medium_(std::move(medium)) {}

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

 private:
  std::shared_ptr<Medium> medium_;
};

}  // namespace concordat::memory
